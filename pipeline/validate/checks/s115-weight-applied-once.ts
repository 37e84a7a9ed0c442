import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { doublyWeightedRows } from '../double-weighting.ts';
import { example } from '../example.ts';
import { UNREAD } from '../ratio.ts';
import { decimalOf, scoredRows } from '../scheme.ts';
import { toExactTerms, toSum } from '../sums.ts';
import { citeMany } from '../wording.ts';

export const weightAppliedOnce = defineCheck({
  id: 'S115',
  name: 'weight-applied-once',
  title: { zh: '权重只应使用一次', en: 'A weight is applied once' },
  why: {
    zh: '得分已按权重计，再乘一次权重，满分项也只剩零头。',
    en: 'Scores that are out of the weight and weighted again shrink even full marks to a fraction.',
  },
  basis: { zh: '折算得分 = 得分率 × 权重', en: 'weighted score = degree of fulfilment × weight' },
  severity: 'error',
  applies: {
    zh: '各项得分都恰为 分值 × 分值 ÷ 100 的表（至少两项）。',
    en: 'Forms whose scores are all exactly points × points ÷ 100 (at least two rows).',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '权重使用一次', en: 'applied once' },
      kind: 'valid',
      context: () => form(['25', '25'], ['30', '27']),
      findings: [],
    },
    {
      name: { zh: '权重使用两次', en: 'applied twice' },
      kind: 'invalid',
      context: () => form(['25.00', '6.25'], ['30.00', '9.00']),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '6.25',
          recomputed: '55',
          cites: ['25.00 + 30.00 = 55', '15.25'],
        },
      ],
    },
    { name: { zh: '只有一项', en: 'one row only' }, kind: 'guard', context: () => form(['10', '1']), findings: [] },
  ],
});

function form(...rows: readonly (readonly [points: string, score: string])[]) {
  return example({
    indicators: rows.map(([points, score], index) => ({
      level2: '质量指标',
      level3: `第${index + 1}项`,
      points,
      score,
    })),
  });
}

/** One subject for the form: what the scores add up to, and what they would without the second weighting. */
function toSubjects(context: CheckContext): readonly Subject[] {
  const scored = scoredRows(context.report).filter(
    ({ points, score }) => decimalOf(points) !== null && decimalOf(score) !== null,
  );
  const rows = doublyWeightedRows(context.report);
  const isDouble = rows.length > 0;
  const figures = (isDouble ? rows : scored).map(({ points, score }) => ({ points, score }));
  const scores = figures.map(({ score }) => score).filter((figure) => figure !== null);
  const points = figures.map((row) => row.points).filter((figure) => figure !== null);
  const [recorded, ...others] = scores;
  if (recorded === undefined || others.length === 0) return [];
  return [
    {
      subject: '各项得分/权重',
      recorded,
      operands: [...others, ...points],
      evaluate: (lookup) => (isDouble ? judge({ context, scores, points }, lookup) : PASS),
    },
  ];
}

const PASS: Verdict = { outcome: 'pass', recomputed: null, formula: null, rounding: null };

function judge(
  {
    context,
    scores,
    points,
  }: { context: CheckContext; scores: readonly NamedFigure[]; points: readonly NamedFigure[] },
  lookup: Parameters<Subject['evaluate']>[0],
): Verdict {
  const [own, right] = [toExactTerms(scores, lookup), toExactTerms(points, lookup)];
  if (own === null || right === null) return UNREAD;
  const [sum, whole] = [toSum(own), toSum(right)];
  const formula = `${whole.left} = ${whole.value.toFixed()}`;
  const where = citeMany(context, scores, { zh: '得分', en: 'scores' });
  return {
    outcome: 'fail',
    recomputed: whole.value.toFixed(),
    expected: null,
    difference: sum.value.minus(whole.value).toFixed(),
    formula,
    rounding: 'none',
    message: {
      zh: `${where.zh}合计${sum.value.toFixed()}，每项都等于 分值 × 分值 ÷ 100：权重用了两次。只用一次应为 ${formula}。`,
      en: `${where.en} come to ${sum.value.toFixed()}; each is points × points ÷ 100: weighted twice. Weighted once: ${formula}.`,
    },
  };
}
