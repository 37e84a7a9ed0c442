import type { ReadNote } from '../parser.ts';
import { isFigure } from './cell-kinds.ts';
import { headingKind, isTotalLabel } from './heading-words.ts';
import { lineNote } from './notes.ts';
import { blankCell, cellText, type TextCell, type TextRow } from './rows.ts';

/**
 * Rows written one cell a line count a cell merged to the right once, so rows of one table differ in length. A total (总分, its points,
 * its score, a remark) goes under the columns of points and scores of the headings above it, where that is certain; other rows begin at
 * the left. \`counts\` are the cells each row had before it was padded.
 */
export function spreadTotals(
  rows: readonly TextRow[],
  counts: readonly number[],
): { readonly rows: readonly TextRow[]; readonly notes: readonly ReadNote[] } {
  const notes: ReadNote[] = [];
  let answers: readonly number[] = [];
  const spread = rows.map((row, index) => {
    const count = counts[index] ?? row.cells.length;
    const width = row.cells.length;
    if (count === width) {
      const columns = row.cells.flatMap((cell, col) => (isAnswer(cell) ? [col] : []));
      if (columns.length > 0) answers = columns;
    }
    // Two cells are a label and its value; they stand at the left like any key.
    if (!isTotalLabel(cellText(row, 0)) || count < 3 || count >= width || answers.length === 0) return row;
    const values = row.cells.slice(1, count);
    const placed = placeRight(row, values, answers) ?? placeFigures(row, values, answers);
    if (placed === null) notes.push(undecidedNote(row));
    return placed ?? row;
  });
  return { rows: spread, notes };
}

function isAnswer(cell: TextCell): boolean {
  const kind = headingKind(cell.text);
  return kind === 'points' || kind === 'score';
}

/** All values at the right end, if that puts every figure under points or scores. */
function placeRight(row: TextRow, values: readonly TextCell[], answers: readonly number[]): TextRow | null {
  const start = row.cells.length - values.length;
  const fits = values.every((cell, index) => !isFigure(cell.text) || answers.includes(start + index));
  return fits ? withValues(row, new Map(values.map((cell, index) => [start + index, cell]))) : null;
}

/** As many figures as there are columns of points and scores, what follows them to their right. */
function placeFigures(row: TextRow, values: readonly TextCell[], answers: readonly number[]): TextRow | null {
  const figures = values.filter((cell) => isFigure(cell.text));
  const last = values.findLastIndex((cell) => isFigure(cell.text));
  const rest = values.slice(last + 1);
  const end = answers.at(-1) ?? 0;
  const between = values.slice(0, last + 1).some((cell) => cell.text !== '' && !isFigure(cell.text));
  if (figures.length !== answers.length || between || end + rest.length >= row.cells.length) return null;
  const placed = new Map(figures.map((cell, index) => [answers[index] ?? end, cell]));
  for (const [index, cell] of rest.entries()) placed.set(end + 1 + index, cell);
  return withValues(row, placed);
}

function withValues(row: TextRow, placed: ReadonlyMap<number, TextCell>): TextRow {
  const cells = row.cells.map((cell, col) => (col === 0 ? cell : (placed.get(col) ?? blankCell(row.line))));
  return { ...row, cells };
}

function undecidedNote(row: TextRow): ReadNote {
  return lineNote('row-not-aligned', [row.line], {
    zh: `第 ${row.line} 行（${cellText(row, 0)}）的数值与分值、得分列对不上，且无法确定应在哪一列，保持原位`,
    en: `the values of line ${row.line} (${cellText(row, 0)}) cannot be told apart as points and score: left in place`,
  });
}
