import type { Decimal } from 'decimal.js';
import type { Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { foldName } from '../identity.ts';
import { rememberByReport } from '../indexes.ts';
import { decimalOf, type ScoredRow, scoredRows } from '../scheme.ts';
import { cite } from '../wording.ts';

export const fullScoreForMissingValue = defineCheck({
  id: 'S111',
  name: 'full-score-for-missing-value',
  title: { zh: '没有完成值的指标不应得满分', en: 'No full score without an actual value' },
  why: { zh: '没有完成值就没有得分的依据。', en: 'Without an actual nothing supports the score.' },
  basis: { zh: '得分应以实际完成值为依据', en: 'a score rests on an actual value' },
  severity: 'warning',
  applies: {
    zh: '完成值一栏空白或为“-”、却得满分的指标行；完成值在另一张表的按同名指标查找。写明“缺省”的、报告载明缺省指标得满分的不判。',
    en: 'Rows whose actual is blank or a dash and whose score is full; an actual in another table is found by name. 缺省 and a printed rule that such indicators get full marks are respected.',
  },
  subjects: (context) => scoredRows(context.report).flatMap((row) => toSubject(context, row)),
  examples: [
    {
      name: { zh: '有完成值', en: 'there is an actual' },
      kind: 'valid',
      context: () => row('6-9个月', '8个月', '5'),
      findings: [],
    },
    {
      name: { zh: '完成值为横线却得满分', en: 'a dash, and yet full marks' },
      kind: 'invalid',
      context: () => row('6-9个月', '-', '5'),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '5', cites: ['可支配月数', '5'] }],
    },
    {
      name: { zh: '完成值在另一张表中', en: 'the actual stands in another table' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level2: '数量指标', level3: '可支配月数', target: '6-9个月', actual: '-' },
            { level2: '数量指标', level3: '可支配月数', target: '6-9个月', points: '5', score: '5', table: 2 },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '5' }],
    },
    {
      name: { zh: '没有完成值而未得满分', en: 'no actual, and points off' },
      kind: 'guard',
      context: () => row('6-9个月', '-', '3'),
      findings: [],
    },
    {
      name: { zh: '写明缺省', en: '缺省 is said' },
      kind: 'guard',
      context: () => row('≤60分钟', '缺省', '5'),
      findings: [],
    },
    {
      name: { zh: '报告载明缺省指标得满分', en: 'a printed rule gives it full marks' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level2: '数量指标', level3: '响应时间', target: '≤60分钟', actual: '', points: '5', score: '5' },
          ],
          rules: [
            {
              kind: 'not-applicable-full',
              applies: 'indicator',
              name: '响应时间',
              quote: '本项指标按缺省处理，得满分',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '没有完成值这一栏', en: 'no column of actuals' },
      kind: 'guard',
      context: () => example({ indicators: [{ level2: '数量指标', level3: '可支配月数', points: '5', score: '5' }] }),
      findings: [],
    },
    {
      name: { zh: '得分未读出', en: 'the score was not read' },
      kind: 'open',
      context: () => row('6-9个月', '-', ''),
      findings: [],
    },
    {
      name: { zh: '几行都空白，作为一个问题', en: 'several blank rows are one finding' },
      kind: 'invalid',
      context: () => rows('甲', '乙', '丙'),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '5', cites: ['甲'] }],
    },
  ],
});

function rows(...names: readonly string[]) {
  return example({
    indicators: names.map((level3) => ({
      level2: '数量指标',
      level3,
      target: '6',
      actual: '-',
      points: '5',
      score: '5',
    })),
  });
}

function row(target: string, actual: string, score: string) {
  return example({ indicators: [{ level2: '数量指标', level3: '可支配月数', target, actual, points: '5', score }] });
}

/** The first row that has full marks for nothing; the same in further rows follows from it. */
const firstBlank = rememberByReport(({ report }): NamedFigure | null => {
  const first = scoredRows(report).find((row) => {
    const [most, own] = [decimalOf(row.points), decimalOf(row.score)];
    return (
      row.actual?.quantity.kind === 'missing' && most !== null && own !== null && isUnearned(report, { row, most, own })
    );
  });
  return first?.score ?? null;
});

function toSubject(context: CheckContext, row: ScoredRow): readonly Subject[] {
  const { points, score, actual } = row;
  if (points === null || score === null || actual === null) return [];
  return [
    {
      subject: `${row.path}/得分`,
      recorded: score,
      operands: [points, actual],
      evaluate: (lookup) => {
        const verdict = judge({ context, row, points, score, actual }, lookup);
        const first = firstBlank(context);
        if (verdict.outcome !== 'fail' || first === null || first === score) return verdict;
        return { ...verdict, follows: first };
      },
    },
  ];
}

type Figures = { readonly [field in 'points' | 'score' | 'actual']: NonNullable<ScoredRow[field]> };

function judge(
  { context, row, points, score, actual }: Figures & { context: CheckContext; row: ScoredRow },
  lookup: Lookup,
): Verdict {
  const value = lookup(actual);
  const most = decimalOf({ ...points, quantity: lookup(points) });
  const own = decimalOf({ ...score, quantity: lookup(score) });
  if (value.kind === 'unread') return UNREAD;
  if (value.kind !== 'missing') return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  if (most === null || own === null) return UNREAD;
  if (!isUnearned(context.report, { row, most, own }))
    return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  const [a, b, c] = [cite(context, score), cite(context, points), cite(context, actual)];
  return {
    outcome: 'fail',
    recomputed: null,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `${c.zh}没有数值，却得满分：${a.zh}，${b.zh}。`,
      en: `${c.en} is not given, and yet the score is full: ${a.en}, ${b.en}.`,
    },
  };
}

/** Full marks that nothing in the report gives to a row without an actual. */
function isUnearned(report: Report, { row, most, own }: { row: ScoredRow; most: Decimal; own: Decimal }): boolean {
  return own.gte(most) && !most.isZero() && !isExempt(report, row);
}

/** The report says that this indicator does not apply and has its full points. */
function isExempt(report: Report, { name }: ScoredRow): boolean {
  const folded = foldName(name);
  return report.rules.some(
    ({ kind, scope }) => kind === 'not-applicable-full' && scope.name !== null && foldName(scope.name) === folded,
  );
}

const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '完成值或得分未能读出。', en: 'The actual or the score was not read.' },
};
