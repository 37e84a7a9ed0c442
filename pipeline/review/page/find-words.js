/** @import { Word } from './pdf.js' */

/** Slack in points: boxes of records are rounded, and glyphs may overhang their line. */
const SLACK_PT = 2;

/**
 * The boxes of words within a box of the page: where a figure stands in its paragraph. Empty where they are not found, as
 * when they stand on the next page or the text layer says them otherwise.
 *
 * @param {readonly Word[]} pieces
 * @param {{ within: readonly [number, number, number, number], text: string }} wanted
 * @returns {readonly (readonly [x0: number, top: number, x1: number, bottom: number])[]}
 */
export function findWords(pieces, { within, text }) {
  const inside = pieces.filter(({ box }) => isWithin(box, within));
  const letters = inside.flatMap(toLetters);
  const all = letters.map(({ letter }) => letter).join('');
  const needle = fold(text);
  const start = needle === '' ? -1 : all.indexOf(needle);
  // Twice the same figure in one paragraph: which one is meant cannot be told from here.
  if (start === -1 || all.indexOf(needle, start + 1) !== -1) return [];
  /** @type {[number, number, number, number][]} */
  const boxes = [];
  for (const { box } of letters.slice(start, start + needle.length)) {
    const last = boxes.at(-1);
    const [x0, top, x1, bottom] = box;
    if (last !== undefined && Math.abs(last[3] - bottom) < SLACK_PT && x0 >= last[0]) last[2] = Math.max(last[2], x1);
    else boxes.push([x0, top, x1, bottom]);
  }
  return boxes;
}

/**
 * @param {Word['box']} box
 * @param {readonly [number, number, number, number]} outer
 */
function isWithin([x0, top, x1, bottom], outer) {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x > outer[0] - SLACK_PT && x < outer[2] + SLACK_PT && y > outer[1] - SLACK_PT && y < outer[3] + SLACK_PT;
}

/**
 * Letters of a piece with the part of its box that each takes; wide signs count double.
 *
 * @param {Word} piece
 * @returns {{ letter: string, box: Word['box'] }[]}
 */
function toLetters({ text, box: [x0, top, x1, bottom] }) {
  const signs = [...text];
  const widths = signs.map((sign) => (/[\u2e80-\uffef]/u.test(sign) ? 2 : 1));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let at = x0;
  return signs.flatMap((sign, index) => {
    const begin = at;
    at += ((x1 - x0) * (widths[index] ?? 1)) / whole;
    const end = at;
    return [...fold(sign)].map((letter) => ({ letter, box: /** @type {const} */ ([begin, top, end, bottom]) }));
  });
}

/** @param {string} text */
function fold(text) {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
