import type { Box } from '../../pipeline/model/geometry.ts';
import type { Word } from '../pdf/page-content.ts';

/** A word's parts on both sides of a line stand apart by more than this share of the em, or come from two operators. */
const PART_EM = 0.1;

/**
 * Gives each box the words whose centre lies in it. A word over a side is parted there when the side runs between two
 * of its characters; `rest` are the words in no box.
 */
export function fillBoxes(boxes: readonly Box[], words: readonly Word[]): { filled: Word[][]; rest: Word[] } {
  const filled: Word[][] = boxes.map(() => []);
  const rest: Word[] = [];
  const sides = [...new Set(boxes.flatMap(([x0, , x1]) => [x0, x1]))].sort((a, b) => a - b);
  const find = createFinder(boxes);
  for (const word of words) {
    for (const part of cutAtSides(word, sides)) {
      const box = find(part);
      if (box === undefined) rest.push(part);
      else filled[box]?.push(part);
    }
  }
  return { filled, rest };
}

/** Height of the strips boxes are looked up in, in points: about one line. */
const STRIP = 16;

/** Finds the box a word's centre lies in: boxes are listed by the strips of the page they reach into. */
function createFinder(boxes: readonly Box[]): (word: Word) => number | undefined {
  const strips = new Map<number, number[]>();
  for (const [i, [, top, , bottom]] of boxes.entries()) {
    for (let strip = Math.floor(top / STRIP); strip <= Math.floor(bottom / STRIP); strip += 1) {
      const listed = strips.get(strip);
      if (listed === undefined) strips.set(strip, [i]);
      else listed.push(i);
    }
  }
  return (word) => {
    const x = (word.x0 + word.x1) / 2;
    const y = (word.top + word.bottom) / 2;
    return strips.get(Math.floor(y / STRIP))?.find((i) => {
      const box = boxes[i];
      return box !== undefined && x >= box[0] && x < box[2] && y >= box[1] && y < box[3];
    });
  };
}

/** Parts of a level word at the sides that run between two of its characters. */
function cutAtSides(word: Word, sides: readonly number[]): Word[] {
  if (word.turn !== 0 || word.vertical || word.text.length < 2) return [word];
  if (!sides.some((x) => x > word.x0 + 0.2 * word.size && x < word.x1 - 0.2 * word.size)) return [word];
  const inside = sides.filter((x) => x > word.x0 + 0.2 * word.size && x < word.x1 - 0.2 * word.size);
  let parts = [word];
  for (const side of inside) {
    const last = parts.at(-1);
    const cut = last === undefined ? null : cutWord(last, side);
    if (cut !== null) parts = [...parts.slice(0, -1), ...cut];
  }
  return parts;
}

/** Cuts a word in two at x where a character ends within a tenth of the em of it; null when x runs through one. */
export function cutWord(word: Word, x: number): [Word, Word] | null {
  const { stops, text, size } = word;
  const k = stops.findIndex((stop, i) => i > 0 && i < text.length && Math.abs(stop - x) <= PART_EM * size);
  if (k < 1 || /[\udc00-\udfff]/.test(text[k] ?? '')) return null;
  const at = stops[k] ?? x;
  return [
    { ...word, text: text.slice(0, k), stops: stops.slice(0, k + 1), x1: at },
    { ...word, text: text.slice(k), stops: stops.slice(k), x0: at, spaced: false },
  ];
}
