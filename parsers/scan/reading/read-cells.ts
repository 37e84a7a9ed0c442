import { clampBox, type GreyImage, type PxBox } from '../image.ts';
import type { CellReading, ReadCells, ReadLine } from '../prepared-page.ts';
import { MAX_DISPUTED } from './choose-reading.ts';
import { findInk } from './components.ts';
import { readStrips } from './read-strips.ts';
import { hasDigit } from './runs.ts';
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
    if (side === undefined) return { lines: own };
    const trusted = withDoubtAtScraps(own).map((line) => withDoubtUnderSeals(line, page.redInk));
    return { lines: trusted.map((line) => withDoubtAtSides(line, side)) };
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
  return toDoubtful(line);
}

/** Lines that hold neither a digit nor a Han character of more than one stroke: what is left of rulings and seals. */
const SCRAP = /^[^\p{Script=Han}\d]*[一丨丶丿]?[^\p{Script=Han}\d]*$/u;

/** A figure with scraps above or below it (25.00 over /一) may have lost or won a stroke to them. */
function withDoubtAtScraps(lines: readonly ReadLine[]): readonly ReadLine[] {
  const isScrap = ({ text }: ReadLine) => text.trim() !== '' && SCRAP.test(text.normalize('NFKC'));
  if (lines.length < 2 || !lines.some(isScrap)) return lines;
  return lines.map((line) => (hasDigit(line.text) ? toDoubtful(line) : line));
}

/** Red ink darker than this, so near and of so many pixels, lies over a line: strokes may be lost under it. */
const [RED_BELOW, RED_NEAR_PX, LEAST_RED_PX] = [180, 3, 12];

function withDoubtUnderSeals(line: ReadLine, red: GreyImage | null): ReadLine {
  if (red === null || !hasDigit(line.text)) return line;
  const [x0, top, x1, bottom] = line.box;
  const near = clampBox([x0 - RED_NEAR_PX, top - RED_NEAR_PX, x1 + RED_NEAR_PX, bottom + RED_NEAR_PX], red);
  const { mask } = findInk(red, near, RED_BELOW);
  return mask.reduce((sum, value) => sum + value, 0) < LEAST_RED_PX ? line : toDoubtful(line);
}

function toDoubtful(line: ReadLine): ReadLine {
  return { ...line, confidence: Math.min(line.confidence, MAX_DISPUTED) };
}
