import type { Draft } from './draft.ts';

/** Words that present an amount as the result of what was said before it. */
const RESULT = /^(?:即|共计|合计|总计|总价|总金额|共需|需|应|共|计)/;
/** 元/人/月 times people is the amount of one month: without the number of months nothing follows. */
const PER_TIME = /time|months\/|duration|workdays/;

/** 参保人数73731人，按照标准122元/人/年，即拨付899.52万元: people times price, where the sentence states it as a computation. */
export function deriveProducts(drafts: readonly Draft[]): void {
  for (const [index, amount] of drafts.entries()) {
    if (amount.dimension !== 'money' || amount.metric === 'unit-price' || amount.derivation !== null) continue;
    if (!RESULT.test(amount.label)) continue;
    const earlier = sinceSemicolon(drafts, index);
    const prices = earlier.filter(({ metric }) => metric === 'unit-price');
    const [price] = prices;
    if (prices.length !== 1 || !price || !/按|标准|每|单价|人均/.test(price.label) || isPerTime(price)) continue;
    const heads = earlier.filter((head) => isPricedBy(head, price));
    // 为12所学校更换课桌椅3,600套，单价380元: what stands just before its price.
    const isJustBefore = perOf(price) === undefined && heads.at(-1) === earlier[earlier.indexOf(price) - 1];
    const head = isJustBefore ? heads.at(-1) : heads[0];
    if ((heads.length !== 1 && !isJustBefore) || !head) continue;
    amount.derivation = { kind: 'product', operands: [head, price], exhaustive: false };
  }
}

/** 机构12家，每家10.5万元，共126万元；基地14家，每家5万元，共70万元: every item has a price of its own. */
function sinceSemicolon(drafts: readonly Draft[], index: number): readonly Draft[] {
  const amount = drafts[index];
  if (amount === undefined) return [];
  const from = amount.sentence.passage.text.slice(0, amount.start).search(/[；;][^；;]*$/);
  return drafts.slice(0, index).filter(({ start }) => start > from);
}

/** The thing that the price is for one of: people for 元/人 and 每人, what stands just before 单价 where it does not say. */
function isPricedBy(head: Draft, price: Draft): boolean {
  const unit = head.quantity.unit ?? '';
  const per = perOf(price);
  if (per === undefined) return /单价/.test(price.label) && head.dimension.startsWith('count:');
  return PEOPLE.test(per) ? head.dimension === 'people' || head.dimension === 'person-times' : unit.endsWith(per);
}

const PER =
  /(?:每|\/)(人次|人|户|亩|生|名|头|只|台|套|辆|批次|次|平方米|公里|株|间|个|座|家|所|村|处|场|期|件)|(人|户|亩)均/;

function perOf(price: Draft): string | undefined {
  const match = PER.exec(price.quantity.unit ?? '') ?? PER.exec(price.label);
  return match?.[1] ?? match?.[2];
}

const PEOPLE = /^(?:人|生|名)$/;

/** 元/人/年 in a year's report is for the year; months and days need a count of their own. */
function isPerTime({ dimension, quantity, label }: Draft): boolean {
  const unit = quantity.unit ?? '';
  return (
    /月|天|日|次|学期|季/.test(unit) ||
    /每(?:人)?每?(?:月|天|日|次|学期)/.test(label) ||
    (PER_TIME.test(dimension) && !/年/.test(unit))
  );
}

/** 结余 of a sentence that names one total and one spent amount before it: the first minus the second. */
export function deriveBalances(drafts: readonly Draft[]): void {
  for (const [index, balance] of drafts.entries()) {
    if (
      balance.metric !== 'balance' ||
      balance.partOf !== null ||
      balance.basis === 'last-year' ||
      balance.derivation !== null
    )
      continue;
    const earlier = drafts.slice(0, index).filter(({ dimension, partOf }) => dimension === 'money' && partOf === null);
    const totals = earlier.filter(({ metric }) => metric === 'budget' || metric === 'income');
    const spent = earlier.filter(({ metric }) => metric === 'executed');
    const others = earlier.filter(({ metric }) => metric === 'balance');
    const total =
      totals.length > 1
        ? totals.find(({ basis, label }) => basis === 'adjusted' || /总收入|可用/.test(label))
        : totals[0];
    const [paid] = spent;
    if (!total || spent.length !== 1 || !paid || others.length > 0) continue;
    balance.derivation = { kind: 'difference', operands: [total, paid], exhaustive: false };
  }
}
