import { Decimal } from 'decimal.js';
import type { Group, Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type ExampleFund, example } from '../example.ts';
import { groupFigure, hasValue, totalFigure } from '../figures.ts';
import { decimalOf, executionPart, scoredRows } from '../scheme.ts';
import { judgeScoreSum, toRowParts } from '../score-sums.ts';
import { citeAll } from '../wording.ts';

const WHAT = { zh: '分值', en: 'points' };

export const pointsAddToTotal = defineCheck({
  id: 'S107',
  name: 'points-add-to-total',
  title: { zh: '各项分值之和等于总分值', en: 'The points add up to the total' },
  why: {
    zh: '分值合计不是总分值，得分就失去了比较的基准。',
    en: 'Scores mean nothing where the points do not add up to what they are out of.',
  },
  basis: {
    zh: '总分值 = 预算执行分值 + 各指标分值',
    en: 'total points = points of execution + points of the indicators',
  },
  severity: 'error',
  applies: {
    zh: '印有总分值和各项分值的报告。资金行未印分值的，指标分值自成一套；“其中”行不计；有分值缺失时，只有超过才算错。只在标题上印分值、各块齐全而没有总分值的表，合计不是100分的作为警告。',
    en: 'Reports that print both. Where the fund row prints no points the indicators are a scheme of their own; 其中 rows do not count; with points missing, only a sum beyond the total is wrong. Forms that print points in the headings of all blocks and no total: a warning where they are not a hundred.',
  },
  subjects: (context) => [...toSubjects(context), ...blockSubjects(context)],
  examples: [
    {
      name: { zh: '合计正确', en: 'they add up' },
      kind: 'valid',
      context: () => form({ points: '10' }, '50', '40'),
      findings: [],
    },
    {
      name: { zh: '合计超过总分值', en: 'more than the total' },
      kind: 'invalid',
      context: () => form({ points: '10' }, '70', '30'),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '100', recomputed: '110', cites: ['10 + 70 + 30 = 110'] },
      ],
    },
    {
      name: { zh: '指标分值自成一百分', en: 'the indicators are a scheme of their own' },
      kind: 'guard',
      context: () => form({ points: '-' }, '60', '40'),
      findings: [],
    },
    {
      name: { zh: '预算执行有得分而未印分值', en: 'the form scores execution and prints no points for it' },
      kind: 'guard',
      context: () => form({ score: '9.5' }, '50', '40'),
      findings: [],
    },
    {
      name: { zh: '分值带百分号', en: 'weights printed as shares' },
      kind: 'guard',
      context: () => form({}, '60%', '40%'),
      findings: [],
    },
    {
      name: { zh: '各块标题分值之和是100分', en: 'the blocks make a hundred' },
      kind: 'valid',
      context: () => blocks('20分', '70分', '10分'),
      findings: [],
    },
    {
      name: { zh: '各块标题分值之和不是100分', en: 'the blocks do not make a hundred' },
      kind: 'invalid',
      context: () => blocks('20分', '60分', '10分'),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '60分', recomputed: '70', cites: ['20 + 60 + 10 = 90'] },
      ],
    },
    {
      name: { zh: '有一块未印分值', en: 'a block without points' },
      kind: 'guard',
      context: () => blocks('20分', '70分', undefined),
      findings: [],
    },
    {
      name: { zh: '有分值未读出', en: 'points not read' },
      kind: 'open',
      context: () => form({ points: '10' }, '50', ''),
      findings: [],
    },
  ],
});

function form(execution: Omit<ExampleFund, 'label'>, output: string, benefit: string) {
  return example({
    funds: [{ label: '年度资金总额', ...execution }],
    indicators: [
      { level1: '产出指标', level2: '数量指标', level3: '参保人数', actual: '100', points: output, score: '' },
      { level1: '效益指标', level2: '社会效益', level3: '知晓率', actual: '95%', points: benefit, score: '30' },
    ],
    total: { points: '100' },
  });
}

