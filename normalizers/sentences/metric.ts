import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fact, Metric } from '../../pipeline/model/report.ts';

/** What words of a label mean for an amount; where several stand, the last one decides. */
const AMOUNT_WORDS: readonly (readonly [Metric, RegExp])[] = [
  ['budget', /(?:预算|安排|计划|下达)(?:的)?(?:资金|经费)?(?:支出|使用)(?!完成)/g],
  ['balance', /结余|结转|剩余|余额|未支出|未使用|沉淀资金/g],
  ['executed', /支出|支付|使用|执行|发放|列支|花费|拨付|开支|兑付/g],
  ['income', /收入/g],
  ['budget', /预算|可用(?=资金)|安排|下达|到位|拨款|拨入|总投资|划拨|批复/g],
];
/** Between the deciding word and the figure only such words may stand: 拨付区级承担资金110万元, not 支付后…起付线. */
const AMOUNT_TAIL =
  /^(?:完毕|了|数|额|共计|合计|总计|累计|共)*$|(?:资金|经费|费用|金额|总额|数额|款项?|费|数|金|补助|补贴|津贴)(?:共计|合计|总计|累计|共)*$/;
/** Amounts that are no part of the budget's own flow. */
const ALIEN =
  /违规|违法|违约|追回|追缴|退回|退还|收回|罚|骗|查处|挪用|截留|赔|损失|节约|节省|节支|减免|欠|限额|封顶|起付|上限|下限|产值|增收|市值/;
const PRICE =
  /标准|单价|均价|人均|户均|每(?:人|户|亩|生|名|个|头|台|套|次|天|月|年|平方米|公里|家|所|村|座|处|场|期|批次|辆|件)/;
const RATE_OF_EXECUTION = /(?:执行率|支出率|(?:资金|预算)(?:支付|使用)率|执行进度|支出进度|支付进度)$/;

/** What a figure is, judged by the words before it and its unit; `other` where they do not say. */
export function metricOf(quantity: Quantity, words: { label: string; dimension: string; noun: string }): Metric {
  const { label, dimension } = words;
  const tail = label.replace(/(?:为|是|达到|达|约|仅|只有|(?<![人户年月日平])均|分别|：|:|的|了)+$/, '');
  if (dimension === 'ratio') return rateMetric(tail);
  if (dimension === 'money' || dimension.startsWith('money/')) return amountMetric(quantity, tail, dimension);
  if (dimension === 'points') return scoreMetric(tail);
  if (dimension === 'people' || dimension === 'person-times') {
    return words.noun !== '' || /编制$/.test(tail) ? 'count' : 'people';
  }
  return dimension.startsWith('count:') ? 'count' : 'other';
}

function rateMetric(label: string): Metric {
  if (RATE_OF_EXECUTION.test(label)) return 'execution-rate';
  if (/满意(?:度|率|程度)$/.test(label)) return 'satisfaction';
  if (/占比$|比重$|占[^，。]{0,20}$|得分率$/.test(label)) return 'share';
  return 'other';
}

function scoreMetric(label: string): Metric {
  if (/扣(?:除|减|掉)?$/.test(label)) return 'other';
  if (/(?:分值|权重|满分|标准分|赋分)$/.test(label)) return 'points';
  return /得$|得分$|评分$|总分$|自评$|评价$/.test(label) ? 'score' : 'other';
}

function amountMetric(quantity: Quantity, label: string, dimension: string): Metric {
  if (dimension.startsWith('money/')) return 'unit-price';
  if (ALIEN.test(label)) return 'other';
  let last: { metric: Metric; index: number; end: number } | null = null;
  for (const [metric, pattern] of AMOUNT_WORDS) {
    for (const match of label.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (last === null || end > last.end || (end === last.end && match.index < last.index))
        last = { metric, index: match.index, end };
    }
  }
  const price = [...label.matchAll(new RegExp(PRICE, 'g'))].at(-1);
  if (price && price.index >= (last?.end ?? 0)) return isSmall(quantity) ? 'unit-price' : 'other';
  if (last === null || !AMOUNT_TAIL.test(label.slice(last.end))) return 'other';
  return last.metric === 'executed' && isIncoming(label, last.index) ? 'budget' : last.metric;
}

/** 中央财政拨付, 上级拨付: money that comes in; 实际拨付, 拨付区级资金: money that goes out. */
function isIncoming(label: string, at: number): boolean {
  return (
    label.startsWith('拨付', at) &&
    /(?:收到|上级|中央|省级|市级|省财政|市财政|财政厅|财政局|财政部)[^，]{0,6}$/.test(label.slice(0, at))
  );
}

/** A standard is printed in 元 as a rule; 封顶标准60万元 is a ceiling. */
function isSmall(quantity: Quantity): boolean {
  return quantity.unit === null || !/[万亿]/.test(quantity.unit) || Number(quantity.value) < 10;
}

const BASES: readonly (readonly [RegExp, NonNullable<Fact['basis']>])[] = [
  [/上年|去年|上一年/, 'last-year'],
  [/年初/, 'initial'],
  [/调整|压减后|追加后|调减|调增/, 'adjusted'],
  [/预计|计划(?!生育)|拟(?!定)|预测|预期|应(?=参|缴|收|到|完成|拨|支付|覆盖)/, 'planned'],
  [/下达|拨付|拨款|拨入|到位/, 'allocated'],
  [/支付/, 'paid'],
  [/实际|实有|实收|实缴|已/, 'actual'],
];

/** Which of several amounts or counts for one thing the words mean; null: they do not say. */
export function basisOf(label: string, metric: Metric): Fact['basis'] {
  const found = BASES.find(([words, basis]) => words.test(label) && !(basis === 'adjusted' && metric === 'unit-price'));
  return found?.[1] ?? null;
}

const FUND = /(?:资金|经费|专款|补助|补贴)(?:总额|规模|总量)?$/;
const NO_BUDGET = /违规|违法|追回|追缴|罚|骗|挪用|截留|节约|节省|奖励/;

/** True of the name of money set apart for something: an amount beside it may be a budget, if what stands around it says so. */
export function isFundName(name: string): boolean {
  return FUND.test(name.replace(/[（(][^（()）]*[)）]$/, '')) && !NO_BUDGET.test(name);
}
