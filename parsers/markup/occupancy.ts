import { ReadFailure } from '../../pipeline/model/failure.ts';

/** A cell as the markup gives it, before it is placed. rowSpan 0: to the end of its row group. */
export interface SpannedCell<Content> {
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly content: Content;
}

export interface GridCell<Content> {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  /** null for a blank the markup leaves out. */
  readonly content: Content | null;
}

export interface Grid<Content> {
  /** By row, then column; they tile rowCount × colCount without overlap. */
  readonly cells: readonly GridCell<Content>[];
  readonly rowCount: number;
  readonly colCount: number;
  /** Cells whose span ran into another cell and was cut. */
  readonly cutCells: number;
  /** Blanks added where rows were shorter than the table. */
  readonly addedCells: number;
}

/** HTML's own bounds on spans (html.spec.whatwg.org, attributes of td). */
const MAX_COL_SPAN = 1000;
const MAX_ROW_SPAN = 65_534;
/** Grid places of one table; 20,000 rows of 20 columns are 400,000. */
const MAX_SLOTS = 4_000_000;

/**
 * Places cells as browsers do, on an occupancy grid: each takes the first free column of its row, spans reach right and down
 * but not out of the row group. Spans that would overlap are cut, rows that are too short are filled with blanks, and rows
 * and columns in which no cell begins are dropped: nothing can be seen of them.
 */
export function placeOnGrid<Content>(groups: readonly (readonly (readonly SpannedCell<Content>[])[])[]): Grid<Content> {
  const placed: { row: number; col: number; rowSpan: number; colSpan: number; content: Content }[] = [];
  const taken: boolean[][] = [];
  let cutCells = 0;
  let slots = 0;
  let row = 0;
  for (const group of groups) {
    const groupEnd = row + group.length;
    for (const cells of group) {
      const here = rowOf(taken, row);
      let col = 0;
      for (const { rowSpan, colSpan, content } of cells) {
        while (here[col]) col++;
        const wanted = Math.min(Math.max(1, colSpan), MAX_COL_SPAN);
        let width = 1;
        while (width < wanted && !here[col + width]) width++;
        if (width < wanted) cutCells++;
        const height = Math.min(rowSpan === 0 ? MAX_ROW_SPAN : rowSpan, MAX_ROW_SPAN, groupEnd - row);
        slots += width * height;
        if (slots > MAX_SLOTS) throw tooManySlots();
        for (let down = 0; down < height; down++)
          rowOf(taken, row + down).fill(true, col, grow(rowOf(taken, row + down), col + width));
        placed.push({ row, col, rowSpan: height, colSpan: width, content });
        col += width;
      }
      row++;
    }
  }
  return complete(placed, cutCells);
}

function rowOf(taken: boolean[][], row: number): boolean[] {
  const existing = taken[row];
  if (existing) return existing;
  const created: boolean[] = [];
  taken[row] = created;
  return created;
}

/** Array.fill does not lengthen an array; this does, and gives back the length. */
function grow(row: boolean[], length: number): number {
  while (row.length < length) row.push(false);
  return length;
}

function complete<Content>(
  placed: readonly { row: number; col: number; rowSpan: number; colSpan: number; content: Content }[],
  cutCells: number,
): Grid<Content> {
  const rows = ranks(placed.map(({ row }) => row));
  const cols = ranks(placed.map(({ col }) => col));
  const cells: GridCell<Content>[] = placed.map((cell) => ({
    row: rows.rank(cell.row),
    col: cols.rank(cell.col),
    rowSpan: rows.rank(cell.row + cell.rowSpan) - rows.rank(cell.row),
    colSpan: cols.rank(cell.col + cell.colSpan) - cols.rank(cell.col),
    content: cell.content,
  }));
  const blanks = findBlanks(cells, { rowCount: rows.count, colCount: cols.count });
  const all = [...cells, ...blanks].sort((a, b) => a.row - b.row || a.col - b.col);
  return { cells: all, rowCount: rows.count, colCount: cols.count, cutCells, addedCells: blanks.length };
}

/** Positions at which something begins, counted on without gaps. */
function ranks(starts: readonly number[]): { count: number; rank: (position: number) => number } {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  const rankOf: number[] = [];
  const last = (sorted.at(-1) ?? -1) + 1;
  for (let position = 0, rank = 0; position <= last; position++) {
    rankOf[position] = rank;
    if (sorted[rank] === position) rank++;
  }
  return { count: sorted.length, rank: (position) => rankOf[position] ?? sorted.length };
}

function findBlanks<Content>(
  cells: readonly GridCell<Content>[],
  { rowCount, colCount }: { rowCount: number; colCount: number },
): readonly GridCell<Content>[] {
  const taken = new Uint8Array(rowCount * colCount);
  for (const { row, col, rowSpan, colSpan } of cells) {
    for (let down = row; down < row + rowSpan; down++)
      taken.fill(1, down * colCount + col, down * colCount + col + colSpan);
  }
  const blanks: GridCell<Content>[] = [];
  taken.forEach((isTaken, index) => {
    if (isTaken) return;
    blanks.push({ row: Math.floor(index / colCount), col: index % colCount, rowSpan: 1, colSpan: 1, content: null });
  });
  return blanks;
}

function tooManySlots(): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `一个表格超过 ${MAX_SLOTS} 个格位；请检查其合并单元格，或拆成几个文件。`,
    en: `a table has more than ${MAX_SLOTS} grid places; check its merged cells, or split the file`,
  });
}
