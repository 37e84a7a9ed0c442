import { Decimal } from 'decimal.js';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { UNREAD } from '../ratio.ts';
import { decimalOf, executionPoints, scoredRows } from '../scheme.ts';
import { cite } from '../wording.ts';

/** Points of one row, of a hundred, above which the rest hardly counts. */
const HEAVY = new Decimal(30);
/** Points of a whole form: the share is taken only where the points make up about this. */
const WHOLE = new Decimal(100);

export const oneRowHeavy = defineCheck({
  id: 'S114',
  name: 'one-row-heavy',
  title: { zh: '单项分值不宜过高', en: 'No row carries most of the points' },
  why: {
    zh: '一项指标占去大半分值，其余指标就不起作用。',
    en: 'Where one row carries most of the points the others do not matter.',
  },
  basis: { zh: '单项指标分值不宜超过30分（满分100分）', en: 'no row above 30 of 100 points' },
  severity: 'note',
  applies: { zh: '满分为100分、逐项印有分值的表。', en: 'Forms of 100 points that print the points of each row.' },
  subjects: toSubjects,
  examples: [
    { name: { zh: '分值分散', en: 'spread' }, kind: 'valid', context: () => form('30', '30', '30'), findings: [] },
    {
      name: { zh: '一项占90分', en: '90 in one row' },
      kind: 'invalid',
      context: () => form('60', '20', '10'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '60', cites: ['60', '30'] }],
    },
    {
      name: { zh: '满分不是100分', en: 'not out of a hundred' },
      kind: 'guard',
      context: () => form('200', '300', '400'),
      findings: [],
    },
  ],
});

function form(...points: readonly string[]) {
  return example({
    funds: [{ label: '年度资金总额', points: '10' }],
    indicators: points.map((value, index) => ({
      level2: '数量指标',
      level3: `第${index + 1}项`,
      actual: '100%',
      points: value,
    })),
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const rows = scoredRows(context.report).filter(({ points, isPart }) => !isPart && decimalOf(points) !== null);
  const sum = rows.reduce(
    (total, { points }) => total.plus(decimalOf(points) ?? 0),
    executionPoints(context.report) ?? new Decimal(0),
  );
  if (!sum.eq(WHOLE)) return [];
  return rows.flatMap((row): Subject[] => {
    const { points } = row;
    if (points === null) return [];
    return [
      {
        subject: `${row.path}/分值`,
        recorded: points,
        operands: [],
        evaluate: (lookup) => judge(context, { ...points, quantity: lookup(points) }),
      },
    ];
  });
}

function judge(context: CheckContext, points: NamedFigure): Verdict {
  const value = decimalOf(points);
  if (value === null) return UNREAD;
  if (value.lte(HEAVY)) return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  const figure = cite(context, points);
  return {
    outcome: 'fail',
    recomputed: null,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: { zh: `${figure.zh}，超过${HEAVY.toFixed()}分。`, en: `${figure.en} is above ${HEAVY.toFixed()}.` },
  };
}
