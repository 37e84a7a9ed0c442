import { z } from 'zod';
import { noteSchema } from './note.ts';
import { quantitySchema } from './quantity/quantity.ts';
import { sourceSchema, textSchema } from './source.ts';

const figure = (meaning: string) => quantitySchema.nullable().describe(`${meaning}; null: the form has no such place`);
const points = z.string().describe('decimal string');

export const fundKindSchema = z.enum([
  'total',
  'fiscal',
  'central',
  'provincial',
  'municipal',
  'county',
  'local',
  'carried-over',
  'own',
  'other',
]);
export type FundKind = z.infer<typeof fundKindSchema>;

export const fundSchema = z
  .object({
    fund: fundKindSchema,
    label: textSchema.describe('the row heading as printed, e.g. 其中：当年财政拨款'),
    parent: z.number().int().min(0).nullable().describe('index in funds[] of the row this one is 其中 of'),
    initialBudget: figure('年初预算数, in amountUnit unless the cell prints its own'),
    budget: figure('全年预算数 (A), adjusted'),
    arrived: figure('到位数'),
    executed: figure('全年执行数 (B)'),
    executionRate: figure('执行率 (B/A), as printed: 72.3%, 100, 1'),
    points: figure('分值'),
    score: figure('得分'),
  })
  .strict();
export type Fund = z.infer<typeof fundSchema>;

export const indicatorSchema = z
  .object({
    level1: z.string().nullable().describe('一级指标, without its claim of points'),
    level2: z.string().nullable().describe('二级指标, without its claim of points'),
    level3: z.string().nullable().describe('三级指标, as printed'),
    target: figure('年度指标值; operator, value and unit joined where they stand in columns of their own'),
    actual: figure('实际完成值'),
    points: figure('分值 / 权重'),
    score: figure('得分 / 自评分'),
    reviewScore: figure('复核分'),
    scoreRate: figure('得分率'),
    deviation: textSchema.nullable().describe('偏差原因分析及改进措施; null: no such column'),
    parent: z.number().int().min(0).nullable().describe('index in indicators[] of the row this 其中 row belongs to'),
    tableId: z.string(),
    row: z.number().int().min(0),
    sources: z.array(sourceSchema).describe('of the name in level3'),
  })
  .strict();
export type Indicator = z.infer<typeof indicatorSchema>;

export const groupSchema = z
  .object({
    level: z.union([z.literal(1), z.literal(2)]),
    name: z.string().describe('without the claim: 产出指标 of 产出指标（50分）'),
    parent: z.string().nullable().describe('name of the level-1 heading a level-2 group stands under'),
    points: figure('points the heading itself claims'),
    score: figure('score the heading itself claims'),
    tableId: z.string(),
    row: z.number().int().min(0),
    rowSpan: z.number().int().min(1).describe('rows of the table the heading covers'),
    sources: z.array(sourceSchema),
  })
  .strict();
export type Group = z.infer<typeof groupSchema>;

export const totalSchema = z
  .object({
    points: figure('分值 of the 总分 row'),
    score: figure('总分 / 合计 / 自评得分; from the sentence that states it where no table does'),
    grade: textSchema.nullable().describe('评价等级, as printed'),
  })
  .strict();

export const metricSchema = z.enum([
  'budget',
  'executed',
  'balance',
  'execution-rate',
  'share',
  'score',
  'points',
  'count',
  'unit-price',
  'people',
  'satisfaction',
  'income',
  'other',
]);
export type Metric = z.infer<typeof metricSchema>;

/** Which of several amounts for one thing a sentence means. */
export const basisSchema = z.enum(['initial', 'adjusted', 'allocated', 'paid', 'planned', 'actual', 'last-year']);

/** How a sentence itself says one of its figures follows from others. */
export const derivationSchema = z
  .object({
    kind: z
      .enum(['sum', 'difference', 'ratio', 'product', 'growth'])
      .describe(
        'sum of all; first minus the rest; first ÷ second; product of all; growth from the second to the first ((first−second)÷second)',
      ),
    operands: z.array(z.string()).describe('factIds'),
    exhaustive: z.boolean().describe('sum only: the sentence says that, or makes plain that, no part is missing'),
  })
  .strict();

export const factSchema = z
  .object({
    factId: z.string().describe('f1, f2, … in reading order within the report'),
    metric: metricSchema,
    subject: z
      .string()
      .describe('the words that say what is counted, e.g. 中央级财政资金, 三级指标, 预算执行率; "" if none'),
    period: z.string().nullable().describe('年份 or as-of date as printed: 2022年, 截至2022年9月初; null: none stated'),
    basis: basisSchema.nullable().describe('年初, 调整后, 下达/拨付, 支付, 预计, 实际, 上年; null: not said'),
    quantity: quantitySchema,
    partOf: z.string().nullable().describe('factId of the total that this is 其中 of'),
    derivation: derivationSchema.nullable(),
    list: z.array(z.string()).nullable().describe('the members the sentence enumerates for a count; null: none'),
    listOpen: z.boolean().describe('the enumeration ends in 等'),
    blockId: z.string(),
    headings: z.array(z.string()).describe('texts of the headings above, highest first'),
    sentence: z.string().describe('the sentence as printed'),
  })
  .strict();
