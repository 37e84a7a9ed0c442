import { pick, type Random } from '../random.ts';
import type { Edit } from './chain.ts';
import { type Figure, toDecimal } from './figures.ts';

/** Ways in which one figure is changed, as people and machines do it by mistake. */
export const MUTATION_KINDS = ['swap', 'digit', 'point', 'unit', 'comparator'] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** One figure changed in one way. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly figure: Figure;
  readonly edit: Edit;
  /** The figure after the change, with its unit or comparator where that was changed. */
  readonly to: string;
}

/** A figure changed in one way; undefined where it cannot be: no digits to swap, no unit, no comparator. */
export function mutate(figure: Figure, kind: MutationKind, random: Random): Mutation | undefined {
  switch (kind) {
    case 'swap':
      return changed(kind, figure, pick(swaps(figure.numeral), random));
    case 'digit':
      return changed(kind, figure, pick(otherDigits(figure.numeral, random), random));
    case 'point':
      return changed(kind, figure, pick(movedPoints(figure.numeral), random));
    case 'unit':
      return withUnit(figure);
    case 'comparator':
      return withComparator(figure);
    default:
      return kind satisfies never;
  }
}

function changed(kind: MutationKind, figure: Figure, to: string | undefined): Mutation | undefined {
  if (to === undefined || toDecimal(to).eq(toDecimal(figure.numeral))) return undefined;
  const { place, start, end } = figure;
  return { kind, figure, edit: { place, start, end, to }, to };
}

/** 81.62 → 18.62, 86.12?, 81.26: digits that stand side by side, points and separators not counted; no 0 comes to the front. */
function swaps(numeral: string): readonly string[] {
  const digits = [...numeral.matchAll(/\p{Nd}/gu)].map(({ index }) => index);
  return digits.slice(1).flatMap((at, before): readonly string[] => {
    const left = digits[before] ?? 0;
    const [a, b] = [numeral.charAt(left), numeral.charAt(at)];
    const text = `${numeral.slice(0, left)}${b}${numeral.slice(left + 1, at)}${a}${numeral.slice(at + 1)}`;
    return isSoundNumeral(text) && !toDecimal(text).eq(toDecimal(numeral)) ? [text] : [];
  });
}

/** Each digit replaced by another one. */
function otherDigits(numeral: string, random: Random): readonly string[] {
  return [...numeral.matchAll(/\p{Nd}/gu)].flatMap(({ 0: digit, index }): readonly string[] => {
    const by = 1 + Math.floor(random() * 9);
    const text = `${numeral.slice(0, index)}${(Number(digit.normalize('NFKC')) + by) % 10}${numeral.slice(index + 1)}`;
    return isSoundNumeral(text) ? [text] : [];
  });
}

/** 320.88 → 3208.8 or 32.088; 398 → 39.8. A single digit has no point to move. */
function movedPoints(numeral: string): readonly string[] {
  const plain = numeral.normalize('NFKC').replaceAll(',', '');
  const digits = plain.replace('.', '');
  if (digits.length < 2 || /^0*$/u.test(digits)) return [];
  const point = plain.includes('.') ? plain.indexOf('.') : plain.length;
  return [point - 1, point + 1].flatMap((at): readonly string[] => {
    if (at < 1 || at > digits.length) return [];
    const text = at === digits.length ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
    return isSoundNumeral(text) ? [text] : [];
  });
}

/** No 0 in front of another digit: nobody prints 01 or 062.5. */
function isSoundNumeral(numeral: string): boolean {
  return !/^0\d/u.test(numeral.normalize('NFKC').replaceAll(',', ''));
}

/** What stands right behind a figure, the longest first, and what a slip makes of it. */
const OTHER_UNITS: readonly (readonly [unit: string, other: string])[] = [
  ['亿元', '万元'],
  ['万元', '元'],
  ['万人次', '人次'],
  ['万人', '人'],
  ['元', '万元'],
  ['%', '‰'],
  ['％', '‰'],
  ['‰', '%'],
];

function withUnit(figure: Figure): Mutation | undefined {
  const { place, text, end, numeral } = figure;
  const behind = text.slice(end);
  const gap = /^\s*/u.exec(behind)?.[0].length ?? 0;
  const found = OTHER_UNITS.find(([unit]) => behind.startsWith(unit, gap));
  if (found === undefined) return undefined;
  const start = end + gap;
  const edit = { place, start, end: start + found[0].length, to: found[1] };
  return { kind: 'unit', figure, edit, to: `${numeral}${found[1]}` };
}

/** Comparators as forms print them in front of a figure, the longest first, and their opposites. */
const OPPOSITES: readonly (readonly [sign: string, opposite: string])[] = [
  ['大于等于', '小于等于'],
  ['小于等于', '大于等于'],
  ['不低于', '不高于'],
  ['不少于', '不超过'],
  ['不高于', '不低于'],
  ['不超过', '不少于'],
  ['不大于', '不小于'],
  ['不小于', '不大于'],
  ['>=', '<='],
  ['<=', '>='],
  ['≥', '≤'],
  ['≤', '≥'],
  ['≧', '≦'],
  ['≦', '≧'],
  ['＞', '＜'],
  ['＜', '＞'],
  ['>', '<'],
  ['<', '>'],
];

function withComparator(figure: Figure): Mutation | undefined {
  const { place, text, start, numeral } = figure;
  const before = text.slice(0, start).trimEnd();
  const found = OPPOSITES.find(([sign]) => before.endsWith(sign));
  if (found === undefined) return undefined;
  const from = before.length - found[0].length;
  const edit = { place, start: from, end: before.length, to: found[1] };
  return { kind: 'comparator', figure, edit, to: `${found[1]}${numeral}` };
}
