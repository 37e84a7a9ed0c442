import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import { meaningOf } from '../model/quantity/units.ts';
import type { Lookup, NamedFigure } from './check.ts';
import type { Computed } from './compare.ts';
import { add, point, subtract } from './rounding.ts';
import { type Term, toExactTerm, toTerm } from './terms.ts';

/** a + b + c. */
export function toSum(terms: readonly Term[]): Computed {
  return {
    value: terms.reduce((sum, term) => sum.plus(term.value), new Decimal(0)),
    tight: terms.reduce((sum, term) => add(sum, term.tight), point(0)),
    loose: terms.reduce((sum, term) => add(sum, term.loose), point(0)),
    left: terms.map(({ printed }) => bracketed(printed)).join(' + '),
    isApproximate: terms.some(({ isApproximate }) => isApproximate),
  };
}

/** a − b − c. */
export function toDifference(first: Term, rest: readonly Term[]): Computed {
  const sum = toSum(rest);
  return {
    value: first.value.minus(sum.value),
    tight: subtract(first.tight, sum.tight),
    loose: subtract(first.loose, sum.loose),
    left: [first, ...rest].map(({ printed }) => bracketed(printed)).join(' − '),
    isApproximate: first.isApproximate || sum.isApproximate,
  };
}

/** Amounts or counts in the unit of a total; null where one was not read or measures something else. */
export function toTerms(figures: readonly NamedFigure[], unit: string | null, lookup: Lookup): readonly Term[] | null {
  return allOrNull(figures.map((figure) => toTermOf(lookup(figure), unit)));
}

/** Points and scores, which are exact; null where one was not read. */
export function toExactTerms(figures: readonly NamedFigure[], lookup: Lookup): readonly Term[] | null {
  return allOrNull(figures.map((figure) => toExactTerm(lookup(figure))));
}

/** A sentence adds 5名 and 12名 to 17个: words that only count may differ, money and shares may not. */
function toTermOf(quantity: Quantity, unit: string | null): Term | null {
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
