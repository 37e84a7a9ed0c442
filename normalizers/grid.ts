import type { Cell, Table } from '../pipeline/model/document.ts';
import { type HeadingRoles, KNOWN_HEADINGS } from './heading-roles.ts';
import { folded } from './printed.ts';

/** The rows [fromRow, toRow) of a table, which are one form or one table of a report. */
export interface TableSlice {
  readonly table: Table;
  readonly fromRow: number;
  readonly toRow: number;
}

/** A table looked up by place. Rows and columns are those of the table, also where only a slice is read. */
export interface Grid extends TableSlice {
  readonly columns: number;
  /** What headings in it mean. */
  readonly headings: HeadingRoles;
  /** The cell that covers a place; undefined where the table has a hole. */
  readonly at: (row: number, col: number) => Cell | undefined;
  /** The cells that cover a row, from left to right. */
  readonly covering: (row: number) => readonly Cell[];
  /** The cells that begin in a row, from left to right. */
  readonly starting: (row: number) => readonly Cell[];
}

/** Number of rows of a table. */
export function rowCount(table: Table): number {
  return table.cells.reduce((most, cell) => Math.max(most, cell.row + 1), 0);
}

export function wholeTable(table: Table): TableSlice {
  return { table, fromRow: 0, toRow: rowCount(table) };
}

/** Indexes the cells that begin in a slice. Spans that reach beyond it are cut at its end. */
export function toGrid(slice: TableSlice, headings: HeadingRoles = KNOWN_HEADINGS): Grid {
  const { fromRow, toRow, table } = slice;
  const rows: Cell[][] = Array.from({ length: Math.max(0, toRow - fromRow) }, () => []);
  let columns = 0;
  for (let index = firstIndex(table.cells, fromRow); index < table.cells.length; index++) {
    const cell = table.cells[index];
    if (!cell || cell.row >= toRow) break;
    const end = Math.min(cell.row + cell.rowSpan, toRow);
    for (let row = cell.row; row < end; row++) rows[row - fromRow]?.push(cell);
    columns = Math.max(columns, cell.col + cell.colSpan);
  }
  for (const cells of rows) cells.sort((a, b) => a.col - b.col);
  const covering = (row: number): readonly Cell[] => rows[row - fromRow] ?? [];
  return {
    ...slice,
    columns,
    headings,
    covering,
    at: (row, col) => covering(row).find((cell) => cell.col <= col && col < cell.col + cell.colSpan),
    starting: (row) => covering(row).filter((cell) => cell.row === row),
  };
}

/** Index of the first cell that begins in this row or below; cells are sorted by row. */
function firstIndex(cells: readonly Cell[], row: number): number {
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A row that only numbers the columns: 列次 | 1 | 2 | 3, or 1 | 2 | 3 | 4. */
export function isNumberingRow(grid: Grid, row: number): boolean {
  const words = grid
    .starting(row)
    .map(({ text }) => folded(text))
    .filter((text) => text !== '');
  const named = /^(?:列次|栏次|行次|序号)$/u.test(words[0] ?? '');
  // 6=4/3 numbers a column and says how it follows from others.
  const numbers = (named ? words.slice(1) : words).map(
    (text) => /^(\d{1,2})=[\d+\-*/×÷%()]+$/u.exec(text)?.[1] ?? text,
  );
  return numbers.length >= (named ? 2 : 4) && numbers.every((text, index) => text === String(index + 1));
}
