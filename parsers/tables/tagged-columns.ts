import type { Box } from '../../pipeline/model/geometry.ts';

/** A cell whose spans are known and whose first column is not; `box` bounds its words. */
export interface LooseCell {
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly box: Box | null;
}

/** Where words of each column were seen: the columns' places on the page, learnt from the cells placed so far. */
export interface Reach {
  /** By column: the leftmost start of words in cells that begin there. */
  readonly starts: readonly number[];
  /** By column side: the rightmost end of words in cells that end there. */
  readonly ends: readonly number[];
  /** By first column and span: middles of the words. */
  readonly middles: ReadonlyMap<string, readonly number[]>;
}

/** Weight of words that reach over into another column, against words that merely stand otherwise than others. */
const OVERLAP_WEIGHT = 10;
/** Middles kept of cells with one place: those of the rows just above tell as much as those of all. */
const MOST_MIDDLES = 40;

export function noReach(columns: number): Reach {
  return {
    starts: new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY),
    ends: new Array<number>(columns + 1).fill(Number.NEGATIVE_INFINITY),
    middles: new Map(),
  };
}

/** What is known once the cell is known to begin at the column. */
export function withCell(reach: Reach, { colSpan, box }: LooseCell, col: number): Reach {
  if (box === null) return reach;
  const starts = [...reach.starts];
  const ends = [...reach.ends];
  starts[col] = Math.min(starts[col] ?? box[0], box[0]);
  ends[col + colSpan] = Math.max(ends[col + colSpan] ?? box[2], box[2]);
  const key = `${col} ${colSpan}`;
  const middles = new Map(reach.middles).set(key, [
    ...(reach.middles.get(key) ?? []).slice(-MOST_MIDDLES),
    (box[0] + box[2]) / 2,
  ]);
  return { starts, ends, middles };
}

/**
 * The first column of each cell of a row, from the left, where `free` tells which columns no cell from above covers: the
 * places whose words reach least into other columns and stand most like those of other rows. Null where they do not fit.
 */
export function placeRow(
  cells: readonly LooseCell[],
  { free, reach }: { free: readonly boolean[]; reach: Reach },
): { cols: number[]; overlap: number; cost: number } | null {
  const columns = free.length;
  const limits = toLimits(reach);
  // best[k][c]: least cost of cells from k on in columns from c on.
  const best = Array.from({ length: cells.length + 1 }, () =>
    new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY),
  );
  best[cells.length]?.fill(0);
  const costOf = (cell: LooseCell, col: number) =>
    fits(cell, col, free) ? misplaced(cell, { col, reach, limits }).cost : Number.POSITIVE_INFINITY;
  for (let k = cells.length - 1; k >= 0; k -= 1) {
    const cell = cells[k] as LooseCell;
    for (let col = columns - cell.colSpan; col >= 0; col -= 1) {
      const here = costOf(cell, col) + (best[k + 1]?.[col + cell.colSpan] ?? Number.POSITIVE_INFINITY);
      (best[k] as number[])[col] = Math.min(here, best[k]?.[col + 1] ?? Number.POSITIVE_INFINITY);
    }
  }
  if (!Number.isFinite(best[0]?.[0] ?? Number.POSITIVE_INFINITY)) return null;
  const cols: number[] = [];
  let overlap = 0;
  let col = 0;
  for (const [k, cell] of cells.entries()) {
    // The leftmost of equal places: what comes first in a row is a label.
    const least = best[k]?.[col] ?? 0;
    while (costOf(cell, col) + (best[k + 1]?.[col + cell.colSpan] ?? Number.POSITIVE_INFINITY) > least) col += 1;
    overlap += misplaced(cell, { col, reach, limits }).overlap;
    cols.push(col);
    col += cell.colSpan;
  }
  return { cols, overlap, cost: best[0]?.[0] ?? 0 };
}

function fits({ colSpan }: LooseCell, col: number, free: readonly boolean[]): boolean {
  for (let c = col; c < col + colSpan; c += 1) if (!free[c]) return false;
  return true;
}

/** By column side: how far words reach from the left up to it, and from where on words begin at its right. */
interface Limits {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function toLimits({ starts, ends }: Reach): Limits {
  const left: number[] = [];
  const right: number[] = new Array<number>(starts.length).fill(Number.POSITIVE_INFINITY);
  let [far, near] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < ends.length; i += 1) {
    far = Math.max(far, ends[i] ?? far);
    left.push(far);
  }
  for (let i = starts.length - 1; i >= 0; i -= 1) {
    near = Math.min(near, starts[i] ?? near);
    right[i] = near;
  }
  return { left, right };
}

function misplaced(
  { box, colSpan }: LooseCell,
  { col, reach, limits }: { col: number; reach: Reach; limits: Limits },
): { cost: number; overlap: number } {
  if (box === null) return { cost: 0, overlap: 0 };
  const [left, right] = [
    limits.left[col] ?? Number.NEGATIVE_INFINITY,
    limits.right[col + colSpan] ?? Number.POSITIVE_INFINITY,
  ];
  const overlap = Math.max(0, left - box[0] - 1) + Math.max(0, box[2] - right - 1);
  const middle = (box[0] + box[2]) / 2;
  const offs = [Math.abs(box[0] - (reach.starts[col] ?? Number.POSITIVE_INFINITY))];
  for (const other of reach.middles.get(`${col} ${colSpan}`) ?? []) offs.push(Math.abs(middle - other));
  const [from, to] = [sideAt(reach, col), sideAt(reach, col + colSpan)];
  if (from !== null && to !== null) offs.push(Math.abs(middle - (from + to) / 2));
  const off = Math.min(200, ...offs);
  return { cost: OVERLAP_WEIGHT * overlap + off, overlap };
}

/** Where the side of a column is likely to lie; null where no words stand at it. */
function sideAt({ starts, ends }: Reach, col: number): number | null {
  const [end, start] = [ends[col] ?? Number.NEGATIVE_INFINITY, starts[col] ?? Number.POSITIVE_INFINITY];
  if (Number.isFinite(end) && Number.isFinite(start)) return (end + start) / 2;
  return Number.isFinite(end) ? end : Number.isFinite(start) ? start : null;
}
