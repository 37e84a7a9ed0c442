import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import { meaningOf } from '../model/quantity/units.ts';
import type { Lookup, NamedFigure } from './check.ts';
import type { Computed } from './compare.ts';
import { add, point, subtract } from './rounding.ts';
import { type Term, toExactTerm, toTerm } from './terms.ts';

/** a + b + c. */
export function toSum(printed: readonly Term[]): Computed {
  const terms = withLeftOutZeros(printed);
  return {
    value: terms.reduce((sum, term) => sum.plus(term.value), new Decimal(0)),
    tight: terms.reduce((sum, term) => add(sum, term.tight), point(0)),
    loose: terms.reduce((sum, term) => add(sum, term.loose), point(0)),
    left: terms.map(({ printed }) => bracketed(printed)).join(' + '),
    isApproximate: terms.some(({ isApproximate }) => isApproximate),
  };
}

/** a − b − c. */
export function toDifference(minuend: Term, subtrahends: readonly Term[]): Computed {
  const [first = minuend, ...rest] = withLeftOutZeros([minuend, ...subtrahends]);
  const sum = toSum(rest);
  return {
    value: first.value.minus(sum.value),
    tight: subtract(first.tight, sum.tight),
    loose: subtract(first.loose, sum.loose),
    left: [first, ...rest].map(({ printed }) => bracketed(printed)).join(' − '),
    isApproximate: first.isApproximate || sum.isApproximate,
  };
}

/** 67.8 beside 305.19 is 67.80 with its zero left out, as 634 is 634.00: a sum that needs it rounded is for review. */
function withLeftOutZeros(terms: readonly Term[]): readonly Term[] {
  const most = Math.max(...terms.map(({ decimals }) => decimals ?? 0));
  return terms.map((term) =>
    term.decimals === null || term.decimals >= most || term.isApproximate
      ? term
      : { ...term, tight: point(term.value) },
  );
}

/** Amounts or counts in the unit of a total; null where one was not read or measures something else. */
export function toTerms(figures: readonly NamedFigure[], unit: string | null, lookup: Lookup): readonly Term[] | null {
  return allOrNull(figures.map((figure) => toTermOf(lookup(figure), unit)));
}

/** Points and scores, which are exact; null where one was not read. */
export function toExactTerms(figures: readonly NamedFigure[], lookup: Lookup): readonly Term[] | null {
  return allOrNull(figures.map((figure) => toExactTerm(lookup(figure))));
}

/** A sentence adds 5名 and 12名 to 17个, and holds 2892人 against 4820张: words that only count may differ, money and shares may not. */
export function toTermOf(quantity: Quantity, unit: string | null): Term | null {
  const term = toTerm(quantity, unit);
  if (term !== null || !isCount(quantity.unit) || !isCount(unit)) return term;
  const factor = meaningOf(quantity.unit).factor.div(meaningOf(unit).factor);
  const own = toTerm(quantity);
  if (own === null || !factor.eq(1)) return null;
  return own;
}

function isCount(unit: string | null): boolean {
  const { dimension } = meaningOf(unit);
  return (
    dimension.startsWith('count:') || dimension === 'people' || dimension === 'person-times' || dimension === 'none'
  );
}

function allOrNull(terms: readonly (Term | null)[]): readonly Term[] | null {
  const found = terms.filter((term) => term !== null);
  return found.length === terms.length ? found : null;
}

function bracketed(printed: string): string {
  return printed.startsWith('-') ? `(−${printed.slice(1)})` : printed;
}
