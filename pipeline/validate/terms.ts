import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import { meaningOf } from '../model/quantity/units.ts';
import { hasValue } from './figures.ts';
import { type Interval, point, toNearest, widen } from './rounding.ts';

/** A figure as it enters a computation, in the unit of the computation. */
export interface Term {
  readonly value: Decimal;
  /** As it stands in a formula: 398.00. */
  readonly printed: string;
  /** What the print stands for; whole numbers are exact. */
  readonly tight: Interval;
  /** The same with whole amounts of money taken as rounded. */
  readonly loose: Interval;
  readonly isWhole: boolean;
  /** Digits behind the point as printed; null where the figure was converted from another unit. */
  readonly decimals: number | null;
  /** 约, 左右, 余, 以上, 近. */
  readonly isApproximate: boolean;
}

/**
 * A figure in another unit of the same dimension; null where it has no value or measures something else. A figure or a
 * computation without a unit takes the other's.
 */
export function toTerm(quantity: Quantity, unit: string | null = quantity.unit): Term | null {
  if (!hasValue(quantity) || quantity.upper !== null) return null;
  const factor = conversion(quantity.unit, unit);
  if (factor === null) return null;
  const decimals = quantity.decimals ?? 0;
  const own = new Decimal(quantity.value);
  const isMoney = meaningOf(quantity.unit ?? unit).dimension.startsWith('money');
  const rounded = scale(toNearest(own, decimals), factor);
  const exact = point(own.times(factor));
  const tight = decimals === 0 ? exact : rounded;
  return {
    value: own.times(factor),
    printed: factor.eq(1) ? own.toFixed(decimals) : own.times(factor).toFixed(),
    tight: widen(tight, quantity),
    loose: widen(isMoney || decimals > 0 ? rounded : exact, quantity),
    isWhole: decimals === 0,
    decimals: factor.eq(1) ? decimals : null,
    isApproximate: isApproximate(quantity),
  };
}

/** A figure that means just what it says: points, scores, counts. */
export function toExactTerm(quantity: Quantity): Term | null {
  const term = toTerm(quantity, quantity.unit);
  if (term === null) return null;
  const exact = point(term.value);
  return { ...term, tight: exact, loose: exact };
}

/** 约, 左右, 余, 以上: the figure is not meant to the last digit. */
export function isApproximate(quantity: Quantity): boolean {
  return quantity.comparator !== null && quantity.comparator !== '=';
}

/** How many of one unit another is: 0.0001 from 元 to 万元; null where they measure different things. */
export function conversion(from: string | null, to: string | null): Decimal | null {
  if (from === null || to === null || from === to) return new Decimal(1);
  const a = meaningOf(from);
  const b = meaningOf(to);
  return a.dimension === b.dimension ? a.factor.div(b.factor) : null;
}

/** A rate in per cent: 81.62%, 100, 0.8162, 1 and 8‰ are all read; several ways where a bare figure may be a share of one. */
export function toRates(quantity: Quantity): readonly { readonly value: Decimal; readonly decimals: number }[] {
  if (!hasValue(quantity)) return [];
  const value = new Decimal(quantity.value);
  const decimals = quantity.decimals ?? 0;
  const unit = quantity.unit?.normalize('NFKC') ?? '';
  if (unit === '‰') return [{ value: value.div(10), decimals: decimals + 1 }];
  const asPercent = { value, decimals };
  if (unit !== '' || value.gt(SHARE_LIMIT)) return [asPercent];
  return [asPercent, { value: value.times(100), decimals: Math.max(decimals - 2, 0) }];
}

/** A bare rate above this is in per cent: shares of one are printed up to 1, and seldom 1.2. */
const SHARE_LIMIT = new Decimal(2);

function scale({ low, high }: Interval, factor: Decimal): Interval {
  return { low: low.times(factor), high: high.times(factor) };
}
