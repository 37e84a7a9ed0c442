import type { Line } from './lines.ts';

/** A cell as the text has it; `lines` are the lines it stands on (several where a page break or line break cuts it). */
export interface TextCell {
  readonly text: string;
  readonly lines: readonly number[];
  /** True: the row has lost this cell on the way into the text; it is not blank in the report. */
  readonly lost?: boolean;
}

export interface TextRow {
  readonly line: number;
  readonly cells: readonly TextCell[];
  /** The first row after a page break in its table: told by heading rows that came again, or by blank lines only; null: another row. */
  readonly afterBreak: 'heading' | 'blank' | null;
}

/** A stretch of the file: paragraphs, or rows of cells. */
export type Run =
  | { readonly kind: 'prose'; readonly lines: readonly Line[] }
  | { readonly kind: 'rows'; readonly rows: readonly TextRow[]; readonly dialect: 'rows' | 'cells' };

export const blankCell = (line: number): TextCell => ({ text: '', lines: [line] });

export function cellText(row: TextRow, col: number): string {
  return row.cells[col]?.text ?? '';
}

/** Columns of the cells that hold text. */
export function filledColumns(row: TextRow): number[] {
  return row.cells.flatMap((cell, col) => (cell.text === '' ? [] : [col]));
}

/** A row of exactly `width` cells: blank ones added, or blank ones at the end left out. */
export function padRow(row: TextRow, width: number): TextRow {
  const missing = Math.max(0, width - row.cells.length);
  const cells = [...row.cells.slice(0, width), ...Array.from({ length: missing }, () => blankCell(row.line))];
  return { ...row, cells };
}

/** Columns up to the last one with text in any row. */
export function tableWidth(rows: readonly TextRow[]): number {
  return rows.reduce((width, row) => Math.max(width, (filledColumns(row).at(-1) ?? -1) + 1), 0);
}

/** A copy of the row with some cells replaced. */
export function withCells(row: TextRow, changes: ReadonlyMap<number, TextCell>): TextRow {
  return { ...row, cells: row.cells.map((cell, col) => changes.get(col) ?? cell) };
}
