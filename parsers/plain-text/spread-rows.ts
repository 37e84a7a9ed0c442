import { isTotalLabel } from './heading-words.ts';
import { blankCell, cellText, type TextRow } from './rows.ts';

/**
 * Rows written one cell a line count a cell merged to the right once, so rows of one table differ in length. Rows that close a form
 * (总分, its points, its score, a remark) are pushed to the right, where the figures' columns are; the others begin at the left.
 * `counts` are the cells each row had before it was padded.
 */
export function spreadRows(rows: readonly TextRow[], counts: readonly number[]): TextRow[] {
  return rows.map((row, index) => {
    const count = counts[index] ?? row.cells.length;
    const above = counts[index - 1] ?? 0;
    const width = row.cells.length;
    // Two cells are a label and its value; they stand at the left like any key.
    if (!isTotalLabel(cellText(row, 0)) || count < 3 || count >= width || above !== width) return row;
    const rest = row.cells.slice(1, count);
    const gap = Array.from({ length: width - count }, () => blankCell(row.line));
    return { ...row, cells: [...row.cells.slice(0, 1), ...gap, ...rest] };
  });
}
