import { toAttainment } from '../attainment.ts';
import { type CheckContext, defineCheck, type Lookup, type Subject, type Verdict } from '../check.ts';
import { doublyWeightedRows } from '../double-weighting.ts';
import { example } from '../example.ts';
import { UNREAD } from '../ratio.ts';
import { decimalOf, type ScoredRow, scoredRows } from '../scheme.ts';
import { cite } from '../wording.ts';

export const deductionThoughMet = defineCheck({
  id: 'S110',
  name: 'deduction-though-met',
  title: { zh: '完成目标的指标不应扣分', en: 'No points are taken off a target that was met' },
  why: {
    zh: '目标已完成仍扣分，说明目标值、完成值或得分有一处不实。',
    en: 'Points taken off a target that was met mean that target, actual or score is not what it says.',
  },
  basis: { zh: '完成指标值的，记满分', en: 'a target that is met earns all points' },
  severity: 'warning',
  applies: {
    zh: '指标值和完成值均为数字、同时印有分值和得分的指标行。文字目标、与上年相比的目标、方向不明的指标不判；得分为零且印有规则的见 S102。',
    en: 'Rows with numeric target and actual that print points and score. Targets in words, targets relative to another year and those whose direction nobody can tell are not judged.',
  },
  subjects: (context) => scoredRows(context.report).flatMap((row) => toSubject(context, row)),
  examples: [
    {
      name: { zh: '完成并得满分', en: 'met, with all points' },
      kind: 'valid',
      context: () => row('100%', '100%', '7', '7'),
      findings: [],
    },
    {
      name: { zh: '完成却扣分', en: 'met, and yet points off' },
      kind: 'invalid',
      context: () => row('100%', '100%', '7', '5'),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '5', recomputed: '7', cites: ['到位率', '5', '7', '100%'] },
      ],
    },
    {
      name: { zh: '超额完成却扣分', en: 'exceeded, and yet points off' },
      kind: 'invalid',
      context: () => row('≥90%', '95%', '10', '9'),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '9' }],
    },
    {
      name: { zh: '未完成而扣分', en: 'missed' },
      kind: 'not-applicable',
      context: () => row('100%', '98%', '10', '9'),
      findings: [],
    },
    {
      name: { zh: '文字目标不判', en: 'a target in words' },
      kind: 'not-applicable',
      context: () => row('显著提升', '有所提升', '10', '9'),
      findings: [],
    },
    {
      name: { zh: '与上年相比的目标不判', en: 'a target relative to last year' },
      kind: 'guard',
      context: () => row('不低于上年度', '提高13.62%', '5', '4'),
      findings: [],
    },
    {
      name: { zh: '完成值缺少百分号', en: 'the actual lacks its per cent sign' },
      kind: 'guard',
      context: () => row('100%', '100', '10', '10'),
      findings: [],
    },
    {
      name: { zh: '得分未读出', en: 'the score was not read' },
      kind: 'open',
      context: () => row('100%', '100%', '7', ''),
      findings: [],
    },
  ],
});

function row(target: string, actual: string, points: string, score: string) {
  return example({
    indicators: [{ level1: '产出指标', level2: '质量指标', level3: '资金到位率', target, actual, points, score }],
  });
}

function toSubject(context: CheckContext, row: ScoredRow): readonly Subject[] {
  const { points, score, target, actual } = row;
  if (points === null || score === null || target === null || actual === null || decimalOf(points) === null) return [];
  return [
    {
      subject: `${row.path}/得分`,
      recorded: score,
      operands: [points, target, actual],
      evaluate: (lookup) => judge({ context, name: row.name, points, score, target, actual }, lookup),
    },
  ];
}

type Figures = { readonly [field in 'points' | 'score' | 'target' | 'actual']: NonNullable<ScoredRow[field]> };

function judge(row: Figures & { readonly context: CheckContext; readonly name: string }, lookup: Lookup): Verdict {
  const { context, name, points, score, target, actual } = row;
  const most = decimalOf({ ...points, quantity: lookup(points) });
  const own = decimalOf({ ...score, quantity: lookup(score) });
  if (most === null || own === null) return UNREAD;
  const isNumeric = decimalOf(target) !== null && decimalOf(actual) !== null;
  if (!isNumeric || toAttainment(lookup(target), lookup(actual), name).state !== 'met') return NOT_MET;
  if (doublyWeightedRows(context.report).length > 0) return TWICE;
  if (own.gte(most)) return { outcome: 'pass', recomputed: points.quantity.raw, formula: null, rounding: null };
  const [a, b, c, d] = [score, points, target, actual].map((figure) => cite(context, figure));
  return {
    outcome: 'fail',
    recomputed: points.quantity.raw,
    expected: most,
    difference: own.minus(most).toFixed(),
    formula: null,
    rounding: null,
    message: {
      zh: `${a?.zh}，少于${b?.zh}，而${d?.zh}已达到${c?.zh}。`,
      en: `${a?.en} is less than ${b?.en}, although ${d?.en} meets ${c?.en}.`,
    },
  };
}

const NOT_MET: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '目标未完成，或不能由数字判断。', en: 'The target was missed, or figures cannot tell.' },
};

const TWICE: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '权重用了两次，见 S115。', en: 'The weights were applied twice: see S115.' },
};
