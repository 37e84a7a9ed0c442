import type { Source } from '../source.ts';
import { foldCharacters } from './fold.ts';
import type { Quantity } from './quantity.ts';
import { type ScannedFigure, scanFigures } from './scan-figures.ts';
import { kindOfUnit } from './units.ts';

/** A figure in a running text; `start` and `end` count UTF-16 units in that text, its comparator and unit included. */
export interface FoundQuantity {
  readonly quantity: Quantity;
  readonly start: number;
  readonly end: number;
}

export interface FindOptions {
  /** Where the text stands (a block or cell); each figure gets them with its own charSpan. */
  readonly sources?: readonly Source[];
}

/** Longest text searched: far above any paragraph; what lies behind is left out rather than slowing a run down. */
const LONGEST_TEXT = 200_000;
const BARE_YEAR = /^(?:19[4-9]\d|20\d{2})$/;

/**
 * The figures and dates of a running text, in order. Telephone and document numbers, book titles, article, list and table
 * numbers, codes and formulas are no figures; Chinese numerals are only before measure words (五个一级指标; not 一方面, 十四五).
 */
export function findQuantities(text: string, options: FindOptions = {}): FoundQuantity[] {
  const bounded = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  return scanFigures(foldCharacters(bounded)).map((figure) => {
    const { start, end } = figure;
    const sources = (options.sources ?? []).map((source): Source => ({ ...source, charSpan: [start, end] }));
    return { quantity: toQuantity(yearOrFigure(figure), text.slice(start, end), sources), start, end };
  });
}

/** A scanned figure as the record that is written to disk. */
export function toQuantity(figure: ScannedFigure, raw: string, sources: readonly Source[]): Quantity {
  const { value, upper, unit, comparator, decimals } = figure;
  const kind = figure.isDate ? 'date' : kindOfUnit(unit);
  return { raw, kind, value, upper, unit, comparator, decimals, sources: [...sources] };
}

/** In a sentence 2022预算 names a year; a count of 2022 would carry its unit. */
function yearOrFigure(figure: ScannedFigure): ScannedFigure {
  if (figure.unit !== null || figure.comparator !== null || figure.upper !== null) return figure;
  return BARE_YEAR.test(figure.value) ? { ...figure, isDate: true, decimals: null } : figure;
}
