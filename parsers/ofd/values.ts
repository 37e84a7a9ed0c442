import type { XmlNode } from '../container/xml-tree.ts';
import type { Matrix } from '../pdf/matrix.ts';

/** Millimetres, origin top left: x, y, width, height (ST_Box of GB/T 33190-2016, 7.3). */
export type BoxMm = readonly [x: number, y: number, width: number, height: number];

export const POINTS_PER_MM = 72 / 25.4;

/** Numbers separated by white space (ST_Array); what is no number is left out. */
export function readNumbers(text: string | undefined): readonly number[] {
  const parts = (text ?? '').trim().split(/\s+/);
  return parts.map(Number).filter((value, index) => parts[index] !== '' && Number.isFinite(value));
}

export function readBox(text: string | undefined): BoxMm | undefined {
  const [x, y, width, height] = readNumbers(text);
  return x === undefined || y === undefined || width === undefined || height === undefined
    ? undefined
    : [x, y, width, height];
}

/** CTM: x' = ax + cy + e, y' = bx + dy + f. */
export function readMatrix(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = readNumbers(text);
  return a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined
    ? [1, 0, 0, 1, 0, 0]
    : [a, b, c, d, e, f];
}

/** A number of an attribute; `otherwise` where it is missing or none. */
export function readNumber(node: XmlNode, name: string, otherwise: number): number {
  const text = node.attribs?.[name]?.trim();
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : otherwise;
}

/**
 * Distances from each character to the next, `count` of them: `g 3 2.5` stands for three of 2.5, and the last is taken for
 * those left out, as the readers in use do; without any there are none.
 */
export function readDeltas(text: string | undefined, count: number): readonly number[] {
  const parts = (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  const deltas: number[] = [];
  for (let at = 0; at < parts.length && deltas.length < count; at++) {
    if (parts[at] !== 'g') {
      deltas.push(toFinite(parts[at]));
      continue;
    }
    const times = Math.min(toFinite(parts[at + 1]), count - deltas.length);
    for (let time = 0; time < times; time++) deltas.push(toFinite(parts[at + 2]));
    at += 2;
  }
  const last = deltas.at(-1);
  while (last !== undefined && deltas.length < count) deltas.push(last);
  return deltas;
}

function toFinite(text: string | undefined): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}
