import type { CellReading, ReadCells } from '../prepared-page.ts';
import { readStrips } from './read-strips.ts';
import { toStrip } from './strips.ts';
import { findLetterHeight, findLetters, findTextLines } from './text-lines.ts';

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
  return cells.map((strips): CellReading => {
    at += strips.length;
    return { lines: lines.slice(at - strips.length, at) };
  });
};
