import { ReadFailure } from '../../pipeline/model/failure.ts';

/** A cell as stored; row and column count from 0 with hidden ones. */
export interface StoredCell {
  readonly row: number;
  readonly col: number;
  /** As displayed; lines by \n; empty for a blank with borders. */
  readonly text: string;
  readonly isBordered: boolean;
  /** Centred and large. */
  readonly isTitle: boolean;
}

/** A merged area as stored: first and last row and column, from 0. */
export interface MergedArea {
  readonly row: number;
  readonly col: number;
  readonly lastRow: number;
  readonly lastCol: number;
}

/** A cell as shown, a merged area as one; row and column count from 0 without hidden ones, last ones included. */
export interface SheetCell extends StoredCell {
  readonly lastRow: number;
  readonly lastCol: number;
  /** Number of its first row in the sheet, from 1, as the spreadsheet program shows it. */
  readonly line: number;
}

/** Cells kept of one sheet; a form has some 300, a ledger of 20,000 rows 400,000. */
export const MAX_CELLS = 2_000_000;

/**
 * Cells as shown, by row, then column: a merged area is one cell with the text of its first; what lies below it, and
 * hidden rows and columns, are left out. An area that overlaps an earlier one is none. Throws ReadFailure `too-large`.
 */
export function mergeCells(
  cells: readonly StoredCell[],
  {
    merges,
    isHiddenRow,
    isHiddenCol,
  }: {
    merges: readonly MergedArea[];
    isHiddenRow: (row: number) => boolean;
    isHiddenCol: (col: number) => boolean;
  },
): readonly SheetCell[] {
  const last = { row: 0, col: 0 };
  for (const { row, col } of cells) {
    last.row = Math.max(last.row, row);
    last.col = Math.max(last.col, col);
  }
  const rows = countShown(last.row, isHiddenRow);
  const cols = countShown(last.col, isHiddenCol);
  const areaAt = indexAreas(merges, last);
  const merged = new Map<MergedArea, Omit<StoredCell, 'row' | 'col'>>();
  const shown: SheetCell[] = [];

  const show = (area: MergedArea, content: Omit<StoredCell, 'row' | 'col'>): void => {
    const [row, lastRow] = [rows[area.row] ?? 0, (rows[area.lastRow + 1] ?? 0) - 1];
    const [col, lastCol] = [cols[area.col] ?? 0, (cols[area.lastCol + 1] ?? 0) - 1];
    if (lastRow < row || lastCol < col || (content.text === '' && !content.isBordered)) return;
    shown.push({ ...content, row, col, lastRow, lastCol, line: area.row + 1 });
  };

  for (const cell of cells) {
    const area = areaAt(cell.row, cell.col);
    if (!area) {
      show({ row: cell.row, col: cell.col, lastRow: cell.row, lastCol: cell.col }, cell);
      continue;
    }
    const known = merged.get(area);
    const isFirst = cell.row === area.row && cell.col === area.col;
    const content = isFirst || !known ? { ...cell, text: isFirst ? cell.text : '' } : known;
    merged.set(area, { ...content, isBordered: cell.isBordered || (known?.isBordered ?? false) });
  }
  for (const [area, content] of merged) show(area, content);
  return shown.sort((a, b) => a.row - b.row || a.col - b.col);
}

/** For each position how many before it are shown: its own place where it is shown itself. */
function countShown(last: number, isHidden: (at: number) => boolean): Uint32Array {
  const counts = new Uint32Array(last + 2);
  for (let at = 0; at <= last; at++) counts[at + 1] = (counts[at] ?? 0) + (isHidden(at) ? 0 : 1);
  return counts;
}

/** The area a place belongs to; areas are cut at the last cell, and those that overlap an earlier one are left out. */
function indexAreas(
  merges: readonly MergedArea[],
  last: { row: number; col: number },
): (row: number, col: number) => MergedArea | undefined {
  const byRow = new Map<number, MergedArea[]>();
  let places = 0;
  for (const merge of merges) {
    const area = { ...merge, lastRow: Math.min(merge.lastRow, last.row), lastCol: Math.min(merge.lastCol, last.col) };
    if (area.row > area.lastRow || area.col > area.lastCol) continue;
    places += area.lastRow - area.row + 1;
    if (places > MAX_CELLS) throw tooManyCells();
    const overlaps = (other: MergedArea): boolean => other.col <= area.lastCol && other.lastCol >= area.col;
    let isFree = true;
    for (let row = area.row; row <= area.lastRow && isFree; row++) isFree = !byRow.get(row)?.some(overlaps);
    if (!isFree) continue;
    for (let row = area.row; row <= area.lastRow; row++) {
      const here = byRow.get(row);
      if (here) here.push(area);
      else byRow.set(row, [area]);
    }
  }
  return (row, col) => byRow.get(row)?.find((area) => area.col <= col && area.lastCol >= col);
}

export function tooManyCells(): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `一个工作表超过 ${MAX_CELLS} 个单元格；请删去不用的区域，或拆成几个文件。`,
    en: `a sheet has more than ${MAX_CELLS} cells; delete what is not used, or split the file`,
  });
}
