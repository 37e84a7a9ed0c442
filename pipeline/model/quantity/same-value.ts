import { Decimal } from 'decimal.js';
import { containsValue, type Interval, intervalOf, overlaps, roundedInterval } from './interval.ts';
import type { Quantity } from './quantity.ts';
import { meaningOf } from './units.ts';

/**
 * same: equal as printed (100.00% = 100%, 1.5万元 = 15000元); rounded: the coarser is the finer one rounded or cut off, or
 * an approximate one covers the other; doubtful: the units leave it open (95 and 95%, 人 and 人次); different: no reading
 * makes them one; unknown: one of them has no value.
 */
export type Sameness = 'same' | 'rounded' | 'doubtful' | 'different' | 'unknown';

/** How two printed figures compare, whatever their comparators say but ~ (which widens); see Sameness. */
export function sameValue(a: Quantity, b: Quantity): Sameness {
  if (a.value === null || b.value === null) return 'unknown';
  if (a.kind === 'date' || b.kind === 'date') return sameDate(a, b);
  const [unitA, unitB] = [meaningOf(a.unit), meaningOf(b.unit)];
  if (unitA.dimension !== unitB.dimension && unitA.dimension !== 'none' && unitB.dimension !== 'none') {
    return numbersEqual(a, b) ? 'doubtful' : 'different';
  }
  const oneIsBare = unitA.dimension !== unitB.dimension;
  if (oneIsBare) {
    // 100 beside 100% or 1 beside 100%: the bare figure may be either.
    const percent = unitA.dimension === 'ratio' || unitB.dimension === 'ratio';
    if (percent) return 'doubtful';
    // The unit of a bare figure stands in its heading: 1.2 beside 1.2万人, or 12000 beside it.
    const asPrinted = compare(a, b, { factorA: new Decimal(1), factorB: new Decimal(1) });
    return asPrinted === 'different' ? compare(a, b, { factorA: unitA.factor, factorB: unitB.factor }) : asPrinted;
  }
  return compare(a, b, { factorA: unitA.factor, factorB: unitB.factor });
}

function compare(
  a: Quantity,
  b: Quantity,
  { factorA, factorB }: { factorA: Decimal; factorB: Decimal },
): Exclude<Sameness, 'doubtful' | 'unknown'> {
  const [endsA, endsB] = [endsOf(a, factorA), endsOf(b, factorB)];
  if (endsA.length === endsB.length && endsA.every((end, index) => end.eq(endsB[index] ?? Number.NaN))) return 'same';
  if (endsA.length !== endsB.length) return 'different';
  if (a.comparator === '~' || b.comparator === '~') {
    const [intervalA, intervalB] = [
      scaled(intervalOf(a, 'nearest'), factorA),
      scaled(intervalOf(b, 'nearest'), factorB),
    ];
    return intervalA && intervalB && overlaps(intervalA, intervalB) ? 'rounded' : 'different';
  }
  const finestA = factorA.times(new Decimal(10).pow(-(a.decimals ?? 0)));
  const finestB = factorB.times(new Decimal(10).pow(-(b.decimals ?? 0)));
  const coarse = finestA.gt(finestB)
    ? { ends: endsA, factor: factorA, decimals: a.decimals }
    : { ends: endsB, factor: factorB, decimals: b.decimals };
  const fine = finestA.gt(finestB) ? endsB : endsA;
  if (finestA.eq(finestB)) return 'different';
  const rounded = coarse.ends.every((end, index) => roundsTo(end, fine[index], coarse));
  return rounded ? 'rounded' : 'different';
}

function roundsTo(
  coarse: Decimal,
  fine: Decimal | undefined,
  { factor, decimals }: { factor: Decimal; decimals: number | null },
): boolean {
  if (fine === undefined) return false;
  return (['nearest', 'truncation'] as const).some((rounding) =>
    containsValue(roundedInterval(coarse.div(factor), { decimals: decimals ?? 0, rounding }), fine.div(factor)),
  );
}

function endsOf(quantity: Quantity, factor: Decimal): readonly Decimal[] {
  return [quantity.value, quantity.upper].filter((end) => end !== null).map((end) => new Decimal(end).times(factor));
}

function scaled(interval: Interval | null, factor: Decimal): Interval | null {
  if (interval === null) return null;
  return { ...interval, lower: interval.lower?.times(factor) ?? null, upper: interval.upper?.times(factor) ?? null };
}

function numbersEqual(a: Quantity, b: Quantity): boolean {
  return a.value !== null && b.value !== null && new Decimal(a.value).eq(b.value) && a.upper === b.upper;
}

/** 2022 and 2022-12-31 agree as far as both are printed; 12月31日 without a year leaves it open. */
function sameDate(a: Quantity, b: Quantity): Sameness {
  if (a.kind !== b.kind || a.value === null || b.value === null) return 'doubtful';
  if (a.value === b.value) return a.upper === b.upper ? 'same' : 'different';
  if (a.value.startsWith('-') !== b.value.startsWith('-')) return 'doubtful';
  return a.value.startsWith(b.value) || b.value.startsWith(a.value) ? 'rounded' : 'different';
}
