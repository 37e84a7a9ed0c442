import { z } from 'zod';
import { documentNoteSchema } from './dataset.ts';
import { resultSchema } from './finding.ts';
import { comparatorSchema, quantityKindSchema } from './quantity/quantity.ts';
import { basisSchema, fundKindSchema, metricSchema, reportSchema } from './report.ts';

/** The columns a Quantity becomes in a flat row: targetRaw, targetKind, targetValue, … All null: no such place. */
export type FigureColumns<Name extends string> = Record<
  `${Name}Raw` | `${Name}Value` | `${Name}Upper` | `${Name}Unit`,
  string | null
> &
  Record<`${Name}Kind`, z.infer<typeof quantityKindSchema> | null> &
  Record<`${Name}Comparator`, z.infer<typeof comparatorSchema> | null>;

type FigureShape<Name extends string> = Record<
  `${Name}Raw` | `${Name}Value` | `${Name}Upper` | `${Name}Unit`,
  z.ZodNullable<z.ZodString>
> &
  Record<`${Name}Kind`, z.ZodNullable<typeof quantityKindSchema>> &
  Record<`${Name}Comparator`, z.ZodNullable<typeof comparatorSchema>>;

function figureShape<Name extends string>(name: Name, meaning: string): FigureShape<Name> {
  // The compiler does not follow computed keys of a template literal type.
  return {
    [`${name}Raw`]: z.string().nullable().describe(`${meaning}, as printed; null: the form has no such place`),
    [`${name}Kind`]: quantityKindSchema.nullable(),
    [`${name}Value`]: z.string().nullable().describe('decimal in the printed unit; null: there is no figure'),
    [`${name}Upper`]: z.string().nullable().describe('the other end of a range'),
    [`${name}Unit`]: z.string().nullable(),
    [`${name}Comparator`]: comparatorSchema.nullable(),
  } as FigureShape<Name>;
}

const where = {
  path: z.string(),
  documentId: z.string(),
};
const whereInReport = {
  ...where,
  reportId: z.string(),
};
const place = z.string().describe('for people: 附件3 · 表4-1 · 第5行 · 第12页');

/** One line of reports.jsonl. */
export const reportRowSchema = z
  .object({
    ...whereInReport,
    title: z.string().nullable(),
    kind: reportSchema.shape.kind,
    fiscalYear: z.string().nullable().describe('年度, four digits'),
    project: z.string().nullable().describe('项目名称'),
    department: z.string().nullable().describe('主管部门'),
    unit: z.string().nullable().describe('实施单位'),
    amountUnit: z.string().nullable().describe('unit of the amounts of the form: 元, 万元, 亿元'),
    ...figureShape('totalPoints', '总分 row, 分值'),
    ...figureShape('totalScore', '总分 row, 得分'),
    grade: z.string().nullable().describe('评价等级, as printed'),
    funds: z.number().int(),
    indicators: z.number().int(),
    facts: z.number().int(),
    rules: z.number().int().describe('scoring rules the document prints'),
    findings: z.number().int(),
    place,
  })
  .strict();
export type ReportRow = z.infer<typeof reportRowSchema>;

/** One line of indicators.jsonl. */
export const indicatorRowSchema = z
  .object({
    ...whereInReport,
    index: z.number().int().min(0).describe('position in indicators[] of the report'),
    parent: z.number().int().min(0).nullable().describe('index of the row this 其中 row belongs to'),
    level1: z.string().nullable().describe('一级指标'),
    level2: z.string().nullable().describe('二级指标'),
    level3: z.string().nullable().describe('三级指标'),
    ...figureShape('target', '年度指标值'),
    ...figureShape('actual', '实际完成值'),
    ...figureShape('points', '分值'),
    ...figureShape('score', '得分'),
    ...figureShape('reviewScore', '复核分'),
    ...figureShape('scoreRate', '得分率'),
    deviation: z.string().nullable().describe('偏差原因分析及改进措施'),
    tableId: z.string(),
    row: z.number().int().min(0),
    place,
  })
  .strict();
export type IndicatorRow = z.infer<typeof indicatorRowSchema>;

/** One line of funds.jsonl. */
export const fundRowSchema = z
  .object({
    ...whereInReport,
    index: z.number().int().min(0).describe('position in funds[] of the report'),
    parent: z.number().int().min(0).nullable().describe('index of the row this one is 其中 of'),
    fund: fundKindSchema,
    label: z.string().describe('the row heading as printed'),
    amountUnit: z.string().nullable().describe('unit of the amounts of the form: 元, 万元, 亿元'),
    ...figureShape('initialBudget', '年初预算数'),
    ...figureShape('budget', '全年预算数'),
    ...figureShape('arrived', '到位数'),
    ...figureShape('executed', '全年执行数'),
    ...figureShape('executionRate', '执行率'),
    ...figureShape('points', '分值'),
    ...figureShape('score', '得分'),
    place,
  })
  .strict();
export type FundRow = z.infer<typeof fundRowSchema>;

/** One line of facts.jsonl: a figure in a sentence. */
export const factRowSchema = z
  .object({
    ...whereInReport,
    factId: z.string(),
    metric: metricSchema,
    subject: z.string(),
    period: z.string().nullable(),
    basis: basisSchema.nullable(),
    ...figureShape('quantity', 'the figure'),
    partOf: z.string().nullable().describe('factId of the total that this is 其中 of'),
    sentence: z.string(),
    blockId: z.string(),
    place,
  })
  .strict();
export type FactRow = z.infer<typeof factRowSchema>;

/** One line of results.jsonl. */
export const resultRowSchema = z.object({ ...where, ...resultSchema.shape }).strict();
export type ResultRow = z.infer<typeof resultRowSchema>;

/** One line of notes.jsonl. */
export const noteRowSchema = z.object({ path: z.string(), ...documentNoteSchema.shape }).strict();
export type NoteRow = z.infer<typeof noteRowSchema>;
