import { fold, isFigure } from './cell-kinds.ts';
import { headingKind, isKeyLabel, isTailLabel } from './heading-words.ts';
import { cellText, filledColumns, type TextRow } from './rows.ts';

/** A part of a table: rows of keys and values, or heading rows with the rows under them. */
export type Section =
  | { readonly kind: 'keys'; readonly rows: readonly TextRow[] }
  | { readonly kind: 'grid'; readonly headings: readonly TextRow[]; readonly body: readonly TextRow[] };

/** Longest text of a heading cell, what stands in brackets included. */
const MAX_HEADING_CHARS = 40;

/** Splits the rows of a table (all of one width) into sections. */
export function findSections(rows: readonly TextRow[]): Section[] {
  const sections: Section[] = [];
  let keys: TextRow[] = [];
  let at = 0;
  while (at < rows.length) {
    const row = rows[at];
    if (row === undefined) break;
    if (!isHeading(row) && !(at === 0 && isPlainHeading(rows))) {
      keys.push(row);
      at++;
      continue;
    }
    const next = rows[at + 1];
    const headings = next !== undefined && isSubHeading(row, next) ? [row, next] : [row];
    at += headings.length;
    const body: TextRow[] = [];
    while (at < rows.length) {
      const below = rows[at];
      if (below === undefined || isHeading(below) || isKeyRow(below, row)) break;
      body.push(below);
      at++;
    }
    if (keys.length > 0) sections.push({ kind: 'keys', rows: keys });
    keys = [];
    sections.push({ kind: 'grid', headings, body });
  }
  if (keys.length > 0) sections.push({ kind: 'keys', rows: keys });
  return sections;
}

/** Two known column headings, at least half of the row, and no figure. */
function isHeading(row: TextRow): boolean {
  const filled = filledColumns(row);
  if (filled.length < 2 || !filled.every((col) => isHeadingText(cellText(row, col)))) return false;
  const texts = filled
    .map((col) => fold(cellText(row, col)).replace(/\([^()]*\)/g, ''))
    .filter((text) => headingKind(text) !== null);
  const known = texts.length;
  // An indicator may repeat its name on every level; headings differ.
  return new Set(texts).size >= 2 && known * 2 >= filled.length && !isKeyLabel(cellText(row, filled[0] ?? 0));
}

/** The first row of a table whose words are unknown: three different texts without a figure over rows that hold figures. */
function isPlainHeading(rows: readonly TextRow[]): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const texts = filledColumns(first).map((col) => cellText(first, col));
  if (texts.length < 3 || new Set(texts).size < texts.length || !texts.every(isHeadingText)) return false;
  if (texts.some((text) => isKeyLabel(text) || isTailLabel(text))) return false;
  const below = rows.slice(1, 4).filter((row) => filledColumns(row).length >= 2);
  return below.some((row) => filledColumns(row).some((col) => isFigure(cellText(row, col))));
}

function isHeadingText(text: string): boolean {
  return fold(text).length <= MAX_HEADING_CHARS && !isFigure(text) && !/[。；]/.test(text);
}

/** A second heading row fills what the first leaves blank right of a heading, and is blank where that has a heading of its own. */
function isSubHeading(heading: TextRow, row: TextRow): boolean {
  const filled = filledColumns(row);
  if (filled.length < 2 || !filled.every((col) => isHeadingText(cellText(row, col)))) return false;
  const tops = filledColumns(heading);
  const groups = new Map<number, number>();
  for (const col of filled) {
    const top = tops.findLast((candidate) => candidate <= col);
    if (top === undefined) return false;
    groups.set(top, (groups.get(top) ?? 0) + 1);
  }
  return [...groups].every(([top, count]) => count >= 2 && cellText(row, top) !== '');
}

/** A row of keys and values below a grid: a label that closes forms or begins them, and values beside it, not under the headings. */
function isKeyRow(row: TextRow, heading: TextRow): boolean {
  const filled = filledColumns(row);
  const label = cellText(row, 0);
  if (filled[0] !== 0) return false;
  if (isKeyLabel(label)) return true;
  const [, value] = filled;
  const asked = value === undefined ? null : headingKind(cellText(heading, value));
  const underFigures = asked === 'score' || asked === 'points' || asked === 'amount' || asked === 'rate';
  if (isTailLabel(label)) return filled.length <= 2 && !underFigures;
  return false;
}
