import { Decimal } from 'decimal.js';
import { toAttainment } from '../attainment.ts';
import { type CheckContext, defineCheck, type Lookup, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { deductionRule, scoreByDeduction } from '../deduction-score.ts';
import { type ExampleIndicator, type ExampleRule, example } from '../example.ts';
import { asPrinted, hasValue } from '../figures.ts';
import { pointsOf, proportionalRule, scoreByThreshold, thresholdRule } from '../indicator-score.ts';
import { point } from '../rounding.ts';
import { type ScoredRow, scoredRows } from '../scheme.ts';
import { printShort } from '../wording.ts';

export const fullScoreThoughMissed = defineCheck({
  id: 'S109',
  name: 'full-score-though-missed',
  title: { zh: '未完成的指标不应得满分', en: 'No full score for a target that was missed' },
  why: {
    zh: '目标未完成却得满分，自评就失去了意义。',
    en: 'Full marks for a missed target make the self-evaluation worthless.',
  },
  basis: { zh: '未完成指标值的，按比例记分', en: 'a target that was missed scores in proportion' },
  severity: 'warning',
  applies: {
    zh: '指标值和完成值均为数字的指标行；报告印有计分公式的为错误。按比例四舍五入后仍为满分的是对的；文字、日期、区间、方向不明和与上年相比的目标不判。',
    en: 'Rows with numeric target and actual; an error where the report prints the formula. A proportional score that rounds to full is full; words, dates, ranges, unclear directions and targets relative to last year are not judged.',
  },
  subjects: (context) => scoredRows(context.report).flatMap((row) => toSubject(context, row)),
  examples: [
    {
      name: { zh: '四舍五入后为满分', en: 'it rounds to full' },
      kind: 'valid',
      context: () => row({ target: '≥4754人', actual: '4604人', points: '5', score: '5' }),
      findings: [],
    },
    {
      name: { zh: '未完成却得满分', en: 'missed, and yet full' },
      kind: 'invalid',
      context: () => row({ target: '≥100人', actual: '80人', points: '10', score: '10' }),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '10', recomputed: '8', cites: ['10 × 80 ÷ 100 = 8'] },
      ],
    },
    {
      name: { zh: '评分标准只说达到得满分', en: 'a rule that says only what full marks take' },
      kind: 'invalid',
      context: () =>
        row({ target: '≥90%', actual: '81%', points: '10', score: '10' }, [
          {
            kind: 'threshold',
            applies: 'indicator',
            name: '救助人数',
            comparator: '>=',
            threshold: '90',
            points: '10',
            quote: '≥90%得10分',
          },
        ]),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '10', recomputed: '9' }],
    },
    {
      name: { zh: '反向指标', en: 'less is better' },
      kind: 'invalid',
      context: () => row({ target: '≤5300元/户', actual: '5830元/户', points: '10', score: '10' }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '10',
          recomputed: '9.09',
          cites: ['10 × 5300 ÷ 5830 = 9.09'],
        },
      ],
    },
    {
      name: { zh: '印有公式的为错误', en: 'an error where the formula is printed' },
      kind: 'invalid',
      context: () =>
        row({ target: '≥100人', actual: '80人', points: '10', score: '10' }, [
          { kind: 'proportional', applies: 'quantitative', quote: '得分=权重*B/A' },
        ]),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '10', recomputed: '8' }],
    },
    {
      name: { zh: '完成值照抄比较符号', en: 'an actual printed as a bound' },
      kind: 'review',
      context: () => row({ target: '≥85%', actual: '≥15.5%', points: '5', score: '5' }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '5', recomputed: '0.91' }],
    },
    {
      name: { zh: '方向不明', en: 'nobody can say which way' },
      kind: 'guard',
      context: () => row({ level3: '办理时限', target: '30天', actual: '25天', points: '10', score: '10' }),
      findings: [],
    },
    {
      name: { zh: '区间', en: 'a range' },
      kind: 'guard',
      context: () => row({ target: '6-9个月', actual: '5个月', points: '10', score: '10' }),
      findings: [],
    },
    {
      name: { zh: '未得满分', en: 'not full' },
      kind: 'not-applicable',
      context: () => row({ target: '100%', actual: '80%', points: '10', score: '8' }),
      findings: [],
    },
    {
      name: { zh: '得分未读出', en: 'the score was not read' },
      kind: 'open',
      context: () => row({ target: '100%', actual: '80%', points: '10', score: '' }),
      findings: [],
    },
  ],
});

