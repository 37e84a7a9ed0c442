import { Decimal } from 'decimal.js';
import type { Rule } from '../../model/report.ts';
import { toAttainment } from '../attainment.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type Comparing, compare } from '../compare.ts';
import { deductionRule, scoreByDeduction } from '../deduction-score.ts';
import { type ExampleIndicator, type ExampleRule, example } from '../example.ts';
import { hasValue } from '../figures.ts';
import { foldName } from '../identity.ts';
import { pointsOf, proportionalRule, scoreByThreshold, thresholdRule } from '../indicator-score.ts';
import { point } from '../rounding.ts';
import { decimalOf, type ScoredRow, scoredRows } from '../scheme.ts';
import { cite, printShort } from '../wording.ts';

export const indicatorScoreFollowsRule = defineCheck({
  id: 'S102',
  name: 'indicator-score-follows-rule',
  title: { zh: '指标得分按规则计算', en: 'The score of an indicator follows the rule' },
  why: {
    zh: '未完成的定量指标扣多少分，规则已定，不应随意。',
    en: 'How many points a missed target costs is settled by the rule.',
  },
  basis: {
    zh: '定量指标未完成的，按完成值与指标值的比例记分（财政部项目支出绩效自评通行规则）',
    en: 'a missed quantitative target scores in proportion (the usual rule of the ministry of finance)',
  },
  severity: 'error',
  applies: {
    zh: '报告印有该指标评分标准（≥90%得4分，否则不得分；每降低1个百分点扣1分）、定性档次或计分公式（得分=权重*B/A）的，不符为错误；没有印的，未完成的定量指标按比例记分，不符为警告。文字、日期、区间、与上年相比的目标不按比例；表中未印分值的标明为推算；满分见 S109，已完成而扣分见 S110。',
    en: 'An error where the report prints a threshold, a deduction per step, bands of words or a formula for it; without one, a missed quantitative target scores in proportion, a warning. Words, dates, ranges and targets relative to last year are not in proportion; points not printed are called implied; full marks: S109, points off a met target: S110.',
  },
  subjects: (context) => scoredRows(context.report).flatMap((row) => toSubject(context, row)),
  examples: [
    {
      name: { zh: '按比例得分', en: 'in proportion' },
      kind: 'valid',
      context: () => row({ target: '8755', actual: '8676', score: '14.86' }),
      findings: [],
    },
    {
      name: { zh: '未按比例得分', en: 'not in proportion' },
      kind: 'invalid',
      context: () => row({ target: '8755', actual: '8676', score: '13' }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '13',
          recomputed: '14.86',
          cites: ['15 × 8676 ÷ 8755 = 14.86'],
        },
      ],
    },
    {
      name: { zh: '印有公式的为错误', en: 'an error where the formula is printed' },
      kind: 'invalid',
      context: () => row({ target: '≥100', actual: '80', score: '9' }, [FORMULA]),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '9', recomputed: '12' }],
    },
    {
      name: { zh: '评分标准：达不到不得分', en: 'a threshold that was missed' },
      kind: 'invalid',
      context: () =>
        row({ level3: '预算执行率', target: '≥90%', actual: '43.49%', points: '4', score: '2' }, [THRESHOLD]),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '2',
          recomputed: '0',
          cites: ['43.49%', '≥90%，得4分，否则不得分'],
        },
      ],
    },
    {
      name: { zh: '评分标准：不得分是对的', en: 'no points by the printed threshold' },
      kind: 'valid',
      context: () =>
        row({ level3: '预算执行率', target: '≥90%', actual: '43.49%', points: '4', score: '0' }, [THRESHOLD]),
      findings: [],
    },
    {
      name: { zh: '每低1个百分点扣分，扣少了', en: 'a printed deduction, and too little taken off' },
      kind: 'invalid',
      context: () => row({ target: '≥90%', actual: '87%', points: '10', score: '8' }, [DEDUCTION]),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '8', recomputed: '7', cites: ['10 − 3 × 1 = 7', '扣1分'] },
      ],
    },
    {
      name: { zh: '不足一步的，按不足、折算、满一步都可', en: 'a step begun counts as none, in part or whole' },
      kind: 'guard',
      context: () => row({ target: '≥90%', actual: '86.5%', points: '10', score: '7' }, [DEDUCTION]),
      findings: [],
    },
    {
      name: { zh: '扣分的单位不同：不用', en: 'a deduction counted in another unit is not applied' },
      kind: 'guard',
      context: () =>
        row({ target: '2022年9月', actual: '2022年11月', points: '10', score: '9' }, [
          { ...DEDUCTION, quote: '每延迟1个月扣2分', points: '2' },
        ]),
      findings: [],
    },
    {
      name: { zh: '定性指标不在所选档次的分值区间', en: 'a qualitative score outside the band its words name' },
      kind: 'invalid',
      context: () => row({ target: '明显改善', actual: '部分达成', points: '10', score: '9' }, [BANDS]),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '9', recomputed: '5–8', cites: ['部分达成'] }],
    },
    {
      name: { zh: '定性指标在分值区间内', en: 'a qualitative score within its band' },
      kind: 'valid',
      context: () => row({ target: '明显改善', actual: '部分达成', points: '10', score: '6' }, [BANDS]),
      findings: [],
    },
    {
      name: { zh: '截断', en: 'cut off' },
      kind: 'guard',
      context: () => row({ target: '100%', actual: '98%', points: '10', score: '9' }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '9', recomputed: '9.8', rounding: 'truncation' }],
    },
    {
      name: { zh: '分值由标题推算', en: 'points implied by the heading' },
      kind: 'invalid',
      context: () =>
        example({
          groups: [{ level: 1, name: '绩效目标1', points: '30分' }],
          indicators: [
            { level1: '绩效目标1', level3: '参保人数', target: '13000人', actual: '11789人', score: '15' },
            { level1: '绩效目标1', level3: '拨付及时率', target: '100%', actual: '100%', score: '10' },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '15', recomputed: '18.14', cites: ['推算'] }],
    },
    {
      name: { zh: '与上年相比的目标', en: 'relative to last year' },
      kind: 'guard',
      context: () => row({ target: '不低于上年度', actual: '提高13.62%', score: '12' }),
      findings: [],
    },
    {
      name: { zh: '区间目标', en: 'a range' },
      kind: 'guard',
      context: () => row({ target: '6-9个月', actual: '10个月', score: '12' }),
      findings: [],
    },
    {
      name: { zh: '日期', en: 'dates' },
      kind: 'guard',
      context: () => row({ target: '2022年9月', actual: '2022年12月', score: '12' }),
      findings: [],
    },
    {
      name: { zh: '评分标准适用而完成值缺失', en: 'a threshold, and no actual' },
      kind: 'open',
      context: () => row({ level3: '预算执行率', actual: '', points: '4', score: '0' }, [THRESHOLD]),
      findings: [],
    },
  ],
});

