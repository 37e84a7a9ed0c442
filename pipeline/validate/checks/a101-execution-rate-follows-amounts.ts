import type { Fact, Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject } from '../check.ts';
import { example } from '../example.ts';
import { toDivisor } from '../execution-divisor.ts';
import {
  factFigure,
  fundFigure,
  fundName,
  hasValue,
  indicatorFigure,
  indicatorName,
  indicatorPath,
} from '../figures.ts';
import { factOf, factsOfBlock } from '../indexes.ts';
import { judgeRatio } from '../ratio.ts';

/** Other amounts of one paragraph that a rate may be of; no paragraph has so many. */
const MOST_ALTERNATIVES = 200;
const RATE_NAME = /预算执行(?:率|进度)|资金执行率|资金支出率|支出进度/u;

export const executionRateFollowsAmounts = defineCheck({
  id: 'A101',
  name: 'execution-rate-follows-amounts',
  title: { zh: '执行率与金额相符', en: 'The execution rate follows from the amounts' },
  why: {
    zh: '执行率决定执行得分，也是说明资金使用情况的第一个数字。',
    en: 'The rate decides the execution score and is the first figure that says how the money was used.',
  },
  basis: { zh: '执行率 = 全年执行数 ÷ 全年预算数（B/A）', en: 'execution rate = amount executed ÷ budget (B/A)' },
  severity: 'error',
  applies: {
    zh: '资金各行、名为预算执行率的指标行、同时给出金额和执行率的语句。0/0 不适用；同一句中另有总额的，以任一总额为分母均可；约数只作提示。',
    en: 'Fund rows, indicator rows named 预算执行率, and sentences with rate and amounts. 0/0 does not apply; any total that the same sentence names may be the denominator; approximate figures give a note.',
  },
  subjects: (context) => [...fundSubjects(context), ...indicatorSubjects(context), ...sentenceSubjects(context)],
  examples: [
    {
      name: { zh: '执行率正确', en: 'the rate is right' },
      kind: 'valid',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '398', executed: '320.88', executionRate: '80.62%' }] }),
      findings: [],
    },
    {
      name: { zh: '十位数字写错', en: 'one digit is wrong' },
      kind: 'invalid',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '398.00', executed: '320.88', executionRate: '81.62%' }] }),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '81.62%',
          recomputed: '80.62%',
          rounding: 'none',
          cites: ['320.88 ÷ 398.00 = 80.62%'],
        },
      ],
    },
    {
      name: { zh: '截断而未四舍五入', en: 'cut off instead of rounded' },
      kind: 'guard',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '640', executed: '638.43', executionRate: '99%' }] }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '99%', recomputed: '99.75%', rounding: 'truncation' }],
    },
    {
      name: { zh: '指标行的执行率与文中金额不符', en: 'an indicator row against the amounts in a sentence' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [{ level2: '资金管理', level3: '预算执行率', target: '≥90%', actual: '81.62%' }],
          facts: [
            { metric: 'budget', subject: '补助资金', figure: '398万元', sentence: SENTENCE },
            { metric: 'executed', subject: '补助资金', figure: '320.88万元', sentence: SENTENCE },
            {
              metric: 'execution-rate',
              subject: '预算执行率',
              figure: '80.62%',
              sentence: SENTENCE,
              derivation: { kind: 'ratio', operands: ['f2', 'f1'] },
            },
          ],
        }),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '81.62%',
          recomputed: '80.62%',
          cites: ['81.62%', '80.62%', '398'],
        },
      ],
    },
    {
      name: { zh: '执行率写作 1 或 100', en: 'rates printed as 1 and 100' },
      kind: 'guard',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '30', executed: '30', executionRate: '1' },
            { label: '其中：财政拨款', budget: '30', executed: '30', executionRate: '100', parent: 0 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '单元格自带单位', en: 'a cell with its own unit' },
      kind: 'guard',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '398', executed: '3208800元', executionRate: '80.62%' }] }),
      findings: [],
    },
    {
      name: { zh: '0/0', en: '0/0' },
      kind: 'not-applicable',
      context: () =>
        example({ funds: [{ label: '单位资金', budget: '0.00', executed: '0.00', executionRate: '0.00%' }] }),
      findings: [],
    },
    {
      name: { zh: '执行数未填', en: 'the amount executed is blank' },
      kind: 'open',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '398', executed: '', executionRate: '80.62%' }] }),
      findings: [],
    },
    {
      name: { zh: '分母是同句中的总收入', en: 'the rate is taken over another total of the sentence' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            { metric: 'income', subject: '总收入', figure: '678.19万元', sentence: INCOME_SENTENCE },
            { metric: 'budget', subject: '财政补助', figure: '240.10万元', sentence: INCOME_SENTENCE, partOf: 'f1' },
            { metric: 'executed', subject: '实际支出', figure: '294.96万元', sentence: INCOME_SENTENCE },
            {
              metric: 'execution-rate',
              subject: '预算执行率',
              figure: '43.49%',
              sentence: INCOME_SENTENCE,
              derivation: { kind: 'ratio', operands: ['f3', 'f2'] },
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '约数', en: 'an approximate figure' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            {
              metric: 'budget',
              subject: '预算',
              figure: '约100万元',
              sentence: '预算约100万元，支出67.51万元，执行率90%。',
            },
            {
              metric: 'executed',
              subject: '支出',
              figure: '67.51万元',
              sentence: '预算约100万元，支出67.51万元，执行率90%。',
            },
            {
              metric: 'execution-rate',
              subject: '执行率',
              figure: '90%',
              sentence: '预算约100万元，支出67.51万元，执行率90%。',
              derivation: { kind: 'ratio', operands: ['f2', 'f1'] },
            },
          ],
        }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '90%', recomputed: '67.51%' }],
    },
  ],
});