function row(fields: ExampleIndicator, rules: readonly ExampleRule[] = []) {
  return example({ indicators: [{ level1: '产出指标', level2: '数量指标', level3: '救助人数', ...fields }], rules });
}

function toSubject(context: CheckContext, row: ScoredRow): readonly Subject[] {
  const { points, score, target, actual } = row;
  if (score === null || target === null || actual === null) return [];
  if (pointsOf(context.report, row, asPrinted) === null && points === null) return [];
  if (!hasValue(target.quantity) || !hasValue(actual.quantity)) return [];
  return [
    {
      subject: `${row.path}/得分`,
      recorded: score,
      operands: [points, target, actual].filter((figure) => figure !== null),
      evaluate: (lookup) => judge({ context, row, lookup }),
    },
  ];
}

function judge({ context, row, lookup }: { context: CheckContext; row: ScoredRow; lookup: Lookup }): Verdict {
  const { score, target, actual } = row;
  const points = pointsOf(context.report, row, lookup);
  if (score === null || target === null || actual === null || points === null) return UNREAD;
  const recorded = lookup(score);
  if (!hasValue(recorded)) return UNREAD;
  const own = new Decimal(recorded.value);
  const attainment = toAttainment(lookup(target), lookup(actual), row.name);
  if (attainment.state !== 'missed' || own.lt(points.value) || isRuled(context, { row, points: points.value, lookup }))
    return NOT_FULL;
  const rule = proportionalRule(context, attainment);
  const value = attainment.ratio === null ? new Decimal(0) : points.value.times(attainment.ratio);
  const verdict = compare({
    context,
    recorded: score,
    readings: [{ value: own, decimals: recorded.decimals ?? 0 }],
    operands: [row.points ?? points.claim, target, actual].filter((figure) => figure !== null),
    computed: {
      value,
      tight: point(value),
      loose: point(value),
      left:
        attainment.left === null
          ? `${printShort(points.value, 6)} × 0`
          : `${printShort(points.value, 6)} × ${attainment.left}`,
      isApproximate: false,
    },
    suffix: '',
    isExact: false,
    remark: attainment.isBound ? BOUND : MISSED,
    ...(attainment.isBound ? { review: true } : {}),
    ...(points.isImplied ? { implied: true } : {}),
    ...(rule === null || attainment.isBound
      ? {}
      : { severity: 'error' as const, basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` } }),
  });
  return verdict;
}

/** A threshold or deduction printed for the indicator decides alone where it says what the actual earns: see S102. */
function isRuled(
  context: CheckContext,
  { row, points, lookup }: { row: ScoredRow; points: Decimal; lookup: Lookup },
): boolean {
  if (row.actual === null) return false;
  const actual = lookup(row.actual);
  const deduction = deductionRule(context, row.name);
  const target = row.target === null ? null : lookup(row.target);
  if (deduction !== null && scoreByDeduction(deduction, { actual, target, points }) !== null) return true;
  const threshold = thresholdRule(context, row.name);
  return threshold !== null && scoreByThreshold(threshold, { actual, points }) !== null;
}

const MISSED = { zh: '目标未完成，得分为满分。', en: 'The target was missed and the score is full.' };
const BOUND = {
  zh: '完成值带有比较符号，按其数值未达到目标，而得分为满分，请核对。',
  en: 'The actual is printed as a bound below the target, and the score is full: please check.',
};
const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '分值或得分未能读出。', en: 'Points or score were not read.' },
};
const NOT_FULL: Verdict = {
  outcome: 'not-applicable',
  reason: {
    zh: '未得满分、目标已完成，或另有评分标准。',
    en: 'Not full, or the target was met, or a rule of its own decides.',
  },
};
