import type { Box } from '../../pipeline/model/geometry.ts';
import type { Word } from '../pdf/page-content.ts';
import { firstChar, isCjk, lastChar } from './join-text.ts';

/** Words on one line, from its start to its end. */
export interface Line {
  readonly words: readonly Word[];
  readonly text: string;
  readonly box: Box;
  readonly size: number;
  readonly baseline: number;
  readonly bold: boolean;
  /** Width of what cannot be parted from its start: a Han character, or a word of letters. */
  readonly firstUnit: number;
  /** Stretches the words cover across the page, wider gaps left out. */
  readonly parts: readonly (readonly [from: number, to: number])[];
}

/** Closing marks that never begin a line: the character before them moves down with them. */
const NEVER_FIRST = /^[，。、；：！？）》」』】〕％”’,.;:!?)\]%]/u;
/** Marks at which lines are not broken on either side: 元/人*月 moves down whole. */
const JOINING = /^[/*·]/u;
/** A gap this wide parts a line into stretches: twice the widest word space of justified text. */
const PART_EM = 0.8;

/** Words share a line when they overlap by more than this share of the lower one's height. */
const SAME_LINE = 0.5;
/** A gap above this share of the em between words of letters is a space, even where none is written. */
const SPACE_EM = 0.13;

/** Puts words into lines from the top, words from the left; upright words only. */
export function toLines(words: readonly Word[]): Line[] {
  if (words.length <= 1) return words.map((word) => toLine([word]));
  const sorted = [...words].sort((a, b) => a.top - b.top || a.x0 - b.x0 || a.order - b.order);
  const open: { words: Word[]; top: number; bottom: number }[] = [];
  for (const word of sorted) {
    const line = open.findLast(({ top, bottom }) => {
      const shared = Math.min(bottom, word.bottom) - Math.max(top, word.top);
      return shared > SAME_LINE * Math.min(bottom - top, word.bottom - word.top);
    });
    if (line === undefined) open.push({ words: [word], top: word.top, bottom: word.bottom });
    else {
      line.words.push(word);
      if (word.bottom - word.top > line.bottom - line.top) {
        line.top = word.top;
        line.bottom = word.bottom;
      }
    }
  }
  return open.map((line) => toLine(line.words));
}

/** One line of these words, from the left. */
export function toLine(words: readonly Word[]): Line {
  const sorted = [...words].sort((a, b) => a.x0 - b.x0 || a.order - b.order);
  let [x0, top, x1, bottom, size] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  let bold = 0;
  let count = 0;
  for (const word of sorted) {
    x0 = Math.min(x0, word.x0);
    top = Math.min(top, word.top);
    x1 = Math.max(x1, word.x1);
    bottom = Math.max(bottom, word.bottom);
    size = Math.max(size, word.size);
    count += word.text.length;
    if (word.bold) bold += word.text.length;
  }
  const main = sorted.reduce((best, word) =>
    word.text.length * word.size > best.text.length * best.size ? word : best,
  );
  return {
    words: sorted,
    text: joinWords(sorted),
    box: [x0, top, x1, bottom],
    size: main.size,
    baseline: main.baseline,
    bold: bold > count / 2,
    firstUnit: firstUnit(sorted[0]),
    parts: toParts(sorted),
  };
}

/** The line without its words, for keeping through a long document. */
export function withoutWords(line: Line): Line {
  return { ...line, words: [] };
}

function firstUnit(word: Word | undefined): number {
  if (word === undefined) return 0;
  const chars = Array.from(word.text);
  let units = 1;
  if (isCjk(chars[0])) {
    while (units < chars.length) {
      if (NEVER_FIRST.test(chars[units] ?? '')) units += 1;
      else if (JOINING.test(chars[units] ?? '')) units += 2;
      else break;
    }
  } else {
    while (units < chars.length && !isCjk(chars[units])) units += 1;
  }
  const length = chars.slice(0, units).join('').length;
  return Math.abs((word.stops[length] ?? 0) - (word.stops[0] ?? 0));
}

function toParts(words: readonly Word[]): [number, number][] {
  const parts: [number, number][] = [];
  for (const { x0, x1, size } of words) {
    const last = parts.at(-1);
    if (last !== undefined && x0 - last[1] < PART_EM * size) last[1] = Math.max(last[1], x1);
    else parts.push([x0, x1]);
  }
  return parts;
}

/** The text of words on one line: a space where one is written, or where letters stand apart. */
export function joinWords(words: readonly Word[]): string {
  let text = '';
  let previous: Word | undefined;
  for (const word of words) {
    if (previous !== undefined && isSpaced(previous, word)) text += ' ';
    text += word.text;
    previous = word;
  }
  return text;
}

function isSpaced(a: Word, b: Word): boolean {
  const gap = b.x0 - a.x1;
  const em = Math.min(a.size, b.size);
  if (gap < 0.05 * em) return false;
  const inFlow = b.spaced && b.order >= a.order;
  if (isCjk(lastChar(a.text)) || isCjk(firstChar(b.text))) return inFlow && gap > SPACE_EM * em;
  return inFlow || gap > SPACE_EM * em;
}
