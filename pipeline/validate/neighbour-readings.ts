import { parseQuantity } from '../model/quantity/parse-quantity.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import { isSettledByPerson } from './doubt.ts';

/** A figure as it may have been printed instead, and who reads it so. */
export interface NeighbourReading {
  readonly quantity: Quantity;
  /** The engine that read it; null: nobody did, but its signs are easily taken for those that were read. */
  readonly engine: string | null;
  readonly confidence: number | null;
}

/** Digits that recognition takes for one another. */
const CONFUSABLE: Readonly<Record<string, string>> = { 0: '8', 1: '7', 3: '8', 5: '6', 6: '5', 7: '1', 8: '03' };
const NUMBER = /\d[\d,，]*(?:\.\d+)?/g;

/**
 * How else a recognised figure may have been printed: as another reading has it, with one digit taken for its like, or with
 * a point or sign lost or seen where there is none. None for figures that were not recognised, or that a
 * person looked at.
 */
export function findNeighbours(quantity: Quantity): readonly NeighbourReading[] {
  const { value, sources } = quantity;
  if (value === null || !sources.some(({ method }) => method === 'ocr')) return [];
  if (sources.some(({ readings = [] }) => isSettledByPerson(readings))) return [];
  const found = [...fromReadings(quantity), ...fromSlips(quantity)];
  return found.filter(
    ({ quantity: other }, i) =>
      !isSame(other, quantity) && found.findIndex((earlier) => isSame(earlier.quantity, other)) === i,
  );
}

function isSame(a: Quantity, b: Quantity): boolean {
  return a.value === b.value && a.upper === b.upper;
}

/** What other readings of the same place have where this one has its number. */
function fromReadings(quantity: Quantity): NeighbourReading[] {
  const own = quantity.raw.match(NUMBER)?.[0];
  return quantity.sources.flatMap(({ readings = [], charSpan }) => {
    const [chosen, ...others] = readings;
    if (chosen === undefined || own === undefined) return [];
    const before = charSpan === undefined ? '' : chosen.text.slice(0, charSpan[0]);
    const at = charSpan === undefined ? numbersOf(chosen.text).indexOf(own) : numbersOf(before).length;
    return others.flatMap(({ text, engine, confidence }) => {
      const number = numbersOf(text)[at];
      return number === undefined ? [] : read(quantity, quantity.raw.replace(own, number), { engine, confidence });
    });
  });
}

function numbersOf(text: string): readonly string[] {
  return text.match(NUMBER) ?? [];
}

function fromSlips(quantity: Quantity): NeighbourReading[] {
  const { raw } = quantity;
  return [...swapDigits(raw), ...movePoints(raw), ...changeSign(raw)].flatMap((text) =>
    read(quantity, text, { engine: null, confidence: null }),
  );
}

function read(
  quantity: Quantity,
  raw: string,
  by: Pick<NeighbourReading, 'engine' | 'confidence'>,
): NeighbourReading[] {
  const { value, upper, comparator, decimals, kind } = parseQuantity(raw, { unit: quantity.unit });
  if (value === null || kind === 'date' || kind === 'missing') return [];
  return [{ quantity: { ...quantity, raw, value, upper, comparator, decimals }, ...by }];
}

function swapDigits(raw: string): string[] {
  return [...raw].flatMap((character, i) =>
    [...(CONFUSABLE[character.normalize('NFKC')] ?? '')].map((other) => splice(raw, i, character.length, other)),
  );
}

/** One point less, or one more between two digits of a figure that has none. */
function movePoints(raw: string): string[] {
  const point = raw.indexOf('.');
  if (point >= 0) return [splice(raw, point, 1, '')];
  return Array.from(raw.matchAll(/(?<=\d)(?=\d)/g), ({ index }) => splice(raw, index, 0, '.'));
}

function changeSign(raw: string): string[] {
  const match = /[-−－]?(?=\d)/.exec(raw);
  return match === null ? [] : [splice(raw, match.index, match[0].length, match[0] === '' ? '-' : '')];
}

function splice(text: string, at: number, length: number, inserted: string): string {
  return `${text.slice(0, at)}${inserted}${text.slice(at + length)}`;
}
