import { Decimal } from 'decimal.js';
import type { Quantity } from './quantity.ts';

/** Precision of all arithmetic here: sums and products of printed figures are exact, quotients good to 60 digits. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** How a printed figure came from the true one: to nearest, cut off, or it is the true one (points, scores, whole counts). */
export type RoundingAssumption = 'nearest' | 'truncation' | 'exact';

/** The true values a printed figure may stand for. null: no bound on that side (which then counts as open). */
export interface Interval {
  readonly lower: Decimal | null;
  readonly upper: Decimal | null;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

/** Share by which 约, 左右, 余 widen a figure: ±5%, where nothing better is known (design rule, not a measurement). */
export const APPROXIMATE_SHARE = new Decimal('0.05');

/**
 * The interval a quantity stands for, in its printed unit; null where it has no value or is a date. A figure with d
 * decimals is [v − ½·10⁻ᵈ, v + ½·10⁻ᵈ] to nearest and [v, v + 10⁻ᵈ) cut off (towards zero), as in XBRL Calculations 1.1;
 * >= and the like are half-lines, ~ widens by ±5%, a range reaches from its lower to its upper end.
 */
export function intervalOf(quantity: Quantity, rounding: RoundingAssumption): Interval | null {
  if (quantity.value === null || quantity.kind === 'date') return null;
  const value = new Exact(quantity.value);
  const decimals = quantity.decimals ?? value.decimalPlaces();
  const own = roundedInterval(value, { decimals, rounding });
  const ends =
    quantity.upper === null ? own : hull(own, roundedInterval(new Exact(quantity.upper), { decimals, rounding }));
  switch (quantity.comparator) {
    case null:
    case '=':
      return ends;
    case '>=':
      return { ...ends, upper: null, upperOpen: true };
    case '>':
      return { ...ends, lowerOpen: true, upper: null, upperOpen: true };
    case '<=':
      return { ...ends, lower: null, lowerOpen: true };
    case '<':
      return { ...ends, lower: null, lowerOpen: true, upperOpen: true };
    case '~':
      return widen(ends, APPROXIMATE_SHARE);
    default:
      return quantity.comparator satisfies never;
  }
}

/** The interval of a decimal printed with so many decimals. */
export function roundedInterval(
  value: Decimal,
  { decimals, rounding }: { decimals: number; rounding: RoundingAssumption },
): Interval {
  const exact = new Exact(value);
  if (rounding === 'exact') return closed(exact, exact);
  const step = new Exact(10).pow(-decimals);
  if (rounding === 'nearest') return closed(exact.minus(step.div(2)), exact.plus(step.div(2)));
  // What is cut off goes towards zero: -3.5 stands for (-3.6, -3.5].
  if (exact.isNegative() && !exact.isZero()) {
    return { lower: exact.minus(step), upper: exact, lowerOpen: true, upperOpen: false };
  }
  return { lower: exact, upper: exact.plus(step), lowerOpen: false, upperOpen: true };
}

/** One value without slack. */
export function pointInterval(value: Decimal | string | number): Interval {
  return closed(new Exact(value), new Exact(value));
}

function closed(lower: Decimal, upper: Decimal): Interval {
  return { lower, upper, lowerOpen: false, upperOpen: false };
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  const lower = lowest([lowerEnd(a), lowerEnd(b)]);
  const upper = highest([upperEnd(a), upperEnd(b)]);
  return fromEnds(lower, upper);
}

/** The interval made wider by a share of its ends on both sides. */
export function widen(interval: Interval, share: Decimal): Interval {
  const { lower, upper } = interval;
  return {
    ...interval,
    lower: lower === null ? null : lower.minus(lower.abs().times(share)),
    upper: upper === null ? null : upper.plus(upper.abs().times(share)),
  };
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return fromEnds(plusEnds(lowerEnd(a), lowerEnd(b)), plusEnds(upperEnd(a), upperEnd(b)));
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  return addIntervals(a, negateInterval(b));
}

export function negateInterval({ lower, upper, lowerOpen, upperOpen }: Interval): Interval {
  return {
    lower: upper === null ? null : upper.negated(),
    upper: lower === null ? null : lower.negated(),
    lowerOpen: upperOpen,
    upperOpen: lowerOpen,
  };
}

/** The sum of any number of intervals; of none: exactly 0. */
export function sumIntervals(intervals: readonly Interval[]): Interval {
  return intervals.reduce(addIntervals, pointInterval(0));
}

export function multiplyIntervals(a: Interval, b: Interval): Interval {
  const products = [lowerEnd(a), upperEnd(a)].flatMap((x) => [lowerEnd(b), upperEnd(b)].map((y) => timesEnds(x, y)));
  return fromEnds(lowest(products), highest(products));
}

/** a ÷ b; null where b holds or touches 0 (0/0 is judged by no one). */
export function divideIntervals(a: Interval, b: Interval): Interval | null {
  const inverse = invert(b);
  return inverse === null ? null : multiplyIntervals(a, inverse);
}

export function containsValue(interval: Interval, value: Decimal): boolean {
  const { lower, upper, lowerOpen, upperOpen } = interval;
  if (lower !== null && (lowerOpen ? value.lte(lower) : value.lt(lower))) return false;
  return !(upper !== null && (upperOpen ? value.gte(upper) : value.gt(upper)));
}

/** True where some value lies in both. */
export function overlaps(a: Interval, b: Interval): boolean {
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

/** True where every value of the inner interval lies in the outer one. */
export function containsInterval(outer: Interval, inner: Interval): boolean {
  const below =
    outer.lower === null ||
    (inner.lower !== null &&
      (inner.lower.gt(outer.lower) || (inner.lower.eq(outer.lower) && (!outer.lowerOpen || inner.lowerOpen))));
  const above =
    outer.upper === null ||
    (inner.upper !== null &&
      (inner.upper.lt(outer.upper) || (inner.upper.eq(outer.upper) && (!outer.upperOpen || inner.upperOpen))));
  return below && above;
}

function startsBeforeEnd(a: Interval, b: Interval): boolean {
  if (a.lower === null || b.upper === null) return true;
  return a.lowerOpen || b.upperOpen ? a.lower.lt(b.upper) : a.lower.lte(b.upper);
}

/** One end: a value, or an infinity by its sign. */
interface End {
  readonly value: Decimal;
  readonly open: boolean;
}

const lowerEnd = ({ lower, lowerOpen }: Interval): End => ({
  value: lower ?? new Exact(-Infinity),
  open: lower === null || lowerOpen,
});
const upperEnd = ({ upper, upperOpen }: Interval): End => ({
  value: upper ?? new Exact(Infinity),
  open: upper === null || upperOpen,
});

function fromEnds(lower: End, upper: End): Interval {
  return {
    lower: lower.value.isFinite() ? lower.value : null,
    upper: upper.value.isFinite() ? upper.value : null,
    lowerOpen: lower.open,
    upperOpen: upper.open,
  };
}

function plusEnds(a: End, b: End): End {
  return { value: a.value.plus(b.value), open: a.open || b.open };
}

function timesEnds(a: End, b: End): End {
  // 0 × ∞ is 0 here: the factor 0 is exact, the other merely unbounded.
  if (a.value.isZero() || b.value.isZero()) {
    const closedZero = (a.value.isZero() && !a.open) || (b.value.isZero() && !b.open);
    return { value: new Exact(0), open: !closedZero };
  }
  return { value: a.value.times(b.value), open: a.open || b.open };
}

function invert(b: Interval): Interval | null {
  if (containsValue(b, new Exact(0)) || b.lower?.isZero() || b.upper?.isZero()) return null;
  if (b.lower === null && b.upper === null) return null;
  const one = new Exact(1);
  return {
    lower: b.upper === null ? new Exact(0) : one.div(b.upper),
    upper: b.lower === null ? new Exact(0) : one.div(b.lower),
    lowerOpen: b.upperOpen,
    upperOpen: b.lowerOpen,
  };
}

/** Of equal ends the closed one reaches further. */
function lowest(ends: readonly End[]): End {
  return ends.reduce((low, end) =>
    end.value.lt(low.value) || (end.value.eq(low.value) && low.open && !end.open) ? end : low,
  );
}

function highest(ends: readonly End[]): End {
  return ends.reduce((high, end) =>
    end.value.gt(high.value) || (end.value.eq(high.value) && high.open && !end.open) ? end : high,
  );
}
