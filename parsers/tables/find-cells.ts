import type { Box } from '../../pipeline/model/geometry.ts';
import type { Edge } from '../pdf/page-content.ts';
import type { Grid } from './find-grids.ts';

/** A cell of a table: the fields of the grid it covers. */
export interface GridCell {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly box: Box;
}

/** A side of a field is drawn when lines cover this share of it; short overlaps of other rows' lines cover less. */
const COVERED = 0.6;

/** Cells of a grid: neighbouring fields with no line between them are one; what is no rectangle is cut into rows. */
export function findCells(grid: Grid): GridCell[] {
  const { xs, ys } = grid;
  const rows = ys.length - 1;
  const cols = xs.length - 1;
  const parent = Array.from({ length: rows * cols }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  const join = (a: number, b: number) => {
    parent[Math.max(find(a), find(b))] = Math.min(find(a), find(b));
  };
  const upright = grid.upright.map(toSpans);
  const level = grid.level.map(toSpans);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < cols; c += 1) {
      const here = r * cols + c;
      if (c + 1 < cols && !isCovered(upright[c + 1], ys[r], ys[r + 1])) join(here, here + 1);
      if (r + 1 < rows && !isCovered(level[r + 1], xs[c], xs[c + 1])) join(here, here + cols);
    }
  }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < parent.length; i += 1) {
    const root = find(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  }
  const cells = [...groups.values()].flatMap((fields) => toRectangles(fields, cols));
  return cells
    .map((cell): GridCell => {
      const { row, col, rowSpan, colSpan } = cell;
      const box: Box = [xs[col] ?? 0, ys[row] ?? 0, xs[col + colSpan] ?? 0, ys[row + rowSpan] ?? 0];
      return { row, col, rowSpan, colSpan, box };
    })
    .sort((a, b) => a.row - b.row || a.col - b.col);
}

function toSpans(lines: readonly Edge[]): [number, number][] {
  return lines.map(({ from, to }): [number, number] => [from, to]).sort((a, b) => a[0] - b[0]);
}

function isCovered(lines: readonly [number, number][] = [], from = 0, to = 0): boolean {
  let covered = 0;
  let reached = from;
  for (const [a, b] of lines) {
    const start = Math.max(a, reached);
    const end = Math.min(b, to);
    if (end > start) {
      covered += end - start;
      reached = end;
    }
  }
  return covered >= COVERED * (to - from);
}

type Span = Omit<GridCell, 'box'>;

function toRectangles(fields: readonly number[], cols: number): Span[] {
  const rowOf = (i: number) => Math.floor(i / cols);
  const top = Math.min(...fields.map(rowOf));
  const bottom = Math.max(...fields.map(rowOf));
  const left = Math.min(...fields.map((i) => i % cols));
  const right = Math.max(...fields.map((i) => i % cols));
  if (fields.length === (bottom - top + 1) * (right - left + 1)) {
    return [{ row: top, col: left, rowSpan: bottom - top + 1, colSpan: right - left + 1 }];
  }
  const runs: Span[] = [];
  for (let i = 0; i < fields.length; ) {
    const start = fields[i] ?? 0;
    let length = 1;
    while (fields[i + length] === start + length && rowOf(start + length) === rowOf(start)) length += 1;
    const above = runs.findIndex(
      (run) => run.col === start % cols && run.colSpan === length && run.row + run.rowSpan === rowOf(start),
    );
    const run = runs[above];
    if (run === undefined) runs.push({ row: rowOf(start), col: start % cols, rowSpan: 1, colSpan: length });
    else runs[above] = { ...run, rowSpan: run.rowSpan + 1 };
    i += length;
  }
  return runs;
}

/** Drops rows and columns of the grid in which no cell begins: they only ever appear inside spans. */
export function squeeze<T extends Span>(cells: readonly T[]): T[] {
  const rows = countStarts(cells.map(({ row }) => row));
  const cols = countStarts(cells.map(({ col }) => col));
  const before = (starts: readonly number[], at: number) => starts[Math.min(at, starts.length - 1)] ?? 0;
  return cells.map((cell) => {
    const row = before(rows, cell.row);
    const col = before(cols, cell.col);
    const rowSpan = before(rows, cell.row + cell.rowSpan) - row;
    const colSpan = before(cols, cell.col + cell.colSpan) - col;
    const isSame = row === cell.row && col === cell.col && rowSpan === cell.rowSpan && colSpan === cell.colSpan;
    return isSame ? cell : { ...cell, row, col, rowSpan, colSpan };
  });
}

/** For each line of the grid, and the one after the last, how many before it a cell begins at. */
function countStarts(starts: readonly number[]): number[] {
  const begins = new Set(starts);
  const last = Math.max(-1, ...begins);
  const counts = [0];
  for (let i = 0; i <= last; i += 1) counts.push((counts[i] ?? 0) + (begins.has(i) ? 1 : 0));
  return counts;
}
