import { meaningOf } from '../../model/quantity/units.ts';
import type { Indicator, Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { type FundField, fundFigure, hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { foldName } from '../identity.ts';
import { UNREAD } from '../ratio.ts';
import { meets } from '../rounding.ts';
import { type Term, toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

const COST = /成本/u;
/** Names of the cost of one thing, which is not to be held against the whole. */
const UNIT_COST = /单价|单位成本|人均|均|每|标准|\/人|次均/u;
/** Names of the whole cost. */
const WHOLE_COST = /总成本|项目成本|总投资|总支出|资金总额|预算总额|成本总额|项目经费|预算控制数|成本控制数/u;

export const costIndicatorAgreesWithExecuted = defineCheck({
  id: 'A108',
  name: 'cost-indicator-agrees-with-executed',
  title: { zh: '成本指标与资金数相符', en: 'The cost indicator agrees with the money' },
  why: {
    zh: '成本指标的金额大于项目实际资金，说明有一处填错。',
    en: 'A cost beyond what the project had and spent means that one of the two places is wrong.',
  },
  basis: { zh: '成本指标的金额不大于全年预算数和执行数', en: 'a cost is not more than budget and amount executed' },
  severity: 'warning',
  applies: {
    zh: '成本指标中以金额填写的指标值和完成值。只是一部分成本的可以小于总额；单价、人均、标准不适用；带 ≤、≥ 的不适用。',
    en: 'Amounts among the cost indicators. Part of the cost may be less than the total; unit prices and figures with ≤ or ≥ are not judged.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubjects(context, indicator)),
  examples: [
    {
      name: { zh: '成本等于执行数', en: 'the cost is the amount executed' },
      kind: 'valid',
      context: () => cost({ budget: '15', executed: '15', target: '15万', actual: '15万' }),
      findings: [],
    },
    {
      name: { zh: '成本大于预算和执行数', en: 'the cost is more than was budgeted and spent' },
      kind: 'invalid',
      context: () => cost({ budget: '15', executed: '15', target: '16万', actual: '16万' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '16万', cites: ['16万', '15'] }],
    },
    {
      name: { zh: '总成本小于执行数', en: 'the whole cost is less than was spent' },
      kind: 'invalid',
      context: () => cost({ budget: '20', executed: '20', target: '20万元', actual: '18万元', name: '项目总成本' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '18万元' }],
    },
    {
      name: { zh: '部分成本', en: 'part of the cost' },
      kind: 'guard',
      context: () => cost({ budget: '100', executed: '100', target: '5万元', actual: '5万元', name: '培训成本' }),
      findings: [],
    },
    {
      name: { zh: '人均标准', en: 'a price for one person' },
      kind: 'not-applicable',
      context: () =>
        cost({ budget: '100', executed: '100', target: '160万元', actual: '160万元', name: '每人补助标准' }),
      findings: [],
    },
    {
      name: { zh: '没有执行数', en: 'no amount executed' },
      kind: 'open',
      context: () => cost({ budget: '', executed: '', target: '16万', actual: '16万' }),
      findings: [],
    },
  ],
});

function cost(figures: { budget: string; executed: string; target: string; actual: string; name?: string }) {
  const { budget, executed, target, actual, name } = figures;
  return example({
    project: '工作经费',
    funds: [{ label: '年度资金总额', budget, executed }],
    indicators: [{ level1: '产出指标', level2: '成本指标', level3: name ?? '工作经费', target, actual }],
  });
}

/** The actual where it is an amount, else the target; against what was spent, and budgeted. */
function toSubjects(context: CheckContext, indicator: Indicator): readonly Subject[] {
  if (!COST.test(indicator.level2 ?? indicator.level1 ?? '')) return [];
  const actual = amountOf(indicatorFigure(indicator, 'actual'));
  const recorded = actual ?? amountOf(indicatorFigure(indicator, 'target'));
  if (recorded === null) return [];
  const field = actual === null ? 'budget' : 'executed';
  const fund = totalOf(context.report, field);
  if (fund === null) return [];
  const name = indicatorName(indicator);
  const isWhole = WHOLE_COST.test(name) || isProject(context.report, name);
  return [
    {
      subject: indicatorPath(indicator),
      recorded,
      operands: [fund],
      evaluate: (lookup) =>
        UNIT_COST.test(name)
          ? NOT_WHOLE
          : judge({ context, recorded, fund, isWhole: isWhole && field === 'executed' }, lookup),
    },
  ];
}

/** An amount of money that is meant as it stands, not a bound and not a price per head. */
function amountOf(figure: NamedFigure | null): NamedFigure | null {
  if (figure === null || !hasValue(figure.quantity)) return null;
  const { unit, comparator } = figure.quantity;
  const isPlain = meaningOf(unit).dimension === 'money' || unit === '万' || unit === '亿';
  return isPlain && (comparator === null || comparator === '=') ? figure : null;
}

function totalOf(report: Report, field: FundField): NamedFigure | null {
  const fund = report.funds.find((each) => each.fund === 'total') ?? report.funds.find((each) => each.parent === null);
  return fund === undefined ? null : fundFigure(fund, field);
}

function isProject({ project }: Report, name: string): boolean {
  return project !== null && foldName(name) !== '' && foldName(project.text) === foldName(name);
}

const NOT_WHOLE: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '单价或标准，不与总额相比。', en: 'A unit price is not held against the whole.' },
};

interface Judging {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  readonly fund: NamedFigure;
  readonly isWhole: boolean;
}

function judge({ context, recorded, fund, isWhole }: Judging, lookup: Lookup): Verdict {
  const whole = lookup(fund);
  const own = lookup(recorded);
  const most = toTerm(whole);
  const amount = toTerm(
    { ...own, unit: own.unit === '万' || own.unit === '亿' ? `${own.unit}元` : own.unit },
    whole.unit,
  );
  if (most === null || amount === null) return UNREAD;
  if (isCovered(amount, most, isWhole)) {
    return { outcome: 'pass', recomputed: whole.raw, formula: null, rounding: null };
  }
  const isMore = amount.value.gt(most.value);
  const [a, b] = [cite(context, recorded), cite(context, fund)];
  return {
    outcome: 'fail',
    recomputed: whole.raw,
    expected: null,
    difference: amount.value.minus(most.value).toFixed(),
    formula: null,
    rounding: null,
    message: {
      zh: `成本指标${a.zh}，${isMore ? '大于' : '小于'}${b.zh}。`,
      en: `The cost indicator ${a.en} is ${isMore ? 'more' : 'less'} than ${b.en}.`,
    },
  };
}

function isCovered(amount: Term, most: Term, isWhole: boolean): boolean {
  if (meets(amount.loose, most.loose)) return amount.value.eq(most.value) || !(amount.isWhole && most.isWhole);
  return !isWhole && amount.value.lt(most.value);
}
