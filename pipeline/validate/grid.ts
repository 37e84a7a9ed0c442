import type { Cell, Table } from '../model/document.ts';

/** A table as rows of columns; a merged cell stands in every place it covers. */
export type Grid = readonly (readonly (Cell | null)[])[];

/** Cells a table may cover before it is left unexamined: a real one has some thousands. */
const MOST_PLACES = 200_000;

/** The places of a table with the cell that covers each; empty where the table is absurdly large. */
export function toGrid(table: Table): Grid {
  const height = table.cells.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0);
  const width = table.cells.reduce((most, { col, colSpan }) => Math.max(most, col + colSpan), 0);
  if (height * width > MOST_PLACES) return [];
  const rows: (Cell | null)[][] = Array.from({ length: height }, () => new Array<Cell | null>(width).fill(null));
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      rows[row]?.fill(cell, cell.col, cell.col + cell.colSpan);
    }
  }
  return rows;
}