function blocks(execution: string, first: string, second: string | undefined) {
  return example({
    funds: [{ label: '年度财政资金总额', points: execution, score: '20' }],
    groups: [
      { level: 1, name: '年度绩效目标1', points: first },
      ...(second === undefined ? [] : [{ level: 1 as const, name: '年度绩效目标2', points: second }]),
    ],
    indicators: [
      { level1: '年度绩效目标1', level3: '参保人数', score: '60' },
      { level1: '年度绩效目标2', level3: '知晓率', score: '10' },
    ],
    total: { score: '90' },
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const recorded = totalFigure(report, 'points');
  const rows = scoredRows(report);
  if (recorded === null || !hasValue(recorded.quantity) || !rows.some(({ points }) => decimalOf(points) !== null))
    return [];
  const execution = executionPart(report);
  const own = execution === null || decimalOf(execution.points) === null ? null : execution.points;
  const sum = { context, recorded, ...toRowParts(rows, 'points', own === null ? [] : [own]), what: WHAT };
  const scored = own === null ? decimalOf(execution?.score ?? null) : null;
  return [
    {
      subject: '总分/分值',
      recorded,
      operands: sum.parts,
      evaluate: (lookup) => {
        const verdict = judgeScoreSum(sum, lookup);
        return scored !== null && isRestOfExecution(verdict, scored) ? IMPLIED : verdict;
      },
    },
  ];
}

/** What printed schemes give to the execution of the budget is 5, 10, 15, … points. */
const EXECUTION_STEP = 5;
const MOST_FOR_EXECUTION = 30;

/** The form scores the execution of the budget and prints no points for it: what is missing from the total are those. */
function isRestOfExecution(verdict: Verdict, score: Decimal): boolean {
  if (verdict.outcome !== 'fail' || verdict.difference === null) return false;
  const rest = new Decimal(verdict.difference);
  return rest.gt(0) && rest.lte(MOST_FOR_EXECUTION) && rest.mod(EXECUTION_STEP).isZero() && score.lte(rest);
}

const IMPLIED: Verdict = {
  outcome: 'not-applicable',
  reason: {
    zh: '表中未印预算执行的分值，与总分之差可为其分值。',
    en: 'The form prints no points for execution; the rest of the total may be those.',
  },
};

/** What a form is out of where it does not say. */
const WHOLE = 100;

/** Points in the headings of the blocks and of the funds, where every row stands under such a heading and no total is printed. */
function blockSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const own = executionPart(report)?.points ?? null;
  const isTotalled = hasValue(report.total?.score) && !hasValue(report.total?.points);
  if (!isTotalled || own === null || !hasValue(own.quantity)) return [];
  const groups = report.groups.filter(
    (group) => group.level === 1 && !report.groups.some((other) => covers(other, group)),
  );
  const figures = groups.map((group) => groupFigure(group, 'points')).filter((figure) => figure !== null);
  const isComplete = scoredRows(report).every(({ indicator }) =>
    groups.some((group) => hasValue(group.points) && holdsRow(group, indicator)),
  );
  const [largest] = [...figures].sort((a, b) => sizeOf(b).comparedTo(sizeOf(a)));
  if (!isComplete || largest === undefined || !figures.every(({ quantity }) => hasValue(quantity))) return [];
  const parts = [own, ...figures];
  return [
    {
      subject: '总分/各块分值',
      recorded: largest,
      operands: parts.filter((figure) => figure !== largest),
      evaluate: (lookup) => judgeBlocks({ context, parts, largest, lookup }),
    },
  ];
}

function holdsRow(group: Group, { tableId, row }: Pick<Indicator, 'tableId' | 'row'>): boolean {
  return group.tableId === tableId && row >= group.row && row < group.row + group.rowSpan;
}

function covers(other: Group, group: Group): boolean {
  return other !== group && other.level === 1 && other.rowSpan > group.rowSpan && holdsRow(other, group);
}

function sizeOf({ quantity }: NamedFigure): Decimal {
  return new Decimal(quantity.value ?? 0);
}

function judgeBlocks({
  context,
  parts,
  largest,
  lookup,
}: {
  context: CheckContext;
  parts: readonly NamedFigure[];
  largest: NamedFigure;
  lookup: Lookup;
}): Verdict {
  const values = parts.map((part) => new Decimal(lookup(part).value ?? 0));
  const sum = Decimal.sum(...values);
  const right = new Decimal(lookup(largest).value ?? 0).plus(WHOLE).minus(sum);
  if (sum.eq(WHOLE)) return { outcome: 'pass', recomputed: right.toFixed(), formula: null, rounding: 'nearest' };
  const shown = `${values.map((value) => value.toFixed()).join(' + ')} = ${sum.toFixed()}`;
  const figures = citeAll(context, parts);
  return {
    outcome: 'fail',
    severity: 'warning',
    recomputed: right.toFixed(),
    expected: right,
    difference: sum.minus(WHOLE).toFixed(),
    formula: null,
    rounding: 'none',
    message: {
      zh: `${figures.zh}合计${sum.toFixed()}分（${shown}），不是${WHOLE}分。`,
      en: `${figures.en} are ${sum.toFixed()} points (${shown}), not ${WHOLE}.`,
    },
  };
}
