import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { rememberByReport } from '../indexes.ts';
import { foldLabel, isPlaceholder, isRepeated, rowsOfSameName } from '../linking.ts';
import { failWith, PASS, sentences } from '../prose.ts';
import { cite } from '../wording.ts';

const AGAINST_LAST_YEAR = /(?:不低于|不高于|高于|低于|较|比|优于|超过|好于)(?:上年|去年|往年|上一年|同期|上期)/u;
const LAST_YEAR = /上年|去年|往年|上一年|同比|同期/u;

export const baselineGiven = defineCheck({
  id: 'C110',
  name: 'baseline-given',
  title: { zh: '与上年比较的目标给出上年数', en: 'A target against last year gives last year' },
  why: {
    zh: '说不低于上年而没有上年数，无法判断是否完成。',
    en: 'A target of no less than last year cannot be judged without last year’s figure.',
  },
  basis: { zh: '与上年比较应当给出上年的数字或增减幅度', en: 'a comparison names the figure it is made with' },
  severity: 'note',
  applies: {
    zh: '指标值为“不低于上年”之类且没有数字，完成值、偏差原因和正文都没有给出上年数或增减幅度的指标。',
    en: 'Targets such as 不低于上年 without a figure where neither the actual, the reason nor the text gives last year or the change.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '给出增幅', en: 'the change is given' },
      kind: 'valid',
      context: () => against('不低于上年度', '提高13.62%'),
      findings: [],
    },
    {
      name: { zh: '没有上年数', en: 'no figure of last year' },
      kind: 'invalid',
      context: () => against('不低于上年', '不低于上年'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '不低于上年', cites: ['不低于上年'] }],
    },
    {
      name: { zh: '目标自带数字', en: 'the target has a figure' },
      kind: 'guard',
      context: () => against('比上年提高5%', '完成'),
      findings: [],
    },
    {
      name: { zh: '正文给出上年数', en: 'the text gives last year' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '结算覆盖地区', target: '不低于上年', actual: '不低于上年' }],
          blocks: ['结算覆盖地区由上年的12个增加到15个。'],
        }),
      findings: [],
    },
  ],
});

function against(target: string, actual: string) {
  return example({ indicators: [{ level3: '结算覆盖地区', target, actual }] });
}

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const recorded = indicatorFigure(indicator, 'target');
  if (recorded === null || isPlaceholder(indicator) || isRepeated(context.report, indicator)) return [];
  const target = recorded.quantity.raw.normalize('NFKC').replace(/\s/gu, '');
  if (!AGAINST_LAST_YEAR.test(target) || /\d/u.test(target)) return [];
  const rows = rowsOfSameName(context.report, indicator);
  const given = rows
    .flatMap((row) => [row.actual?.raw ?? '', row.deviation?.text ?? ''])
    .some((text) => /\d/u.test(text.normalize('NFKC')));
  const verdict = given || isTold(context, indicatorName(indicator)) ? PASS : fail(context, recorded);
  const operands = [indicatorFigure(indicator, 'actual')].filter((figure) => figure !== null);
  return [{ subject: `${indicatorPath(indicator)}/上年数`, recorded, operands, evaluate: () => verdict }];
}

function isTold(context: CheckContext, name: string): boolean {
  const folded = foldLabel(name);
  return folded !== '' && toldOfLastYear(context).some((text) => text.includes(folded));
}

/** The sentences with a figure of last year, folded like names. */
const toldOfLastYear = rememberByReport((where): readonly string[] =>
  sentences(where)
    .filter(({ text }) => LAST_YEAR.test(text) && /\d/u.test(text))
    .map(({ text }) => foldLabel(text)),
);

function fail(context: CheckContext, recorded: Parameters<typeof cite>[1]): Verdict {
  const figure = cite(context, recorded);
  return failWith({
    zh: `${figure.zh}，没有给出上年的数字。`,
    en: `${figure.en}, and last year’s figure is not given.`,
  });
}
