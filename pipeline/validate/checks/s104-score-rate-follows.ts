import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorPath } from '../figures.ts';
import { toRatio, UNREAD } from '../ratio.ts';
import { toExactTerm, toRates } from '../terms.ts';

export const scoreRateFollows = defineCheck({
  id: 'S104',
  name: 'score-rate-follows',
  title: { zh: '得分率与得分、分值相符', en: 'The score rate follows from score and points' },
  why: { zh: '三列互相推得出，不符必有一错。', en: 'Any two of the three columns give the third.' },
  basis: { zh: '得分率 = 得分 ÷ 分值', en: 'score rate = score ÷ points' },
  severity: 'error',
  applies: { zh: '印有得分率一栏的指标行。', en: 'Indicator rows with a column of score rates.' },
  subjects: (context) => context.report.indicators.flatMap((_, index) => toSubject(context, index)),
  examples: [
    {
      name: { zh: '得分率正确', en: 'the rate is right' },
      kind: 'valid',
      context: () => row('6', '4', '66.67%'),
      findings: [],
    },
    {
      name: { zh: '得分率写错', en: 'the rate is wrong' },
      kind: 'invalid',
      context: () => row('4', '0', '100.00%'),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '100.00%', recomputed: '0.00%', cites: ['0 ÷ 4 = 0.00%'] },
      ],
    },
    {
      name: { zh: '小数位数不同', en: 'different decimals' },
      kind: 'guard',
      context: () => row('5', '5', '100%'),
      findings: [],
    },
    {
      name: { zh: '截断', en: 'cut off' },
      kind: 'guard',
      context: () => row('6', '4', '66.66%'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '66.66%', rounding: 'truncation' }],
    },
    { name: { zh: '分值未填', en: 'no points' }, kind: 'open', context: () => row('', '4', '80%'), findings: [] },
    {
      name: { zh: '分值为零', en: 'no points to earn' },
      kind: 'not-applicable',
      context: () => row('0', '0', '0%'),
      findings: [],
    },
  ],
});

function row(points: string, score: string, scoreRate: string) {
  return example({ indicators: [{ level2: '资金管理', level3: '预算执行率', points, score, scoreRate }] });
}

function toSubject(context: CheckContext, index: number): readonly Subject[] {
  const indicator = context.report.indicators[index];
  if (indicator === undefined) return [];
  const recorded = indicatorFigure(indicator, 'scoreRate');
  const points = indicatorFigure(indicator, 'points');
  const score = indicatorFigure(indicator, 'score');
  if (recorded === null || !hasValue(recorded.quantity) || points === null || score === null) return [];
  return [
    {
      subject: `${indicatorPath(indicator)}/得分率`,
      recorded,
      operands: [score, points],
      evaluate: (lookup) => judge({ context, recorded, score, points }, lookup),
    },
  ];
}

interface Judging {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  readonly score: NamedFigure;
  readonly points: NamedFigure;
}

function judge({ context, recorded, score, points }: Judging, lookup: Lookup): Verdict {
  const over = toExactTerm(lookup(score));
  const under = toExactTerm(lookup(points));
  const readings = toRates(lookup(recorded));
  if (over === null || under === null || readings.length === 0) return UNREAD;
  const computed = toRatio(over, under);
  if (computed === null) return NO_POINTS;
  return compare({ context, recorded, readings, operands: [score, points], computed, suffix: '%', isExact: false });
}

const NO_POINTS: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '分值为零。', en: 'There are no points to earn.' },
};
