import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorPath } from '../figures.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, PASS } from '../prose.ts';
import { cite } from '../wording.ts';

export const targetPresent = defineCheck({
  id: 'C109',
  name: 'target-present',
  title: { zh: '评分的指标有目标', en: 'A scored indicator has a target' },
  why: {
    zh: '没有目标就没有评分的依据。',
    en: 'Without a target there is nothing to score against.',
  },
  basis: { zh: '绩效指标应当设定指标值', en: 'every indicator has a target' },
  severity: 'warning',
  applies: {
    zh: '有得分而指标值空白的指标，同表其他指标有指标值的。占位行、上级行不判断。',
    en: 'Indicators with a score and a blank target where other rows of the table have targets. Placeholders and parents are not judged.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator, index) => toSubject(context, indicator, index)),
  examples: [
    {
      name: { zh: '有指标值', en: 'with a target' },
      kind: 'valid',
      context: () => scored('≥90%'),
      findings: [],
    },
    {
      name: { zh: '指标值空白', en: 'a blank target' },
      kind: 'invalid',
      context: () => scored(''),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '', cites: ['群众知晓率'] }],
    },
    {
      name: { zh: '未评分', en: 'not scored' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '培训人数', target: '≥50人', actual: '60人', points: '10', score: '10' },
            { level3: '群众知晓率', target: '', actual: '', points: '', score: '' },
          ],
        }),
      findings: [],
    },
  ],
});

function scored(target: string) {
  return example({
    indicators: [
      { level3: '培训人数', target: '≥50人', actual: '60人', points: '10', score: '10' },
      { level3: '群众知晓率', target, actual: '95%', points: '10', score: '10' },
    ],
  });
}

function toSubject(context: CheckContext, indicator: Indicator, index: number): readonly Subject[] {
  const { indicators } = context.report;
  const [recorded, score] = [indicatorFigure(indicator, 'target'), indicatorFigure(indicator, 'score')];
  if (recorded === null || score === null || isPlaceholder(indicator) || !hasValue(score.quantity)) return [];
  if (recorded.quantity.kind === 'unread' || indicator.parent !== null) return [];
  if (indicators.some(({ parent }) => parent === index)) return [];
  const hasOthers = indicators.some(
    ({ tableId, target }) => tableId === indicator.tableId && target !== null && target.kind !== 'missing',
  );
  if (!hasOthers) return [];
  const verdict = recorded.quantity.kind === 'missing' ? fail(context, recorded, score) : PASS;
  return [{ subject: `${indicatorPath(indicator)}/指标值`, recorded, operands: [score], evaluate: () => verdict }];
}

function fail(context: CheckContext, recorded: Parameters<typeof cite>[1], score: Parameters<typeof cite>[1]): Verdict {
  const [figure, points] = [cite(context, recorded), cite(context, score)];
  const message = { zh: `${figure.zh}未填写，而${points.zh}。`, en: `${figure.en} is blank, and yet ${points.en}.` };
  return failWith(message, { follows: score });
}