/** A figure in a sentence. Its place is in quantity.sources (blockId and charSpan). */
export type Fact = z.infer<typeof factSchema>;

export const ruleKindSchema = z.enum([
  'execution',
  'proportional',
  'inverse',
  'threshold',
  'banded',
  'deduction',
  'grade',
  'not-applicable-full',
  'level-points',
]);

export const bandSchema = z
  .object({
    from: z.string().nullable().describe('lower end, decimal; null: open'),
    to: z.string().nullable().describe('upper end, decimal; null: open'),
    fromInclusive: z.boolean(),
    toInclusive: z.boolean(),
    label: z.string().nullable().describe('优, 良, … or the words of the band'),
    points: points.nullable(),
  })
  .strict();

export const ruleSchema = z
  .object({
    kind: ruleKindSchema,
    scope: z
      .object({
        applies: z.enum(['execution', 'quantitative', 'qualitative', 'indicator', 'group', 'total']),
        name: z.string().nullable().describe('the indicator or group the rule is printed for; null: all it applies to'),
      })
      .strict(),
    parameters: z
      .object({
        comparator: z.enum(['>=', '<=', '>', '<', '=']).nullable(),
        threshold: z.string().nullable().describe('decimal in the printed unit, e.g. "90" of ≥90%'),
        points: points.nullable().describe('points earned, or taken off per step'),
        otherwise: points.nullable().describe('points if the threshold is missed: "0" for 否则不得分'),
        bands: z.array(bandSchema).nullable(),
        cap: points.nullable().describe('most that can be earned; null: not said'),
        capAtPoints: z.boolean().describe('得分不得突破权重总额'),
        divisor: z
          .enum(['budget', 'planned', 'initial-budget', 'arrived'])
          .nullable()
          .describe('what 执行率 divides by'),
        step: z.string().nullable().describe('deduction: size of one step, e.g. "1" for 每减少1%'),
      })
      .strict(),
    quote: z.string().describe('the words of the document'),
    sources: z.array(sourceSchema),
  })
  .strict();
/** A scoring rule the document itself prints. */
export type Rule = z.infer<typeof ruleSchema>;

export const attributeSchema = z
  .object({
    name: z.string().describe('项目类别, 项目属性, …'),
    options: z.array(z.object({ label: z.string(), checked: z.boolean() }).strict()),
    sources: z.array(sourceSchema),
  })
  .strict();

export const citationSchema = z
  .object({
    title: z.string().nullable().describe('title between 《》 or before the number, as printed'),
    number: z.string().nullable().describe('document number as printed, e.g. 财预〔2020〕10号; null: none'),
    year: z.string().nullable(),
    blockId: z.string(),
    sources: z.array(sourceSchema),
  })
  .strict();
/** A document that a sentence cites. */
export type Citation = z.infer<typeof citationSchema>;

export const tableRoleSchema = z.enum(['form', 'indicators', 'scores', 'amounts', 'other']);

export const reportSchema = z
  .object({
    reportId: z.string().describe('first 12 digits of documentId, "-", ordinal from 1'),
    title: textSchema.nullable(),
    kind: z.enum(['project', 'department', 'transfer', 'narrative']),
    fiscalYear: quantitySchema.nullable().describe('kind date, value "2022"'),
    project: textSchema.nullable().describe('项目名称'),
    department: textSchema.nullable().describe('主管部门'),
    unit: textSchema.nullable().describe('实施单位'),
    amountUnit: textSchema.nullable().describe('unit of the amounts of the form: 元, 万元, 亿元, as its heading says'),
    attributes: z.array(attributeSchema),
    funds: z.array(fundSchema),
    indicators: z.array(indicatorSchema),
    groups: z.array(groupSchema),
    total: totalSchema.nullable(),
    facts: z.array(factSchema),
    rules: z.array(ruleSchema),
    citations: z.array(citationSchema),
    tables: z
      .array(z.object({ tableId: z.string(), role: tableRoleSchema, title: z.string().nullable() }).strict())
      .describe('the tables that belong to this report, in reading order'),
    blockIds: z.array(z.string()).describe('the blocks that belong to this report, in reading order'),
  })
  .strict();
export type Report = z.infer<typeof reportSchema>;

export const normalizedSchema = z.object({ reports: z.array(reportSchema), notes: z.array(noteSchema) }).strict();
export type Normalized = z.infer<typeof normalizedSchema>;