const THRESHOLD: ExampleRule = {
  kind: 'threshold',
  applies: 'indicator',
  name: '预算执行率',
  comparator: '>=',
  threshold: '90',
  points: '4',
  otherwise: '0',
  quote: '≥90%，得4分，否则不得分',
};
const DEDUCTION: ExampleRule = {
  kind: 'deduction',
  applies: 'indicator',
  name: '参合人数',
  points: '1',
  step: '1',
  quote: '每降低1个百分点扣1分',
};
const BANDS: ExampleRule = {
  kind: 'banded',
  applies: 'qualitative',
  bands: [
    { from: '80', to: '100', fromInclusive: true, toInclusive: true, label: '达成预期指标', points: null },
    { from: '50', to: '80', fromInclusive: true, toInclusive: false, label: '部分达成', points: null },
  ],
  quote: '分为达成预期指标、部分达成两档，分别按100-80%（含80%）、80-50%确定分值',
};
const FORMULA: ExampleRule = {
  kind: 'proportional',
  applies: 'quantitative',
  capAtPoints: true,
  quote: '得分=权重*B/A',
};

function row(fields: ExampleIndicator, rules: readonly ExampleRule[] = []) {
  return example({
    indicators: [{ level1: '产出指标', level2: '数量指标', level3: '参合人数', points: '15', ...fields }],
    rules,
  });
}

