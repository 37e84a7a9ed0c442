import { z } from 'zod';

/** What a column of an indicator block holds. */
export const indicatorRoleSchema = z.enum([
  'level1',
  'level2',
  'level3',
  'operator',
  'target',
  'target-unit',
  'actual',
  'points',
  'score',
  'weighted-score',
  'review-score',
  'score-rate',
  'deviation',
  'not-kept',
  'words',
]);
/** `not-kept`: a figure the records have no place for; `words`: text that is not a value. */
export type IndicatorRole = z.infer<typeof indicatorRoleSchema>;

/** What a column of a fund block holds. */
export const fundRoleSchema = z.enum([
  'initial-budget',
  'budget',
  'arrived',
  'executed',
  'execution-rate',
  'points',
  'score',
  'not-kept',
  'words',
]);
export type FundRole = z.infer<typeof fundRoleSchema>;

/** What the cell beside a label of the head of a form says; `other`: known, and nothing the records keep. */
export const labelRoleSchema = z.enum([
  'project',
  'department',
  'unit',
  'amount-unit',
  'year',
  'total-score',
  'grade',
  'other',
]);
export type LabelRole = z.infer<typeof labelRoleSchema>;

/** A heading as printed, at most as long as headings are; brackets and blanks do not count. */
const word = z.string().trim().min(1).max(40);

/** Headings beyond the built-in vocabulary, by what the column or the cell beside the label holds. */
export const headingWordsSchema = z
  .object({
    indicators: z
      .partialRecord(indicatorRoleSchema, z.array(word))
      .optional()
      .describe('headings of indicator blocks: {"target": ["本年任务"]}; target 指标值, actual 完成值, points 分值'),
    funds: z
      .partialRecord(fundRoleSchema, z.array(word))
      .optional()
      .describe('headings of fund blocks: {"executed": ["已付金额"]}; budget 全年预算数, executed 全年执行数'),
    labels: z
      .partialRecord(labelRoleSchema, z.array(word))
      .optional()
      .describe('labels of the head of a form: {"unit": ["用款单位"]}; project 项目名称, department 主管部门'),
  })
  .strict();
export type HeadingWords = z.infer<typeof headingWordsSchema>;
