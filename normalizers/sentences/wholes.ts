import { Decimal } from 'decimal.js';
import { toBase } from '../../pipeline/model/quantity/units.ts';
import type { Draft } from './draft.ts';
import { isOneSlipAway } from './slips.ts';

/**
 * Parts that add up, or fail to by one slip, are all the parts. Otherwise they have to come this near to the total: nearer
 * where no word (共计, 总收入) says that a whole is divided. Chosen by reasoning, since the eight sums of the four seed
 * reports all hold; a list of examples (其中培训费、差旅费) lies far below.
 */
const NAMED_TOTAL_SHARE = 0.75;
const BARE_TOTAL_SHARE = 0.9;
/** Parts so many times their total are not all of them its own. */
export const MOST_OVER = 1.1;
const TOTAL_WORDS = /(?:共计|合计|总计|总额|总数|总收入|总支出|总投资|总预算|总量|编制|总得分|总分)$/;
const NOT_ALL = /主要|包括|包含|例如|比如|部分/;
/** Pairs and levels that make a whole by their meaning. */
const WHOLES: readonly (readonly RegExp[])[] = [
  [/定量/, /定性/],
  [/行政/, /事业/],
  [/基本支出|基本/, /项目支出|项目/],
  [/中央|省级|自治区|市级|上级/, /地方|县|区级|市级|省级|自治区|本级|自筹|配套/],
  [/财政/, /自筹|自有|其他/],
  [/男/, /女/],
  [/城镇|城市/, /农村|乡村/],
];
/** True where the parts are meant to be all of the total: the words say so, they add up, or one slip keeps them from it. */
export function isWhole(of: { total: Draft; parts: readonly Draft[]; between: string }): boolean {
  const { total, parts, between } = of;
  if (NOT_ALL.test(between) || /等$/.test(between)) return false;
  if ([total, ...parts].some(({ quantity }) => quantity.comparator !== null)) return false;
  if (WHOLES.some((kinds) => kinds.every((kind) => parts.some(({ label }) => kind.test(label))))) return true;
  const share = shareOf(total, parts);
  if (share === null) return false;
  if (share.eq(1) || isOneSlipAway(total, parts)) return true;
  // Ⅲ类以上18个，劣Ⅴ类0个 of 20: beside nothing there is but one part.
  if (parts.filter(({ quantity }) => !/^[0.]*$/.test(quantity.value ?? '')).length < 2) return false;
  const least = TOTAL_WORDS.test(total.label) ? NAMED_TOTAL_SHARE : BARE_TOTAL_SHARE;
  return share.greaterThanOrEqualTo(least) && share.lessThanOrEqualTo(MOST_OVER);
}

/** The sum of the parts over their total; null where the total has no value or is nothing. */
export function shareOf(total: Draft, parts: readonly Draft[]): Decimal | null {
  const whole = toBase(total.quantity);
  if (whole === null || whole.value.isZero()) return null;
  let sum = new Decimal(0);
  for (const part of parts) sum = sum.plus(toBase(part.quantity)?.value ?? 0);
  return sum.div(whole.value);
}

/** Amounts with amounts; counts and people with each other: 编制17个 is 行政编制5名 and 事业编制12名. */
export function isSameKind(a: Draft, b: Draft): boolean {
  if (a.dimension === b.dimension) {
    return a.dimension !== 'ratio' && a.dimension !== 'none' && !a.dimension.includes('/');
  }
  return isHeads(a.dimension) && isHeads(b.dimension);
}

function isHeads(dimension: string): boolean {
  return dimension === 'people' || dimension === 'count:个';
}

/** A clause without a figure ends an enumeration, unless it only says what a part is for. */
export function hasBareClause(between: string): boolean {
  const clauses = between
    .replace(/[（(][^（()）]*[)）]/g, '')
    .split(/[，,；;：:、]/)
    .map((clause) => clause.trim());
  return (
    clauses
      .slice(1, -1)
      .some((clause) => clause !== '' && !/^(?:主要)?(?:用于|其中|占|较|比|同比|全部|到位|执行)/.test(clause)) ||
    /[。！？]/.test(between)
  );
}
