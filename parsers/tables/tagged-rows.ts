import { type LooseCell, noReach, placeRow, type Reach, withCell } from './tagged-columns.ts';

/** A cell with its place in the whole table, rows that hold no text counted. */
export interface PlacedCell {
  /** Index of the cell in the file's structure. */
  readonly index: number;
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

/** What is known of a table after the rows read so far. */
export interface RowState {
  readonly columns: number;
  readonly nextRow: number;
  /** Cells that reach down beyond the last row. */
  readonly reaching: readonly PlacedCell[];
  readonly reach: Reach;
}

export function startRows(columns: number): RowState {
  return { columns, nextRow: 0, reaching: [], reach: noReach(columns) };
}

export interface PlacedRows {
  readonly placed: PlacedCell[];
  readonly state: RowState;
  /** How far words stand off the places of their columns, in all. */
  readonly cost: number;
}

export interface IndexedCell extends LooseCell {
  readonly index: number;
}

/** Words may reach over into another column by this many points before a row without text is supposed above. */
const TOLERATED = 6;
/** A row without text costs as much as words that stand off their places by this many points. */
const BLANK_ROW = 60;
/** Rows without any text that may stand between two with text. */
const MOST_BLANK = 3;

/**
 * Places rows below those read so far. Rows whose cells leave no column free tell where the columns are; the others are
 * put where their words stand. Null where the cells fit into no grid.
 */
export function placeRows(rows: readonly (readonly IndexedCell[])[], from: RowState): PlacedRows | null {
  const known = placeAll(rows, from, { reach: from.reach, learn: 'full' });
  const rough = placeAll(rows, from, { reach: known?.state.reach ?? from.reach, learn: 'fitting' });
  if (rough === null) return null;
  return placeAll(rows, from, { reach: rough.state.reach, learn: 'none' });
}

interface Learning {
  readonly reach: Reach;
  /** Which rows tell where columns are: those without a free column, those whose words reach into no other one, or none. */
  readonly learn: 'full' | 'fitting' | 'none';
}

function placeAll(
  rows: readonly (readonly IndexedCell[])[],
  from: RowState,
  { reach: start, learn }: Learning,
): PlacedRows | null {
  let { nextRow, reaching } = from;
  let reach = start;
  let total = 0;
  const placed: PlacedCell[] = [];
  for (const cells of rows) {
    const found = placeBelow(cells, { columns: from.columns, nextRow, reaching, reach });
    if (found === null) return null;
    const { cols, row, overlap, isFull } = found;
    total += found.cost;
    for (const [k, cell] of cells.entries()) {
      const { index, rowSpan, colSpan } = cell;
      const col = cols[k] ?? 0;
      placed.push({ index, row, col, rowSpan, colSpan });
      if ((learn === 'full' && isFull) || (learn === 'fitting' && overlap === 0)) reach = withCell(reach, cell, col);
    }
    nextRow = row + 1;
    reaching = [...reaching, ...placed.slice(placed.length - cells.length)].filter(
      (cell) => cell.row + cell.rowSpan > nextRow,
    );
  }
  return { placed, state: { columns: from.columns, nextRow, reaching, reach }, cost: total };
}

interface PlacedRow {
  readonly cols: readonly number[];
  readonly row: number;
  readonly overlap: number;
  /** No column is left without a cell. */
  readonly isFull: boolean;
  readonly cost: number;
}

/** The row where these cells fit: the next one, or one farther down when cells from above leave no room in it. */
function placeBelow(cells: readonly IndexedCell[], { columns, nextRow, reaching, reach }: RowState): PlacedRow | null {
  let best: PlacedRow | null = null;
  for (let blank = 0; blank <= MOST_BLANK; blank += 1) {
    const row = nextRow + blank;
    const free = new Array<boolean>(columns).fill(true);
    for (const cell of reaching) if (cell.row + cell.rowSpan > row) free.fill(false, cell.col, cell.col + cell.colSpan);
    const found = placeRow(cells, { free, reach });
    if (found === null) continue;
    const width = cells.reduce((sum, { colSpan }) => sum + colSpan, 0);
    const cost = found.cost + blank * BLANK_ROW;
    const isFull = width === free.filter(Boolean).length;
    if (best === null || cost < best.cost) best = { ...found, row, isFull, cost };
    if (found.overlap <= TOLERATED) break;
  }
  return best;
}
