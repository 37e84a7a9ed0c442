import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { failWith, PASS } from '../prose.ts';
import { cite } from '../wording.ts';

/** More of these is better. */
const MORE_IS_BETTER =
  /(?:覆盖率|满意程?度|满意率|合格率|提升率|完成率|到位率|及时率|达标率|参保率|知晓率|准确率|正常率|入学率|就业率)$/u;
/** Less of these is better. */
const LESS_IS_BETTER =
  /(?:逾期|超期|投诉|事故|差错|违规|失误|死亡|发病|流失|重复参保|虚报|安全隐患)[^，]{0,4}(?:率|数|次数|人数|起数)?$|(?:响应|办理|等待|处置)时[间限]$/u;
/** Words that turn a name round: 投诉处理率, 事故下降率, 违规查处率. */
const TURNED = /处理|治理|办结|处结|化解|排查|查处|下降|降低|减少|整改|控制|解决|回复|处置率|防|无|零|未/u;

export const directionSuspect = defineCheck({
  id: 'P105',
  name: 'direction-suspect',
  title: { zh: '目标的比较方向合理', en: 'The target points the right way' },
  why: {
    zh: '满意度≤90%、逾期率≥100%，方向写反，完成得越差得分越高。',
    en: 'A satisfaction of at most 90% rewards the worse result.',
  },
  basis: { zh: '正向指标用“≥”，反向指标用“≤”', en: 'more of a good thing is ≥, of a bad one ≤' },
  severity: 'warning',
  applies: {
    zh: '名称以覆盖率、满意度等结尾而指标值用“≤”的，名称为逾期、投诉、事故等而用“≥”的，指标值与完成值比较符号相反的，作为待复核。',
    en: 'Targets with ≤ on coverage, satisfaction and the like, with ≥ on delays, complaints and accidents, and with the opposite sign of their actual, for review.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '方向正确', en: 'the right way' },
      kind: 'valid',
      context: () => example({ indicators: [{ level3: '群众满意度', target: '≥90%', actual: '95%' }] }),
      findings: [],
    },
    {
      name: { zh: '满意度用“≤”', en: 'at most 90% satisfied' },
      kind: 'review',
      context: () => example({ indicators: [{ level3: '群众满意度', target: '≤90%', actual: '95%' }] }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '≤90%', cites: ['≤90%'] }],
    },
    {
      name: { zh: '逾期率用“≥”', en: 'at least so many delays' },
      kind: 'review',
      context: () => example({ indicators: [{ level3: '逾期率', target: '>=100%', actual: '0%' }] }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '>=100%' }],
    },
    {
      name: { zh: '与完成值的符号相反', en: 'the actual has the opposite sign' },
      kind: 'review',
      context: () => example({ indicators: [{ level3: '参保人数', target: '≤98万人', actual: '≥98万人' }] }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '≤98万人', cites: ['≤98万人'] }],
    },
    {
      name: { zh: '投诉处理率', en: 'complaints dealt with' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '投诉处理率', target: '≥95%', actual: '100%' }] }),
      findings: [],
    },
  ],
});

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const recorded = indicatorFigure(indicator, 'target');
  if (recorded === null || !hasValue(recorded.quantity)) return [];
  const name = indicatorName(indicator).replace(/[(（][^()（）]*[)）]$/u, '');
  const sign = recorded.quantity.comparator?.[0];
  const actual = indicatorFigure(indicator, 'actual');
  if (isOpposite(indicator) && actual !== null)
    return [{ ...toVerdict({ context, indicator, recorded, isSuspect: true }), operands: [actual] }];
  const isUpward = MORE_IS_BETTER.test(name) && !/逾期|超期/u.test(name);
  const isDownward = LESS_IS_BETTER.test(name) && !TURNED.test(name);
  if ((sign !== '<' && sign !== '>') || isUpward === isDownward) return [];
  return [
    toVerdict({ context, indicator, recorded, isSuspect: (isUpward && sign === '<') || (isDownward && sign === '>') }),
  ];
}

/** ≥95% under a target of ≤95%: who copies the target's sign copies it as it is. */
function isOpposite(indicator: Indicator): boolean {
  const [aim, own] = [indicator.target, indicator.actual].map((figure) => figure?.comparator?.[0]);
  return (aim === '<' && own === '>') || (aim === '>' && own === '<');
}

function toVerdict({
  context,
  indicator,
  recorded,
  isSuspect,
}: {
  context: CheckContext;
  indicator: Indicator;
  recorded: NamedFigure;
  isSuspect: boolean;
}): Subject {
  const figure = cite(context, recorded);
  const verdict: Verdict = isSuspect
    ? failWith(
        { zh: `${figure.zh}的比较方向可能写反。`, en: `The comparison of ${figure.en} may point the wrong way.` },
        { review: true },
      )
    : PASS;
  return { subject: `${indicatorPath(indicator)}/指标值`, recorded, operands: [], evaluate: () => verdict };
}