const SENTENCE = '补助资金共计398万元，实际支出320.88万元，预算执行率80.62%。';
const INCOME_SENTENCE = '总收入678.19万元（其中财政补助240.10万元），实际支出294.96万元，预算执行率43.49%。';

/** Fund rows that print a rate; blank rates are a matter of completeness. */
function fundSubjects(context: CheckContext): readonly Subject[] {
  return context.report.funds.flatMap((fund): Subject[] => {
    const recorded = fundFigure(fund, 'executionRate');
    const numerator = fundFigure(fund, 'executed');
    const denominator = fundFigure(fund, toDivisor(context.report, fund));
    if (recorded === null || !hasValue(recorded.quantity) || numerator === null || denominator === null) return [];
    return [
      {
        subject: `资金/${fundName(fund)}/执行率`,
        recorded,
        operands: [numerator, denominator],
        evaluate: judgeRatio({ context, recorded, numerator, denominator }),
      },
    ];
  });
}

/** Indicator rows named 预算执行率, against the fund table or else the amounts that sentences give with their rate. */
function indicatorSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const pairs = findAmounts(report);
  return report.indicators.flatMap((indicator): Subject[] => {
    const recorded = indicatorFigure(indicator, 'actual');
    if (!RATE_NAME.test(indicatorName(indicator)) || recorded === null || !hasValue(recorded.quantity)) return [];
    if (recorded.quantity.kind === 'amount') return [];
    const [pair] = pairs;
    const verdicts = pairs.map(({ numerator, denominator, isSure }) =>
      judgeRatio({
        context,
        recorded,
        numerator,
        denominator,
        settings: isSure ? {} : { review: true, severity: 'warning' },
      }),
    );
    return [
      {
        subject: `${indicatorPath(indicator)}/实际完成值`,
        recorded,
        operands: pair === undefined ? [] : [pair.numerator, pair.denominator],
        evaluate: (lookup) => {
          const all = verdicts.map((judge) => judge(lookup));
          return all.find(({ outcome }) => outcome === 'pass') ?? all[0] ?? NO_AMOUNTS;
        },
      },
    ];
  });
}

const NO_AMOUNTS = {
  outcome: 'open',
  reason: { zh: '报告没有给出预算数和执行数。', en: 'The report gives no budget and amount executed.' },
} as const;

interface Amounts {
  readonly numerator: NamedFigure;
  readonly denominator: NamedFigure;
  /** One row or one sentence names both; false: they were only found in the same report. */
  readonly isSure: boolean;
}

/** Budget and amount executed of the whole report: the total fund row, else sentences that state a rate with both. */
function findAmounts(report: Report): readonly Amounts[] {
  const total = report.funds.find((fund) => fund.fund === 'total') ?? report.funds.find((fund) => fund.parent === null);
  const numerator = total === undefined ? null : fundFigure(total, 'executed');
  const denominator = total === undefined ? null : fundFigure(total, toDivisor(report, total));
  if (numerator !== null && denominator !== null && hasValue(numerator.quantity) && hasValue(denominator.quantity)) {
    return [{ numerator, denominator, isSure: true }];
  }
  const stated = report.facts.flatMap((fact): Amounts[] => {
    const operands = ratioOperands(report, fact);
    return operands === null ? [] : [{ ...operands, isSure: true }];
  });
  if (stated.length > 0) return stated;
  const budgets = report.facts.filter(
    (fact) => fact.metric === 'budget' && fact.partOf === null && hasValue(fact.quantity),
  );
  const executed = report.facts.filter(
    (fact) => fact.metric === 'executed' && fact.partOf === null && hasValue(fact.quantity),
  );
  const [budget] = budgets;
  const [spent] = executed;
  if (budgets.length !== 1 || executed.length !== 1 || budget === undefined || spent === undefined) return [];
  return [{ numerator: factFigure(spent), denominator: factFigure(budget), isSure: false }];
}

/** Sentences that state an execution rate and the amounts it comes from. */
function sentenceSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return report.facts.flatMap((fact): Subject[] => {
    const operands = ratioOperands(report, fact);
    if (operands === null) return [];
    const recorded = factFigure(fact);
    const { numerator, denominator } = operands;
    const alternatives = factsOfBlock(report, fact.blockId)
      .filter(({ quantity }) => quantity.kind === 'amount')
      .slice(0, MOST_ALTERNATIVES)
      .map(factFigure)
      .filter((figure) => figure.quantity !== numerator.quantity && figure.quantity !== denominator.quantity);
    return [
      {
        subject: `文中/${fact.period ?? ''}${fact.subject}`,
        recorded,
        operands: [numerator, denominator],
        evaluate: judgeRatio({ context, recorded, numerator, denominator, alternatives }),
      },
    ];
  });
}

function ratioOperands(report: Report, fact: Fact): Pick<Amounts, 'numerator' | 'denominator'> | null {
  if (fact.metric !== 'execution-rate' || fact.derivation?.kind !== 'ratio') return null;
  const [over, under] = fact.derivation.operands.map((id) => factOf(report, id));
  return over === undefined || under === undefined
    ? null
    : { numerator: factFigure(over), denominator: factFigure(under) };
}
