import { Decimal } from 'decimal.js';
import { meaningOf, toBase } from '../../pipeline/model/quantity/units.ts';
import type { Draft, DraftDerivation } from './draft.ts';
import { isOld } from './rates.ts';
import { isOneSlipAway, significantDigits, slipsOf } from './slips.ts';

/** Figures of other sentences that are looked at: a paragraph of a report seldom has more. */
const MOST_BEFORE = 60;
/** Figures a rate or a product is tried with: what it belongs to stands near. */
const MOST_TRIED = 8;
/** Rates with fewer digits (95%) lie one slip from many quotients: they have to fit as printed. */
const FEWEST_RATE_DIGITS = 3;
/** Figures of fewer digits (2 of 9) are one slip from too many others. */
const FEWEST_SLIPPED_DIGITS = 3;
/** Digits that count, head and price and amount together, below which a product one slip away is chance. */
const FEWEST_PRODUCT_DIGITS = 6;

/**
 * Relations that the words alone do not prove, taken only where the figures fit as printed or one slip of the pen keeps them
 * from it: 结余 of amounts in earlier sentences, 调整后 of a budget and its change, rates of counts, averages per person.
 */
export function deriveFits(drafts: readonly Draft[], paragraph: readonly Draft[]): void {
  const before = paragraph.slice(-MOST_BEFORE);
  for (const [index, draft] of drafts.entries()) {
    if (draft.derivation !== null || draft.mention === null || draft.quantity.comparator === '~') continue;
    const own = drafts.slice(0, index);
    draft.derivation =
      draft.dimension === 'ratio'
        ? (changeOf(draft, own) ?? rateOf(draft, own, before))
        : draft.dimension === 'money'
          ? (balanceOf(draft, [...before, ...own]) ?? adjustedOf(draft, own) ?? changeOf(draft, own))
          : changeOf(draft, own);
    const price = own.at(-1);
    if (PRICE.test(draft.label) && draft.dimension === 'money') deriveAverage(draft, own);
    else if (price !== undefined && draft.dimension === 'money' && PRICE.test(price.label)) deriveStated(draft, own);
    else if (
      draft.dimension === 'money' &&
      /^(?:全年|累计|共计?)?[^，]{0,4}(?:支出|发放|支付|补助|补贴)|补贴$|补助$/.test(draft.label)
    )
      deriveByStandard(draft, own);
  }
}

/** 全年预算收入1777.05万元。全年支出1742.86万元，…。年末结转34.19万元 */
function balanceOf(balance: Draft, earlier: readonly Draft[]): DraftDerivation | null {
  if (balance.metric !== 'balance' || balance.partOf !== null || /上年|年初|以前/.test(balance.label)) return null;
  const whole = earlier.filter(({ dimension, partOf }) => dimension === 'money' && partOf === null);
  const totals = whole
    .filter(({ metric }) => metric === 'budget' || metric === 'income')
    .slice(-MOST_TRIED)
    .reverse();
  const paid = whole.findLast(({ metric }) => metric === 'executed');
  if (paid === undefined) return null;
  const total = firstThat(totals, (candidate) => isSum(candidate, [paid, balance]));
  return total ? { kind: 'difference', operands: [total, paid], exhaustive: false } : null;
}

const ADDED = /追加|调增|增加|新增|结转|结余/;
const TAKEN = /调减|压减|核减|减少|收回|缩减/;
const AFTER = /结算|调整后|追加后|压减后|调减后|全年|可用|总(?:收入|预算|额)|合计|共计/;

