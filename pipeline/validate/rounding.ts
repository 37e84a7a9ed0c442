import { Decimal } from 'decimal.js';
import type { Rounding } from '../model/finding.ts';
import type { Quantity } from '../model/quantity/quantity.ts';

/** Both ends belong to it. */
export interface Interval {
  readonly low: Decimal;
  readonly high: Decimal;
}

/** How far 约, 左右, 余, 以上 reach, as a share of the figure, where nothing better is known. */
export const APPROXIMATION = new Decimal('0.05');

const HALF = new Decimal('0.5');

/** A single value as an interval. */
export function point(value: Decimal.Value): Interval {
  const exact = new Decimal(value);
  return { low: exact, high: exact };
}

/** What a figure printed with d decimals stands for when rounded to nearest: [v − ½·10⁻ᵈ, v + ½·10⁻ᵈ]; wider after 约. */
export function toNearest(value: Decimal, decimals: number): Interval {
  const half = HALF.times(unitInLastPlace(decimals));
  return { low: value.minus(half), high: value.plus(half) };
}

/** Widens an interval by ±5% for 约, 左右, 余, 以上, 近. */
export function widen(interval: Interval, quantity: Quantity): Interval {
  if (quantity.comparator === null || quantity.comparator === '=') return interval;
  const reach = Decimal.max(interval.low.abs(), interval.high.abs()).times(APPROXIMATION);
  return { low: interval.low.minus(reach), high: interval.high.plus(reach) };
}

export function add(a: Interval, b: Interval): Interval {
  return { low: a.low.plus(b.low), high: a.high.plus(b.high) };
}

export function subtract(a: Interval, b: Interval): Interval {
  return { low: a.low.minus(b.high), high: a.high.minus(b.low) };
}

export function multiply(a: Interval, b: Interval): Interval {
  const products = [a.low.times(b.low), a.low.times(b.high), a.high.times(b.low), a.high.times(b.high)];
  return { low: Decimal.min(...products), high: Decimal.max(...products) };
}

/** a ÷ b; null where b may be zero. */
export function divide(a: Interval, b: Interval): Interval | null {
  if (b.low.lte(0) && b.high.gte(0)) return null;
  return multiply(a, { low: new Decimal(1).div(b.high), high: new Decimal(1).div(b.low) });
}

/** A recorded figure, and what it should follow from. */
export interface Comparison {
  readonly recorded: Decimal;
  /** Digits after the point as printed. */
  readonly decimals: number;
  /** true: points, scores and counts, which mean just what they say. */
  readonly isExact: boolean;
  /** The recomputed value, whole numbers taken as exact. */
  readonly recomputed: Interval;
  /** The same with whole numbers taken as rounded ones; left out where there are none. */
  readonly loose?: Interval;
  /** The recomputed value from the figures just as printed: 98.00 exactly is not cut off to 97. */
  readonly value?: Decimal;
}

/**
 * Which rounding makes the recorded figure right. `whole`: none, unless whole amounts are themselves rounded ones, which
 * nobody can tell.
 */
export function findRounding({
  recorded,
  decimals,
  isExact,
  recomputed,
  loose,
  value,
}: Comparison): Rounding | 'whole' {
  if (meets(isExact ? point(recorded) : toNearest(recorded, decimals), recomputed)) return 'nearest';
  const unit = unitInLastPlace(decimals);
  const isCut = recorded.isNegative()
    ? recomputed.low.lte(recorded) && recomputed.high.gt(recorded.minus(unit))
    : recomputed.high.gte(recorded) && recomputed.low.lt(recorded.plus(unit));
  const isNear = value === undefined || value.minus(recorded).abs().lt(unit);
  if (!isExact && isCut && isNear) return 'truncation';
  if (loose !== undefined && meets(toNearest(recorded, decimals), loose)) return 'whole';
  return 'none';
}

/** Whether two intervals have a value in common. */
export function meets(a: Interval, b: Interval): boolean {
  return a.low.lte(b.high) && b.low.lte(a.high);
}

function unitInLastPlace(decimals: number): Decimal {
  return new Decimal(`1e-${decimals}`);
}
