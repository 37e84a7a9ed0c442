import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { indicatorFigure, indicatorPath } from '../figures.ts';
import { figureKey } from '../identity.ts';
import { failWith } from '../prose.ts';
import { usualScore } from '../sister-forms.ts';
import { cite } from '../wording.ts';

export const siblingFormsScoreAlike = defineCheck({
  id: 'X104',
  name: 'sibling-forms-score-alike',
  title: { zh: '同类自评表评分一致', en: 'Sister forms score alike' },
  why: {
    zh: '目标、完成值相同而得分不同，评分尺度不一。',
    en: 'The same target and the same actual with another score: the yardstick is not the same.',
  },
  basis: {
    zh: '同一单位对相同的完成情况应当按同一尺度评分',
    en: 'one unit scores the same result by the same yardstick',
  },
  severity: 'warning',
  applies: {
    zh: '一个文件中至少三份表有同名指标，其指标值、完成值、分值都相同，其中两份以上得分一致而本表不同的，作为待复核。',
    en: 'At least three forms of one file with an indicator of one name, target, actual and points: where two or more agree and this one does not, it is a review.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '各表一致', en: 'all alike' },
      kind: 'valid',
      context: () => sisters('10', '10', '10'),
      findings: [],
    },
    {
      name: { zh: '一份得分不同', en: 'one is different' },
      kind: 'review',
      context: () => sisters('9', '10', '10'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '9', recomputed: '10', cites: ['9', '10'] }],
    },
    {
      name: { zh: '只有两份表', en: 'two forms only' },
      kind: 'guard',
      context: () => sisters('9', '10'),
      findings: [],
    },
    {
      name: { zh: '另一种指标体系，分值不同', en: 'another scheme, other points' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '受益群众满意率', target: '≥95%', actual: '≥95%', score: '15' },
            { level3: '经费支出', target: '30万元', actual: '30万元', score: '20' },
          ],
          siblings: ['10', '10'].map((score) => ({
            indicators: [
              { level3: '受益群众满意率', target: '≥95%', actual: '≥95%', score },
              { level3: '参保人数', target: '100人', actual: '100人', score: '20' },
            ],
          })),
        }),
      findings: [],
    },
    {
      name: { zh: '完成值不同', en: 'another actual' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level2: '社会效益', level3: '参保覆盖范围', target: '≥90%', actual: '≥91%', score: '9' }],
          siblings: ['10', '10'].map((score) => ({
            indicators: [{ level2: '社会效益', level3: '参保覆盖范围', target: '≥90%', actual: '≥95%', score }],
          })),
        }),
      findings: [],
    },
  ],
});

function sisters(...scores: readonly string[]) {
  const form = (score: string) => ({
    indicators: [{ level2: '社会效益', level3: '参保覆盖范围', target: '≥90%', actual: '≥95%', score }],
  });
  const [first = '', ...others] = scores;
  return example({ ...form(first), siblings: others.map(form) });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  return context.report.indicators.flatMap((indicator): Subject[] => {
    const recorded = indicatorFigure(indicator, 'score');
    const usual = recorded === null ? null : usualScore(context, indicator);
    if (recorded === null || usual === null) return [];
    const counterpart = usual.figure;
    const recomputed = counterpart.quantity.raw.trim();
    const agrees = figureKey(recorded.quantity) === figureKey(counterpart.quantity);
    const message = messageOf(context, { recorded, counterpart, count: usual.count });
    const verdict: Verdict = agrees
      ? { outcome: 'pass', recomputed, formula: null, rounding: null }
      : failWith(message, { review: true, recomputed, follows: recorded });
    const subject = `${indicatorPath(indicator)}/得分`;
    return [{ subject, recorded, operands: [counterpart], evaluate: () => verdict }];
  });
}

function messageOf(
  context: CheckContext,
  input: { recorded: Parameters<typeof cite>[1]; counterpart: Parameters<typeof cite>[1]; count: number },
): { zh: string; en: string } {
  const figure = cite(context, input.recorded);
  const score = input.counterpart.quantity.raw.trim();
  return {
    zh: `${figure.zh}；同一文件中另${input.count}份表的同名指标，指标值和完成值相同，得分为${score}。`,
    en: `${figure.en}; ${input.count} other forms of the file give ${score} for the same indicator, target and actual.`,
  };
}
