import { defineCheck, type Subject } from '../check.ts';
import { example } from '../example.ts';
import { indicatorName, indicatorPath } from '../figures.ts';
import { indicatorPairs, renamedPairs } from '../indicator-pairs.ts';
import { failWith, wordsAsFigure } from '../prose.ts';
import { cite } from '../wording.ts';

const LABEL = { zh: '指标名称', en: 'indicator' };

export const indicatorNameAgrees = defineCheck({
  id: 'X108',
  name: 'indicator-name-agrees',
  title: { zh: '指标名称在各表中一致', en: 'An indicator has one name in every table' },
  why: {
    zh: '指标换了名称，评价的就不是原来的指标。',
    en: 'Under another name it is no longer the indicator that was set.',
  },
  basis: { zh: '同一指标在各表中名称应当一致', en: 'one indicator has one name' },
  severity: 'note',
  applies: {
    zh: '同一份报告的两张表中，同一上级指标下只差几个字的名称。空格、括号中的单位、编号不计。',
    en: 'Names under one heading in two tables of a report that differ by a few characters. Spaces, units in brackets and numbering do not count.',
  },
  subjects: (context) => {
    const same = indicatorPairs(context.report).map(({ first }): Subject => {
      const recorded = wordsAsFigure(indicatorName(first), first.sources, LABEL);
      const recomputed = indicatorName(first);
      return {
        subject: indicatorPath(first),
        recorded,
        operands: [],
        evaluate: () => ({ outcome: 'pass', recomputed, formula: null, rounding: null }),
      };
    });
    const renamed = renamedPairs(context.report).map(({ first, second }): Subject => {
      const recorded = wordsAsFigure(indicatorName(second), second.sources, LABEL);
      const counterpart = wordsAsFigure(indicatorName(first), first.sources, LABEL);
      const [own, other] = [cite(context, recorded), cite(context, counterpart)];
      const message = { zh: `${own.zh}与${other.zh}不一致。`, en: `${own.en} does not agree with ${other.en}.` };
      const verdict = failWith(message, { recomputed: counterpart.quantity.raw });
      return { subject: indicatorPath(second), recorded, operands: [counterpart], evaluate: () => verdict };
    });
    return [...same, ...renamed];
  },
  examples: [
    {
      name: { zh: '名称一致', en: 'one name' },
      kind: 'valid',
      context: () =>
        example({
          indicators: [
            { level2: '资金管理', level3: '预算 执行率(%)', table: 1 },
            { level2: '资金管理', level3: '预算执行率', table: 2 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '“资金”成了“基金”', en: 'one character changed' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level2: '资金管理', level3: '预算执行率', table: 1 },
            { level2: '资金管理', level3: '资金使用合规性', table: 1 },
            { level2: '资金管理', level3: '预算执行率', table: 2 },
            { level2: '资金管理', level3: '基金使用合规性', table: 2 },
          ],
        }),
      findings: [
        {
          severity: 'note',
          outcome: 'fail',
          recorded: '基金使用合规性',
          recomputed: '资金使用合规性',
          cites: ['资金使用合规性', '基金使用合规性'],
        },
      ],
    },
    {
      name: { zh: '不同的指标', en: 'other indicators' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level2: '资金管理', level3: '预算执行率', table: 1 },
            { level2: '资金管理', level3: '资金使用合规性', table: 1 },
            { level2: '资金管理', level3: '预算执行率', table: 2 },
            { level2: '资金管理', level3: '政府采购规范程度', table: 2 },
          ],
        }),
      findings: [],
    },
  ],
});
