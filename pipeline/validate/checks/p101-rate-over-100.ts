import { Decimal } from 'decimal.js';
import type { Fund, Indicator, Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import {
  factFigure,
  fundFigure,
  fundName,
  hasValue,
  indicatorFigure,
  indicatorName,
  indicatorPath,
} from '../figures.ts';
import { toRatio } from '../ratio.ts';
import { findRounding } from '../rounding.ts';
import { toRates, toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

const HUNDRED = new Decimal(100);
/** Rates of a part in a whole: these cannot pass 100%. Growth, completion against a plan and reductions can. */
const BOUNDED_RATE =
  /(?:覆盖|参保|执行|到位|合格|满意|知晓|普及|及时|达标|准确|正常运行|发放|使用|入学|就业|签约|治愈|利用|支付|拨付|结算|验收|优良|通过|响应|办结|兑现|入户|续保|采购|完工|开工|竣工|建成|配备|持证|参与|公开|回收|处置|处理|登记|建档|监测|检查|培训|受益|征缴)(?:率|度)$/u;
const UNBOUNDED = /(?:增长|提高|提升|下降|降低|完成|超额|利用|增|降)(?:率|幅)$|同比|比上年|较上年|倍/u;

export const rateOver100 = defineCheck({
  id: 'P101',
  name: 'rate-over-100',
  title: { zh: '比率不超过100%', en: 'Rates stay within 100%' },
  why: {
    zh: '覆盖率、执行率超过100%，说明分子或分母的口径有问题。',
    en: 'A coverage or execution above 100% says that numerator or denominator is not what it should be.',
  },
  basis: { zh: '部分不大于整体', en: 'a part is no more than its whole' },
  severity: 'warning',
  applies: {
    zh: '资金执行率，名称以覆盖率、参保率、满意度等结尾的指标完成值和文中比率。增长率、完成率、同比不判断。',
    en: 'Execution rates of fund rows, actuals of indicators and rates in sentences named coverage, enrolment, satisfaction and the like. Growth and completion rates are not judged.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '参保率97.5%', en: 'an enrolment of 97.5%' },
      kind: 'valid',
      context: () => example({ indicators: [{ level3: '基本医保参保率', target: '≥95%', actual: '97.50%' }] }),
      findings: [],
    },
    {
      name: { zh: '参保率103.69%', en: 'an enrolment of 103.69%' },
      kind: 'invalid',
      context: () => example({ indicators: [{ level3: '基本医保参保率', target: '≥95%', actual: '103.69%' }] }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '103.69%', cites: ['103.69%', '100%'] }],
    },
    {
      name: { zh: '执行率超过100%但计算无误', en: 'an execution above 100% that is computed rightly' },
      kind: 'invalid',
      context: () =>
        example({ funds: [{ label: '年度资金总额', budget: '100', executed: '102.59', executionRate: '102.59%' }] }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '102.59%', cites: ['计算无误'] }],
    },
    {
      name: { zh: '完成率可以超过100%', en: 'completion against a plan may pass 100%' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '任务完成率', target: '≥100%', actual: '120%' }] }),
      findings: [],
    },
    {
      name: { zh: '增长率', en: 'growth' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '参保人数增长率', target: '≥5%', actual: '150%' }] }),
      findings: [],
    },
    {
      name: { zh: '未填', en: 'blank' },
      kind: 'open',
      context: () => example({ indicators: [{ level3: '基本医保参保率', target: '≥95%', actual: '' }] }),
      findings: [],
    },
  ],
});

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return [
    ...report.funds.flatMap((fund) => fundSubject(context, fund)),
    ...report.indicators.flatMap((indicator) => indicatorSubject(context, indicator)),
    ...sentenceSubjects(context, report),
  ];
}

function fundSubject(context: CheckContext, fund: Fund): readonly Subject[] {
  const recorded = fundFigure(fund, 'executionRate');
  if (recorded === null || !hasValue(recorded.quantity)) return [];
  const isRight = followsFromAmounts(fund, recorded);
  return [
    { subject: `资金/${fundName(fund)}/执行率`, recorded, operands: [], evaluate: judge(context, recorded, isRight) },
  ];
}

function indicatorSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const recorded = indicatorFigure(indicator, 'actual');
  if (recorded === null || !isBounded(indicatorName(indicator))) return [];
  if (recorded.quantity.kind === 'amount' || recorded.quantity.kind === 'text' || recorded.quantity.kind === 'date')
    return [];
  // 100 for 100% is common; a bare number above it may be a count of something else.
  if (hasValue(recorded.quantity) && recorded.quantity.unit !== '%') return [];
  return [
    {
      subject: `${indicatorPath(indicator)}/实际完成值`,
      recorded,
      operands: [],
      evaluate: judge(context, recorded, false),
    },
  ];
}

/** Rates that only sentences state; what a table states as well is judged there. */
function sentenceSubjects(context: CheckContext, report: Report): readonly Subject[] {
  const tabled = new Set(
    [
      ...report.indicators.map(({ actual }) => actual),
      ...report.funds.map(({ executionRate }) => executionRate),
    ].flatMap((quantity) => (quantity !== null && hasValue(quantity) ? [new Decimal(quantity.value).toFixed()] : [])),
  );
  return report.facts.flatMap((fact): Subject[] => {
    const { quantity } = fact;
    if (!hasValue(quantity) || quantity.unit !== '%' || !isBounded(fact.subject)) return [];
    if (tabled.has(new Decimal(quantity.value).toFixed())) return [];
    const recorded = factFigure(fact);
    return [
      {
        subject: `文中/${fact.period ?? ''}${fact.subject}`,
        recorded,
        operands: [],
        evaluate: judge(context, recorded, false),
      },
    ];
  });
}

function isBounded(name: string): boolean {
  const folded = name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[。；;，,：:]+$/u, '')
    .replace(/[(（][^()（）]*[)）]$/u, '');
  return BOUNDED_RATE.test(folded) && !UNBOUNDED.test(folded);
}

function judge(context: CheckContext, recorded: NamedFigure, isRight: boolean): Subject['evaluate'] {
  return (lookup): Verdict => {
    const quantity = lookup(recorded);
    if (!hasValue(quantity)) return OPEN;
    const readings = toRates(quantity);
    if (readings.some(({ value }) => value.lte(HUNDRED)))
      return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
    const figure = cite(context, recorded);
    const remark = isRight
      ? { zh: '计算无误，请核对口径。', en: 'It is computed rightly; please check what it counts.' }
      : { zh: '请核对口径。', en: 'Please check what it counts.' };
    return {
      outcome: 'fail',
      recomputed: null,
      expected: null,
      difference: null,
      formula: null,
      rounding: null,
      message: { zh: `${figure.zh}超过100%，${remark.zh}`, en: `${figure.en} is above 100%. ${remark.en}` },
    };
  };
}

function followsFromAmounts(fund: Fund, rate: NamedFigure): boolean {
  const [executed, budget] = [fundFigure(fund, 'executed'), fundFigure(fund, 'budget')];
  const over = executed === null ? null : toTerm(executed.quantity);
  const under = budget === null ? null : toTerm(budget.quantity);
  const computed = over === null || under === null ? null : toRatio(over, under);
  if (computed === null) return false;
  return toRates(rate.quantity).some(
    ({ value, decimals }) =>
      findRounding({ recorded: value, decimals, isExact: false, recomputed: computed.tight }) !== 'none',
  );
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '该处未填或未能读出。', en: 'The place is blank or was not read.' },
};