/** 年初预算800万元，上年结转62.4万元，全年可用资金862.4万元; 安排120万元，调减15万元，调整后预算105万元 */
function adjustedOf(after: Draft, own: readonly Draft[]): DraftDerivation | null {
  if (!AFTER.test(after.label) || after.metric === 'executed' || after.partOf !== null) return null;
  const [first, change] = own.filter(({ dimension, partOf }) => dimension === 'money' && partOf === null).slice(-2);
  if (!first || !change || first.metric === 'executed' || change.metric === 'executed') return null;
  // The words 年初, 追加 and 调整后 prove the relation by themselves.
  // 合同价1236万元，变更签证增加58万元，结算价1294万元
  const isSettled =
    /合同|中标/.test(first.label) && /变更|签证|增补/.test(change.label) && /结算|决算/.test(after.label);
  if (isSettled && isSum(after, [first, change])) return { kind: 'sum', operands: [first, change], exhaustive: true };
  const isTold =
    /年初/.test(first.label) && /年中|追加|调增|调减|压减/.test(change.label) && /后$|后的?预算/.test(after.label);
  if (isTold && isNear(after, first))
    return TAKEN.test(change.label)
      ? { kind: 'difference', operands: [first, change], exhaustive: false }
      : { kind: 'sum', operands: [first, change], exhaustive: true };
  if (TAKEN.test(change.label) && isSum(first, [change, after]))
    return { kind: 'difference', operands: [first, change], exhaustive: false };
  if (!ADDED.test(change.label) || !isSum(after, [first, change])) return null;
  return { kind: 'sum', operands: [first, change], exhaustive: true };
}

const SAVED = /(?:节约|节省|节支|核减|审减|压减)(?:资金|金额|额)?(?:了)?$/;
const RISEN = /(?:增加|增长|提高|提升|上升|增)(?:了)?$/;
const FALLEN = /(?:减少|下降|降低|压减|缩减|核减|减|降)(?:了)?$/;
const RAISED = /(?:提高|提升|增加|上升|增长|调整|上调)(?:到|至|为)$/;
const FORMER = /^(?:由|从)|[由从](?:上年|去年|原来|原)?的?$/;
const ESTIMATE = /预算|概算|控制价|限价|送审|budget/;
const AGREED = /中标|成交|合同价|审定|结算|决算/;

/** 26.8万元，比2022年的30.5万元减少3.7万元; 由79元提高到84元，增加5元: a change is the difference of the two figures before it. */
function changeOf(change: Draft, own: readonly Draft[]): DraftDerivation | null {
  const rises = RISEN.test(change.label);
  if ((!rises && !SAVED.test(change.label) && !FALLEN.test(change.label)) || change.partOf !== null) return null;
  const [first, second] = own.slice(-2);
  if (!first || !second || [first, second].some((draft) => draft.partOf !== null || !isChangeOf(change, draft)))
    return null;
  const pair = orderOf(first, second, change);
  if (pair === null || [first, second, change].some(({ quantity }) => quantity.comparator !== null)) return null;
  const operands = rises ? [pair.later, pair.former] : [pair.former, pair.later];
  return { kind: 'difference', operands, exhaustive: false };
}

/** Which of two figures came before the other, by the words beside them. */
function orderOf(first: Draft, second: Draft, change: Draft): { later: Draft; former: Draft } | null {
  if (isOld(second) && !isOld(first)) return { later: first, former: second };
  const isRaised = FORMER.test(first.label) && RAISED.test(second.mention?.label ?? '');
  const isAgreed =
    SAVED.test(change.label) && ESTIMATE.test(`${first.label}${first.metric}`) && AGREED.test(second.label);
  return isRaised || isAgreed ? { later: second, former: first } : null;
}

/** 百分点 part two percentages; other changes are of the kind of what changed. */
function isChangeOf(change: Draft, draft: Draft): boolean {
  if (/百分点/.test(change.quantity.unit ?? '')) return draft.quantity.unit === '%';
  return change.quantity.unit !== '%' && areOneKind(draft, change);
}

function areOneKind(a: Draft, b: Draft): boolean {
  return a.dimension === b.dimension && a.dimension !== 'ratio' && a.dimension !== 'none';
}

/** Within a third of each other. */
function isNear(a: Draft, b: Draft): boolean {
  const [first, second] = [a, b].map(({ quantity }) => toBase(quantity)?.value);
  if (!first || !second || second.isZero()) return false;
  const share = first.div(second);
  return share.gt(0.66) && share.lt(1.5);
}

/** 检出不合格样品27批次，不合格率1.8% of 1500批次; 满意189份 of 196份 collected: the rate names its part, its whole is the figure it fits. */
function rateOf(rate: Draft, own: readonly Draft[], before: readonly Draft[]): DraftDerivation | null {
  const stem = /([\u4e00-\u9fff]{2,})(?:率|度|占比|比例)$/.exec(rate.label)?.[1]?.slice(-2);
  if (stem === undefined || rate.quantity.comparator !== null) return null;
  return namedRate(rate, { stem, own, before }) ?? besideRate(rate, own);
}

