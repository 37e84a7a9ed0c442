import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { CellItem, TableItem } from '../parser.ts';
import type { SheetCell } from './merge-cells.ts';

/** Grid places of one table; 20,000 rows of 50 columns are 1,000,000. */
const MAX_SLOTS = 1_000_000;
/** Blank columns with borders kept at the right: 偏差原因 may be blank all the way; more are a format set on whole rows. */
const BLANK_COLS_KEPT = 10;

/**
 * A table from its cells: rows and columns in which no cell begins are dropped, places without a cell become blanks, and
 * blank rows and long runs of blank columns at the end are left out. Throws ReadFailure `too-large`.
 */
export function toTable(cells: readonly SheetCell[]): TableItem {
  const filled = cells.filter(({ text }) => text !== '');
  const last = {
    row: filled.reduce((most, { lastRow }) => Math.max(most, lastRow), 0),
    col: filled.reduce((most, { lastCol }) => Math.max(most, lastCol), 0) + BLANK_COLS_KEPT,
  };
  const kept = cells.filter(({ row, col }) => row <= last.row && col <= last.col);
  const rows = rankOf(kept.map(({ row }) => row));
  const cols = rankOf(kept.map(({ col }) => col));
  if (rows.count * cols.count > MAX_SLOTS) throw tooManySlots();
  const lines = new Map(kept.map(({ row, line }) => [rows.rank(row), line]));
  const taken = new Uint8Array(rows.count * cols.count);
  const items: CellItem[] = [];
  for (const cell of kept) {
    const row = rows.rank(cell.row);
    const col = cols.rank(cell.col);
    const end = { row: rows.rank(cell.lastRow + 1), col: cols.rank(cell.lastCol + 1) };
    for (let at = row; at < end.row; at++) taken.fill(1, at * cols.count + col, at * cols.count + end.col);
    const places = [{ method: 'markup', line: cell.line }] as const;
    items.push({ row, col, rowSpan: end.row - row, colSpan: end.col - col, text: cell.text, places });
  }
  taken.forEach((isTaken, index) => {
    if (isTaken) return;
    const row = Math.floor(index / cols.count);
    const places = [{ method: 'markup', line: lines.get(row) ?? 1 }] as const;
    items.push({ row, col: index % cols.count, rowSpan: 1, colSpan: 1, text: '', places });
  });
  items.sort((a, b) => a.row - b.row || a.col - b.col);
  return { type: 'table', caption: null, pageNumbers: [], cells: items, ruled: true, confidence: null };
}

/** Positions at which a cell begins, counted on without gaps; a position between counts as the next. */
function rankOf(starts: readonly number[]): { count: number; rank: (position: number) => number } {
  const last = starts.reduce((most, start) => Math.max(most, start), -1);
  const isStart = new Uint8Array(last + 1);
  for (const start of starts) isStart[start] = 1;
  const ranks = new Uint32Array(last + 2);
  for (let at = 0; at <= last; at++) ranks[at + 1] = (ranks[at] ?? 0) + (isStart[at] ?? 0);
  const count = ranks[last + 1] ?? 0;
  return { count, rank: (position) => ranks[position] ?? count };
}

function tooManySlots(): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `一个表格超过 ${MAX_SLOTS} 个格位；请删去不用的区域，或拆成几个文件。`,
    en: `a table has more than ${MAX_SLOTS} grid places; delete what is not used, or split the file`,
  });
}
