import type { Cell, Table } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';
import type { CutText } from './cut-text.ts';
import type { CellPicture, PageBox, TablePicture } from './evidence-data.ts';

/** Cells of a table kept whole. The largest form met has 300; a list of 5,000 rows is cut to what is cited. */
const MAX_CELLS = 1500;
/** Rows kept on either side of a cited one where a table is cut. */
const ROWS_AROUND = 2;
/** Cells a row has to have to name columns: a label and its value have two. */
const MIN_HEAD_CELLS = 3;
/** Only for what is shown above a cut table: a row taken for a heading by mistake costs a line. */
const HEADING = /(?:指标|预算|执行|分值|权重|得分|评分|情况|目标|原因|措施|名称|金额|标准|单位|备注|数|值|率)$/u;
const MAX_HEADING = 16;
const HEAD_SHARE = 0.75;

/** A table as report.html carries it, and where each of its cells went. */
export interface DrawnTable {
  readonly picture: TablePicture;
  /** Index in `picture.cells` of the cell that covers a place; undefined: no such cell. */
  findCell(row: number, col: number): number | undefined;
}

/** Draws a table; `cited` are the rows that have to be in it, `toText` gives the shown text of a cell. */
export function drawTable(
  table: Table,
  { cited, toText }: { cited: ReadonlySet<number>; toText: (cell: Cell) => CutText },
): DrawnTable {
  const rows = Math.max(0, ...table.cells.map(({ row, rowSpan }) => row + rowSpan));
  const columns = Math.max(0, ...table.cells.map(({ col, colSpan }) => col + colSpan));
  const headRows = findHeadRows(table.cells);
  const isKept = table.cells.length <= MAX_CELLS ? () => true : keepAround(cited, headRows);
  const kept = table.cells.filter(isKept);
  const cells = kept.map(
    (cell): CellPicture => [
      cell.row,
      cell.col,
      cell.rowSpan,
      cell.colSpan,
      toText(cell).text,
      cell.sources.flatMap(toPageBoxes),
    ],
  );
  return {
    picture: { caption: table.caption, rows, columns, headRows, cells },
    findCell: (row, col) => {
      const index = kept.findIndex((cell) => covers(cell, row, col));
      return index === -1 ? undefined : index;
    },
  };
}

/** The box of a source in whole points; none where the format has no pages. */
export function toPageBoxes({ pageNumber, bbox }: Source): PageBox[] {
  if (pageNumber === undefined || bbox === undefined) return [];
  const [x0, top, x1, bottom] = bbox;
  return [[pageNumber, Math.round(x0), Math.round(top), Math.round(x1), Math.round(bottom)]];
}

/** Says whether a cell covers a place of its table. */
export function covers(cell: Cell, row: number, col: number): boolean {
  return row >= cell.row && row < cell.row + cell.rowSpan && col >= cell.col && col < cell.col + cell.colSpan;
}

/** Rows that name columns: several cells, most of them words that headings use, none with a figure outside brackets. */
function findHeadRows(cells: readonly Cell[]): readonly number[] {
  const byRow = new Map<number, Cell[]>();
  for (const cell of cells) {
    const own = byRow.get(cell.row);
    if (own === undefined) byRow.set(cell.row, [cell]);
    else own.push(cell);
  }
  return [...byRow].filter(([, own]) => isHead(own)).map(([row]) => row);
}

function isHead(cells: readonly Cell[]): boolean {
  const texts = cells.map(({ text }) => text.replace(/[(（][^)）]*[)）]|\s/gu, '')).filter((text) => text !== '');
  const named = texts.filter((text) => text.length <= MAX_HEADING && HEADING.test(text) && !/\d/.test(text));
  return texts.length >= MIN_HEAD_CELLS && named.length >= texts.length * HEAD_SHARE;
}

function keepAround(cited: ReadonlySet<number>, headRows: readonly number[]): (cell: Cell) => boolean {
  const rows = new Set([0, 1, ...headRows]);
  for (const row of cited) for (let near = row - ROWS_AROUND; near <= row + ROWS_AROUND; near += 1) rows.add(near);
  return ({ row, rowSpan }) => {
    for (let own = row; own < row + rowSpan; own += 1) if (rows.has(own)) return true;
    return false;
  };
}