/** 受理案件1,126件，办结1,098件，结案率97.51%: two figures of one kind just before a rate whose quotient it is, or is but for a slip. */
function besideRate(rate: Draft, own: readonly Draft[]): DraftDerivation | null {
  const [whole, part] = own.slice(-2);
  if (!whole || !part || !areOneKind(part, whole) || part.dimension.startsWith('money')) return null;
  if (whole.quantity.comparator !== null || part.quantity.comparator !== null) return null;
  const isLong = significantDigits(rate.quantity.value ?? '') > FEWEST_RATE_DIGITS;
  const fits = [false, ...(isLong ? [true] : [])].some((slips) => isQuotient(rate, { part, whole, slips }));
  return fits ? { kind: 'ratio', operands: [part, whole], exhaustive: false } : null;
}

function namedRate(
  rate: Draft,
  { stem, own, before }: { stem: string; own: readonly Draft[]; before: readonly Draft[] },
): DraftDerivation | null {
  const part = own.findLast(
    ({ dimension, label, mention }) => dimension !== 'ratio' && isNamed(`${label}${mention?.noun}`, stem),
  );
  if (part === undefined) return null;
  const wholes = [...before, ...own]
    .filter((draft) => draft !== part && draft.dimension === part.dimension && draft.quantity.comparator === null)
    .slice(-MOST_TRIED);
  const whole =
    wholes.findLast((candidate) => isQuotient(rate, { part, whole: candidate, slips: false })) ??
    wholes.findLast((candidate) => isQuotient(rate, { part, whole: candidate, slips: true }));
  return whole ? { kind: 'ratio', operands: [part, whole], exhaustive: false } : null;
}

const PRICE =
  /每(?:人|户|亩|生|名|个|头|台|套|次|家|所|村|座|处|场|件|批次)(?:每年)?[^，]{0,8}$|(?:人|户|亩|村)均[^，月]{0,8}$/;

/** 未完成2个 is not what 完成率 counts, nor 合格 what 不合格率 does. */
function isNamed(words: string, stem: string): boolean {
  const at = words.lastIndexOf(stem);
  return at >= 0 && !/[未不非无]/.test(words.charAt(at - 1));
}

/** 救助1265人次，支出200.00万元，人均救助1581元: the amount is what head times average makes. */
function deriveAverage(price: Draft, own: readonly Draft[]): void {
  const amount = own.findLast(({ dimension, metric }) => dimension === 'money' && metric === 'executed');
  if (amount && amount.derivation === null) setProduct(amount, price, own);
}

/** 聘请管护员96人，每人每年补助6000元，发放补助57.60万元 */
function deriveStated(amount: Draft, own: readonly Draft[]): void {
  const price = own.at(-1);
  if (price && amount.derivation === null && amount.metric !== 'unit-price')
    setProduct(amount, price, own.slice(0, -1));
}

/** 按照每人每年1200元的标准，为1250名老人发放补贴，全年支出150万元: the only price and the only head of the sentence. */
function deriveByStandard(amount: Draft, own: readonly Draft[]): void {
  const prices = own.filter(({ metric }) => metric === 'unit-price');
  const [price] = prices;
  if (price === undefined || prices.length !== 1 || amount.derivation !== null) return;
  const { unit } = price.quantity;
  if (
    /[月天日次期]/.test(unit ?? '') ||
    !/\/(?:人|户|亩|生|名|床|张|所|村|家|个|台|辆|套)/.test(`${unit ?? ''}/${/^按?每(.)/.exec(price.label)?.[1] ?? ''}`)
  )
    return;
  setProduct(
    amount,
    price,
    own.filter((draft) => draft !== price),
  );
}

function setProduct(amount: Draft, price: Draft, own: readonly Draft[]): void {
  if (/月|天|日/.test(price.label) || price.quantity.comparator !== null || amount.quantity.comparator !== null) return;
  const heads = own.filter(
    (head) => head !== amount && /^(?:people|person-times|count:)|亩/.test(`${head.dimension}${head.quantity.unit}`),
  );
  const head = firstThat(heads.reverse().slice(0, MOST_TRIED), (candidate) => isProduct(amount, candidate, price));
  if (head) amount.derivation = { kind: 'product', operands: [head, price], exhaustive: false };
}