function toSubject(context: CheckContext, row: ScoredRow): readonly Subject[] {
  const { score, points, target, actual } = row;
  if (score === null || !hasValue(score.quantity)) return [];
  const rule = deductionRule(context, row.name) ?? thresholdRule(context, row.name);
  const isRead = target !== null && actual !== null && (hasValue(actual.quantity) || bandOf(context, actual) !== null);
  if (rule === null && !isRead) return [];
  const operands = [points, target, actual].filter((figure) => figure !== null);
  return [
    {
      subject: `${row.path}/得分`,
      recorded: score,
      operands: operands.filter(({ quantity }) => quantity.kind !== 'missing'),
      ...(rule === null ? {} : { quoted: [{ role: 'rule' as const, text: rule.quote, sources: rule.sources }] }),
      evaluate: (lookup) => {
        const judging = { context, row, lookup };
        return (
          judgeByDeduction(judging) ?? judgeByThreshold(judging) ?? judgeByBand(judging) ?? judgeByProportion(judging)
        );
      },
    },
  ];
}

interface Judging {
  readonly context: CheckContext;
  readonly row: ScoredRow;
  readonly lookup: Lookup;
}

/** By the threshold printed for this indicator; null where none is. */
function judgeByThreshold({ context, row, lookup }: Judging): Verdict | null {
  const rule = thresholdRule(context, row.name);
  const { score, actual } = row;
  if (rule === null || score === null) return null;
  const points = pointsOf(context.report, row, lookup);
  const own = decimalOf({ ...score, quantity: lookup(score) });
  const given =
    actual === null || points === null
      ? null
      : scoreByThreshold(rule, { actual: lookup(actual), points: points.value });
  if (given === null || own === null || actual === null) return NO_ACTUAL;
  const expected = given.score.toFixed();
  if (own.eq(given.score)) return { outcome: 'pass', recomputed: expected, formula: null, rounding: null };
  const [a, b] = [cite(context, score), cite(context, actual)];
  return {
    outcome: 'fail',
    recomputed: expected,
    expected: given.score,
    difference: own.minus(given.score).toFixed(),
    formula: null,
    rounding: 'none',
    message: {
      zh: `${a.zh}；评分标准“${rule.quote}”，${b.zh}${given.isMet ? '已达到' : '未达到'}，应得${expected}分。`,
      en: `${a.en}; by the rule “${rule.quote}” ${b.en} ${given.isMet ? 'meets it' : 'misses it'} and earns ${expected}.`,
    },
    basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` },
  };
}

/** By the deduction printed for this indicator (每降低1个百分点扣1分); null where none is, or its steps cannot be counted. */
function judgeByDeduction({ context, row, lookup }: Judging): Verdict | null {
  const rule = deductionRule(context, row.name);
  const { score, actual, target } = row;
  if (rule === null || score === null || actual === null) return null;
  const points = pointsOf(context.report, row, lookup);
  const own = decimalOf({ ...score, quantity: lookup(score) });
  if (points === null || own === null) return null;
  const given = scoreByDeduction(rule, {
    actual: lookup(actual),
    target: target === null ? null : lookup(target),
    points: points.value,
  });
  const [first] = given?.scores ?? [];
  if (given === null || first === undefined) return null;
  const expected = first.toDecimalPlaces(2).toFixed();
  const fits = given.scores.some((value) => value.toDecimalPlaces(decimalsOf(own)).eq(own));
  if (fits) return { outcome: 'pass', recomputed: expected, formula: null, rounding: null };
  const [a, b] = [cite(context, score), cite(context, actual)];
  return {
    outcome: 'fail',
    recomputed: expected,
    expected: first,
    difference: own.minus(first).toDecimalPlaces(4).toFixed(),
    formula: `${given.left} = ${expected}`,
    rounding: 'none',
    message: {
      zh: `${a.zh}；按评分标准“${rule.quote}”和${b.zh}计算，${given.left} = ${expected}，应得${expected}分。`,
      en: `${a.en}; by the rule “${rule.quote}” and ${b.en}, ${given.left} = ${expected}.`,
    },
    basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` },
  };
}

function decimalsOf(value: Decimal): number {
  return Math.max(value.decimalPlaces(), 0);
}

