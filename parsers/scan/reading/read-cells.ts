import type { PxBox } from '../image.ts';
import type { CellReading, ReadCells, ReadLine } from '../prepared-page.ts';
import { MAX_DISPUTED } from './choose-reading.ts';
import { readStrips } from './read-strips.ts';
import { toStrip } from './strips.ts';
import { findLetterHeight, findLetters, findTextLines } from './text-lines.ts';
import { pairBrackets } from './tidy-text.ts';

/** A cell with so many pieces of ink tells the height of its letters itself. */
const MIN_PIECES = 12;
/** Taller pieces than so many letters of the page are lines that touch. */
const MAX_LETTER = 1.5;
/** Height of letters of 9 pt at 200 dpi, where a page tells nothing. */
const COMMON_LETTER_PT = 9;

/** Reads each cell by itself. Blank cells are told by their ink, without an engine. */
export const readCells: ReadCells = async (page, fields, recogniser) => {
  const letters = fields.map(({ box }) => findLetters(page.blackInk, box));
  const pageLetterPx = findLetterHeight(letters.flat()) ?? (COMMON_LETTER_PT * page.dpi) / 72;
  const cells = letters.map((components) => {
    const own = components.length >= MIN_PIECES ? findLetterHeight(components) : undefined;
    const letterPx = own !== undefined && own <= MAX_LETTER * pageLetterPx ? own : pageLetterPx;
    return findTextLines(components, letterPx).map((line) => toStrip(page.blackInk, line, letterPx));
  });
  const lines = await readStrips(page.blackInk, cells.flat(), recogniser);
  let at = 0;
  return cells.map((strips, i): CellReading => {
    at += strips.length;
    const own = withPairedBrackets(lines.slice(at - strips.length, at));
    const side = fields[i]?.box;
    return { lines: side === undefined ? own : own.map((line) => withDoubtAtSides(line, side)) };
  });
};

/** A bracket may open in one line of a cell and close in the next. */
function withPairedBrackets(lines: readonly ReadLine[]): readonly ReadLine[] {
  const texts = pairBrackets(lines.map(({ text }) => text).join('\n')).split('\n');
  return lines.map((line, i) => ({ ...line, text: texts[i] ?? line.text }));
}

/** What stands so near to the side of its cell, in pixels, may go on beyond it. */
const SIDE_PX = 1;

function withDoubtAtSides(line: ReadLine, [x0, , x1]: PxBox): ReadLine {
  if (line.box[0] > x0 + SIDE_PX && line.box[2] < x1 - SIDE_PX) return line;
  return { ...line, confidence: Math.min(line.confidence, MAX_DISPUTED) };
}