function firstThat(drafts: readonly Draft[], fits: (draft: Draft) => boolean): Draft | undefined {
  return drafts.find(fits);
}

function isSum(total: Draft, parts: readonly Draft[]): boolean {
  const [whole, ...values] = [total, ...parts].map(({ quantity }) => toBase(quantity)?.value);
  if (!whole || values.some((value) => value === undefined)) return false;
  if ([total, ...parts].some(({ quantity }) => quantity.comparator !== null)) return false;
  return (
    values.reduce<Decimal>((sum, value) => sum.plus(value ?? 0), new Decimal(0)).eq(whole) ||
    isOneSlipAway(total, parts)
  );
}

function isQuotient(rate: Draft, { part, whole, slips }: { part: Draft; whole: Draft; slips: boolean }): boolean {
  const [stated, above, below] = [rate, part, whole].map(({ quantity }) => quantity.value);
  if (stated == null || above == null || below == null) return false;
  const factor = ownFactor(part).div(ownFactor(whole)).times(100);
  const unit = new Decimal(10).pow(-(rate.quantity.decimals ?? 0));
  const fits = (a: Decimal, b: Decimal, r: Decimal) =>
    !b.isZero() && a.div(b).times(factor).minus(r).abs().lessThanOrEqualTo(unit.times(0.5));
  const [a, b, r] = [new Decimal(above), new Decimal(below), new Decimal(stated)];
  if (!slips) return fits(a, b, r);
  // 97.0 is printed with three digits.
  const digits = (rate.quantity.decimals ?? 0) > 0 ? stated.replace(/\D/g, '').length : significantDigits(stated);
  if (digits < FEWEST_RATE_DIGITS) return false;
  return (
    slipsOf(stated).some((other) => fits(a, b, other)) ||
    (significantDigits(above) >= FEWEST_SLIPPED_DIGITS && slipsOf(above).some((other) => fits(other, b, r))) ||
    (significantDigits(below) >= FEWEST_SLIPPED_DIGITS && slipsOf(below).some((other) => fits(a, other, r)))
  );
}

function isProduct(amount: Draft, head: Draft, price: Draft): boolean {
  const figures = [amount, head, price].map(({ quantity }) => quantity.value);
  const [money, count, each] = figures;
  if (money == null || count == null || each == null) return false;
  const factor = ownFactor(amount);
  const unit = new Decimal(10).pow(-(amount.quantity.decimals ?? 0)).times(factor);
  const slack = (heads: Decimal) =>
    unit
      .plus(
        new Decimal(10)
          .pow(-(price.quantity.decimals ?? 0))
          .times(ownFactor(price))
          .times(heads),
      )
      .times(0.5);
  const fits = (m: Decimal, n: Decimal, p: Decimal) => {
    const heads = n.times(ownFactor(head));
    return heads.times(p).times(ownFactor(price)).minus(m.times(factor)).abs().lessThanOrEqualTo(slack(heads));
  };
  const [m, n, p] = [new Decimal(money), new Decimal(count), new Decimal(each)];
  if (fits(m, n, p)) return true;
  if (figures.reduce((sum, figure) => sum + significantDigits(figure ?? ''), 0) < FEWEST_PRODUCT_DIGITS) return false;
  return (
    slipsOf(money).some((other) => fits(other, n, p)) ||
    slipsOf(count).some((other) => fits(m, other, p)) ||
    slipsOf(each).some((other) => fits(m, n, other))
  );
}

/** What one of its printed unit is worth: 10000 of 万元 and 万人. */
function ownFactor({ quantity }: Draft): Decimal {
  // 元/人/年 of a year's report: what stands below the line is the other operand or the year.
  const above = quantity.unit?.split('/')[0];
  if (above !== undefined && above !== quantity.unit) return new Decimal(meaningOf(above).factor);
  const base = toBase(quantity)?.value;
  return base === undefined || quantity.value === null || new Decimal(quantity.value).isZero()
    ? new Decimal(1)
    : base.div(quantity.value);
}