/** The band of a printed scale that a qualitative actual names: 部分达成预期指标 → 80-50%; null where none does. */
function bandOf({ report }: CheckContext, actual: NamedFigure): { readonly rule: Rule; readonly band: Band } | null {
  const text = foldName(actual.quantity.raw);
  if (text === '' || actual.quantity.value !== null) return null;
  for (const rule of report.rules) {
    if (rule.kind !== 'banded' || rule.scope.applies !== 'qualitative') continue;
    const band = rule.parameters.bands?.find(({ label }) => label !== null && foldName(label) === text);
    if (band !== undefined) return { rule, band };
  }
  return null;
}

/** By the printed scale for qualitative targets; null where the actual names none of its bands. */
function judgeByBand({ context, row, lookup }: Judging): Verdict | null {
  const { score, actual } = row;
  if (score === null || actual === null) return null;
  const found = bandOf(context, actual);
  const points = pointsOf(context.report, row, lookup);
  const own = decimalOf({ ...score, quantity: lookup(score) });
  if (found === null || points === null || own === null) return null;
  const { from, to } = found.band;
  const part = (share: string | null, open: number) => points.value.times(share ?? open).div(100);
  const [low, high] = [part(from, 0), part(to, 100)];
  // Which band an end belongs to is printed so variously that both are taken.
  if (own.gte(low) && own.lte(high)) return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  const { rule } = found;
  const [a, b] = [cite(context, score), cite(context, actual)];
  const range = `${low.toDecimalPlaces(2).toFixed()}–${high.toDecimalPlaces(2).toFixed()}`;
  return {
    outcome: 'fail',
    recomputed: range,
    expected: null,
    difference: null,
    formula: null,
    rounding: 'none',
    message: {
      zh: `${a.zh}；按“${rule.quote}”，${b.zh}应得${range}分。`,
      en: `${a.en}; by “${rule.quote}” ${b.en} earns ${range}.`,
    },
    basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` },
  };
}

type Band = NonNullable<Rule['parameters']['bands']>[number];

/** In proportion, for a quantitative target that was missed and did not get full marks. */
function judgeByProportion({ context, row, lookup }: Judging): Verdict {
  const { score, target, actual } = row;
  const points = pointsOf(context.report, row, lookup);
  if (score === null || target === null || actual === null) return NO_ACTUAL;
  const recorded = lookup(score);
  if (points === null || !hasValue(recorded)) return NO_POINTS;
  const attainment = toAttainment(lookup(target), lookup(actual), row.name);
  if (attainment.state !== 'missed' || attainment.ratio === null) return NOT_MISSED;
  const own = new Decimal(recorded.value);
  if (own.gte(points.value)) return FULL;
  const rule = proportionalRule(context, attainment);
  const value = points.value.times(attainment.ratio);
  const computed = {
    value,
    tight: point(value),
    loose: point(value),
    left: `${printShort(points.value, 6)} × ${attainment.left ?? ''}`,
    isApproximate: false,
  };
  const settings: Partial<Comparing> = {
    ...(rule === null
      ? { severity: 'warning' as const }
      : { basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` } }),
    ...(points.isImplied ? { implied: true, remark: IMPLIED } : {}),
    ...(attainment.isBound ? { review: true, severity: 'warning' as const } : {}),
  };
  return compare({
    context,
    recorded: score,
    readings: [{ value: own, decimals: recorded.decimals ?? 0 }],
    operands: [row.points ?? points.claim, target, actual].filter((figure) => figure !== null),
    computed,
    suffix: '',
    isExact: false,
    ...settings,
  });
}

const IMPLIED = {
  zh: '表中未印该项分值，按标题分值推算。',
  en: 'The form prints no points for it; they are implied by its heading.',
};
const NO_ACTUAL: Verdict = {
  outcome: 'open',
  reason: { zh: '完成值或得分未能读出。', en: 'The actual or the score was not read.' },
};
const NO_POINTS: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '没有分值可依。', en: 'There are no points to go by.' },
};
const NOT_MISSED: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '目标已完成，或不按比例记分。', en: 'The target was met, or does not score in proportion.' },
};
const FULL: Verdict = { outcome: 'not-applicable', reason: { zh: '得满分的见 S109。', en: 'Full marks: see S109.' } };
