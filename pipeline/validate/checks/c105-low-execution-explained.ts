import { Decimal } from 'decimal.js';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, fundFigure, hasValue, indicatorFigure, indicatorName } from '../figures.ts';
import { isOfReportYear } from '../linking.ts';
import { failWith, givesReason, isBlankReason, PASS, reasonCells, sentences } from '../prose.ts';
import { toRates } from '../terms.ts';
import { cite } from '../wording.ts';

const MATTER = /执行率|支出|执行|结余|结转|进度|未使用|支付|拨付|资金|预算/u;

export const lowExecutionExplained = defineCheck({
  id: 'C105',
  name: 'low-execution-explained',
  title: { zh: '执行率低说明了原因', en: 'A low execution rate is explained' },
  why: {
    zh: '执行率低而不说原因，看不出是预算编多了还是工作没做。',
    en: 'Without a reason one cannot tell whether the budget was too high or the work not done.',
  },
  basis: {
    zh: '执行率低于90%（或地方规定的比例）的应当说明原因',
    en: 'a rate below 90% (or the bound of the region) calls for a reason',
  },
  severity: 'warning',
  applies: {
    zh: '报告的预算执行率低于界限，而表中的原因栏、正文都没有说明原因的。',
    en: 'Reports whose execution rate is below the bound while neither the form nor the text gives a reason.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '执行率达标', en: 'a sufficient rate' },
      kind: 'valid',
      context: () => low('95%'),
      findings: [],
    },
    {
      name: { zh: '没有说明原因', en: 'no reason' },
      kind: 'invalid',
      context: () => low('72.3%'),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '72.3%', cites: ['72.3%', '90%'] }],
    },
    {
      name: { zh: '正文说明了原因', en: 'the text gives the reason' },
      kind: 'guard',
      context: () => low('72.3%', '由于部分合同未到付款期，资金结转下年支付。'),
      findings: [],
    },
    {
      name: { zh: '表中写明了原因', en: 'the form gives the reason' },
      kind: 'guard',
      context: () =>
        example({
          funds: [{ label: '年度资金总额', budget: '100', executed: '67.51', executionRate: '68%' }],
          tables: [
            { rows: [['偏差大或目标未完成原因分析', '预算编制时无法确定实际参保人数，所需资金无法精准核算。']] },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '执行率未填', en: 'the rate is blank' },
      kind: 'open',
      context: () => low(''),
      findings: [],
    },
  ],
});

function low(executionRate: string, sentence = '项目按计划实施。') {
  return example({
    funds: [{ label: '年度资金总额', budget: '121.3', executed: '87.7', executionRate }],
    blocks: [sentence],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const recorded = rateOf(context);
  if (recorded === null) return [];
  return [{ subject: '预算执行率', recorded, operands: [], evaluate: () => judge(context, recorded) }];
}

/** The rate of the total fund row, else of the indicator, else of the text. */
function rateOf({ report }: CheckContext): NamedFigure | null {
  const total = report.funds.find(({ fund }) => fund === 'total');
  const tabled = total === undefined ? null : fundFigure(total, 'executionRate');
  if (tabled !== null) return tabled;
  const row = report.indicators.find((indicator) => /预算执行率|资金执行率/u.test(indicatorName(indicator)));
  const actual = row === undefined ? null : indicatorFigure(row, 'actual');
  if (actual !== null && hasValue(actual.quantity) && actual.quantity.kind !== 'amount') return actual;
  const facts = report.facts.filter(
    (each) =>
      each.metric === 'execution-rate' &&
      each.partOf === null &&
      hasValue(each.quantity) &&
      isOfReportYear(report, each),
  );
  // 截至6月底40%，…，截至12月底98%: the last of several dates counts.
  const dated = facts.filter(({ period }) => period !== null && /\d月/u.test(period));
  const fact = dated.length > 1 && dated.length === facts.length ? facts.at(-1) : facts[0];
  return fact === undefined ? null : factFigure(fact);
}

function judge(context: CheckContext, recorded: NamedFigure): Verdict {
  if (!hasValue(recorded.quantity)) return OPEN;
  const bound = new Decimal(context.profile.lowExecutionRate);
  // 1 and 0.95 may be shares of one: the highest reading counts.
  if (toRates(recorded.quantity).some(({ value }) => value.gte(bound))) return PASS;
  if (new Decimal(recorded.quantity.value).isZero() && isWithoutBudget(context)) return PASS;
  const isExplained =
    reasonCells(context).length > 0 ||
    context.report.indicators.some(
      (row) =>
        /执行|资金|支出/u.test(indicatorName(row)) && row.deviation !== null && !isBlankReason(row.deviation.text),
    ) ||
    sentences(context).some(({ text }) => MATTER.test(text) && givesReason(text));
  if (isExplained) return PASS;
  const figure = cite(context, recorded);
  return failWith({
    zh: `${figure.zh}低于${bound.toFixed()}%，没有说明原因。`,
    en: `${figure.en} is below ${bound.toFixed()}%, and no reason is given.`,
  });
}

function isWithoutBudget({ report }: CheckContext): boolean {
  const total = report.funds.find(({ fund }) => fund === 'total');
  return (
    total?.budget?.value === null || total?.budget?.value === undefined || new Decimal(total.budget.value).isZero()
  );
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '执行率未填或未能读出。', en: 'The rate is blank or was not read.' },
};
