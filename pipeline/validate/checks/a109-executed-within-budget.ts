import { Decimal } from 'decimal.js';
import type { Fund } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { fundFigure, fundName, hasValue } from '../figures.ts';
import { UNREAD } from '../ratio.ts';
import { toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

export const executedWithinBudget = defineCheck({
  id: 'A109',
  name: 'executed-within-budget',
  title: { zh: '执行数不超过预算数', en: 'The amount executed is within the budget' },
  why: {
    zh: '执行数大于预算数，说明超预算支出、预算调整未反映，或填错。',
    en: 'More spent than budgeted: overspent, adjusted without saying so, or mistyped.',
  },
  basis: { zh: '全年执行数 ≤ 全年预算数', en: 'amount executed ≤ budget' },
  severity: 'warning',
  applies: {
    zh: '资金各行。已印出超过100%的执行率的，由 P101 报告。',
    en: 'Fund rows; where a rate over 100% is printed it is the matter of P101.',
  },
  subjects: (context) => context.report.funds.flatMap((fund) => toSubject(context, fund)),
  examples: [
    {
      name: { zh: '执行数未超过预算数', en: 'within the budget' },
      kind: 'valid',
      context: () => example({ funds: [{ label: '年度资金总额', budget: '398', executed: '320.88' }] }),
      findings: [],
    },
    {
      name: { zh: '执行数超过预算数', en: 'beyond the budget' },
      kind: 'invalid',
      context: () => example({ funds: [{ label: '年度资金总额', budget: '398', executed: '402.88' }] }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '402.88', recomputed: '398' }],
    },
    {
      name: { zh: '四舍五入之内', en: 'within rounding' },
      kind: 'guard',
      context: () => example({ funds: [{ label: '年度资金总额', budget: '65.1', executed: '65.12' }] }),
      findings: [],
    },
    {
      name: { zh: '执行率已印为超过100%', en: 'the rate printed says so itself' },
      kind: 'not-applicable',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '100', executed: '102.59', executionRate: '102.59%' }] }),
      findings: [],
    },
    {
      name: { zh: '执行数未填', en: 'the amount executed is blank' },
      kind: 'open',
      context: () => example({ funds: [{ label: '年度资金总额', budget: '398', executed: '' }] }),
      findings: [],
    },
  ],
});

function toSubject(context: CheckContext, fund: Fund): readonly Subject[] {
  const recorded = fundFigure(fund, 'executed');
  const budget = fundFigure(fund, 'budget');
  if (recorded === null || budget === null || !(hasValue(recorded.quantity) || hasValue(budget.quantity))) return [];
  const rate = fundFigure(fund, 'executionRate');
  return [
    {
      subject: `资金/${fundName(fund)}/全年执行数`,
      recorded,
      operands: [budget],
      evaluate: (lookup) => judge({ context, recorded, budget, rate }, lookup),
    },
  ];
}

interface Judging {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  readonly budget: NamedFigure;
  readonly rate: NamedFigure | null;
}

function judge({ context, recorded, budget, rate }: Judging, lookup: Lookup): Verdict {
  const most = lookup(budget);
  const limit = toTerm(most);
  const spent = toTerm(lookup(recorded), most.unit);
  if (limit === null || spent === null) return UNREAD;
  // A whole budget is exact here: 398 is not 398.4.
  if (spent.tight.low.lte(limit.tight.high))
    return { outcome: 'pass', recomputed: most.raw, formula: null, rounding: null };
  if (rate !== null && hasValue(lookup(rate)) && new Decimal(lookup(rate).value ?? 0).gt(100)) return PRINTED;
  const [a, b] = [cite(context, recorded), cite(context, budget)];
  return {
    outcome: 'fail',
    recomputed: most.raw,
    expected: null,
    difference: spent.value.minus(limit.value).toFixed(),
    formula: null,
    rounding: null,
    message: { zh: `${a.zh}，超过${b.zh}。`, en: `${a.en} is more than ${b.en}.` },
  };
}

const PRINTED: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '执行率已印为超过100%，见 P101。', en: 'The printed rate is over 100%: see P101.' },
};
