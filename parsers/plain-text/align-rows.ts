import type { ReadNote } from '../parser.ts';
import { isFigure } from './cell-kinds.ts';
import { countMisfits, type Frame, fillsDense, findFrame, fits } from './frame.ts';
import { excerpt, lineNote } from './notes.ts';
import { blankCell, cellText, filledColumns, type TextCell, type TextRow } from './rows.ts';

export interface Aligned {
  readonly headings: readonly TextRow[];
  readonly body: readonly TextRow[];
  readonly frame: Frame;
  readonly notes: readonly ReadNote[];
}

/** Placements that may still be looked at; shared by all tables of a file, so that no file takes long. */
export interface Budget {
  left: number;
}

/** Enough for 200 rows out of place, each with the most placements. */
export const placementBudget = (): Budget => ({ left: 200 * MAX_PLACEMENTS });

/** Shifts of the heading row that are tried when most rows stand beside their headings. */
const HEADING_SHIFTS = [1, -1, 2, -2];
/** Placements looked at for one row before it counts as undecided. */
const MAX_PLACEMENTS = 4_000;

/**
 * Brings the rows of a grid under their headings. Rows are moved only where one way meets every demand of the headings (figures under
 * figure headings, percentages under rates, names under 三级指标, labels that claim points among such): the heading row as a whole,
 * a row as a whole, or a row's cells one by one. Else the row stays where it is, and a Note says so.
 */
export function alignRows(headings: readonly TextRow[], body: readonly TextRow[], budget: Budget): Aligned {
  const frame = findFrame(headings, body);
  const misplaced = new Set(body.filter((row) => misfitsOf(frame, row) > 0));
  const suspect = body.filter((row) => !misplaced.has(row) && isSuspect(frame, row)).map(suspectNote);
  if (misplaced.size === 0) return { headings, body, frame, notes: suspect };
  // Rows whose figures begin in the same column agree with each other: then it is the headings that are out of place.
  const together = figureStarts(body).size === 1;
  if (together || misplaced.size * 2 > body.length) {
    const shifted = shiftHeadings(headings, body);
    if (shifted !== null) return shifted;
  }
  const agreed = new Set<number>();
  const settled = new Map<TextRow, TextRow>();
  // Rows that decide for themselves come first: a shift they agree on decides for the others.
  for (const pass of [1, 2]) {
    for (const row of misplaced) {
      if (settled.has(row)) continue;
      const moved = placeRow(frame, row, { agreed: pass === 2 ? agreed : null, budget });
      if (moved === null) continue;
      settled.set(row, moved.row);
      if (moved.shift !== null) agreed.add(moved.shift);
    }
  }
  const [shift] = agreed;
  if (together && agreed.size === 1 && shift !== undefined && settled.size === misplaced.size) {
    for (const row of body) {
      const moved = misplaced.has(row) ? null : moveRow(frame, row, shift);
      if (moved !== null) settled.set(row, moved);
    }
  }
  const notes: ReadNote[] = [...suspect];
  const rows = body.map((row) => {
    const moved = settled.get(row);
    if (moved === undefined) {
      if (misplaced.has(row)) notes.push(undecidedNote(row));
      return row;
    }
    const complete = markLost(frame, row, moved);
    notes.push(movedNote(row, complete));
    return complete;
  });
  return { headings, body: rows, frame, notes };
}

/** The columns in which the rows' figures begin. */
function figureStarts(body: readonly TextRow[]): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const row of body) {
    const figures = filledColumns(row).filter((col) => isFigure(cellText(row, col)));
    if (figures.length >= 2 && figures[0] !== undefined) starts.add(figures[0]);
  }
  return starts;
}

function misfitsOf(frame: Frame, row: TextRow): number {
  return countMisfits(
    frame,
    row.cells.map((cell) => cell.text),
  );
}

/** All headings but the block's label moved as one, where that and nothing else puts every row in its place. */
function shiftHeadings(headings: readonly TextRow[], body: readonly TextRow[]): Aligned | null {
  const found: Aligned[] = [];
  // The rows' names keep a column of their own.
  const named = findFrame(headings, body).kinds.includes('label');
  for (const shift of HEADING_SHIFTS) {
    const moved = headings.map((row) => shiftRow(row, shift));
    const rows = moved.flatMap((row) => (row === null ? [] : [row]));
    if (rows.length < headings.length) continue;
    const frame = findFrame(rows, body);
    if (named && !frame.kinds.includes('label')) continue;
    if (body.some((row) => misfitsOf(frame, row) > 0 || standsBetween(frame, row))) continue;
    const line = headings[0]?.line ?? 0;
    const note = lineNote('heading-shifted', [line], {
      zh: `第 ${line} 行的表头比下面的数据${shift > 0 ? '偏左' : '偏右'} ${Math.abs(shift)} 列，已对齐`,
      en: `the headings on line ${line} stand ${Math.abs(shift)} column(s) too far ${shift > 0 ? 'left' : 'right'} of their values: aligned`,
    });
    found.push({ headings: rows, body, frame, notes: [note] });
  }
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}

/** Whether a cell of the row has no heading of its own. */
function standsBetween(frame: Frame, row: TextRow): boolean {
  return filledColumns(row).some((col) => frame.kinds[col] === 'merged' || frame.kinds[col] === 'group');
}

function shiftRow(row: TextRow, shift: number): TextRow | null {
  const cells: TextCell[] = row.cells.map(() => blankCell(row.line));
  for (const [col, cell] of row.cells.entries()) {
    if (cell.text === '') continue;
    const to = col === 0 ? 0 : col + shift;
    if (to < 0 || to >= cells.length || (to === 0 && col > 0)) return null;
    cells[to] = cell;
  }
  return { ...row, cells };
}

interface Placement {
  readonly row: TextRow;
  /** By how many columns the whole row moved; null: its cells moved by different ways. */
  readonly shift: number | null;
}

function placeRow(
  frame: Frame,
  row: TextRow,
  { agreed, budget }: { agreed: ReadonlySet<number> | null; budget: Budget },
): Placement | null {
  const items = filledColumns(row);
  const slots = slotsFor(frame, row);
  if (items.length === 0 || items.length > slots.length) return null;
  const whole: Placement[] = [];
  for (let shift = -3; shift <= 3; shift++) {
    const moved = shift === 0 ? null : moveRow(frame, row, shift);
    if (moved !== null) whole.push({ row: moved, shift });
  }
  const singly = findPlacements(frame, row, { items, slots, budget });
  const [only] = whole;
  if (only !== undefined && whole.length === 1 && only.shift !== null) {
    const fills = fillsDense(frame, only.row, row) && !fillsDense(frame, row, row) && Math.abs(only.shift) === 1;
    if (items.length === slots.length || fills || agreed?.has(only.shift) === true) return only;
  }
  const [one] = singly;
  if (one === undefined || singly.length !== 1) return null;
  const shifts = new Set(items.map((col, index) => (one[index] ?? col) - col));
  const [shift] = shifts;
  return { row: moveItems(row, items, one), shift: shifts.size === 1 && shift !== undefined ? shift : null };
}

/** A row that fits as it stands, but would fill the columns that all rows fill if it stood one column further right. */
function isSuspect(frame: Frame, row: TextRow): boolean {
  const items = filledColumns(row);
  if (items.length < 3 || fillsDense(frame, row, row)) return false;
  const to = items.map((col) => col + 1);
  if (to.some((col) => col >= frame.kinds.length)) return false;
  const moved = moveItems(row, items, to);
  return fillsDense(frame, moved, row) && misfitsOf(frame, moved) === 0;
}

/** The first two ways to put a row's cells, in their order, into columns so that every demand is met. */
function findPlacements(
  frame: Frame,
  row: TextRow,
  { items, slots, budget }: { items: readonly number[]; slots: readonly number[]; budget: Budget },
): number[][] {
  const found: number[][] = [];
  const most = Math.min(MAX_PLACEMENTS, budget.left);
  let looked = 0;
  const place = (index: number, from: number, to: readonly number[]): void => {
    if (found.length > 1 || looked > most) return;
    const item = items[index];
    if (item === undefined) {
      looked++;
      if (misfitsOf(frame, moveItems(row, items, to)) === 0) found.push([...to]);
      return;
    }
    for (let slot = from; slot <= slots.length - (items.length - index); slot++) {
      const col = slots[slot];
      looked++;
      if (col !== undefined && fits(frame, col, cellText(row, item))) place(index + 1, slot + 1, [...to, col]);
    }
  };
  place(0, 0, []);
  budget.left -= looked;
  return looked > most ? [] : found;
}

/** Columns a row's cells may stand in; only the cell that begins a row can be the label of a block. */
function slotsFor(frame: Frame, row: TextRow): number[] {
  const [first] = filledColumns(row);
  return frame.kinds.flatMap((kind, col) => (kind === 'merged' || (kind === 'block' && first !== col) ? [] : [col]));
}

/** The row moved by some columns, if it meets every demand there. */
function moveRow(frame: Frame, row: TextRow, shift: number): TextRow | null {
  const items = filledColumns(row);
  const slots = slotsFor(frame, row);
  const to = items.map((col) => col + shift);
  if (items.length === 0 || !to.every((col) => slots.includes(col))) return null;
  const moved = moveItems(row, items, to);
  return misfitsOf(frame, moved) === 0 ? moved : null;
}

function moveItems(row: TextRow, items: readonly number[], to: readonly number[]): TextRow {
  const cells: TextCell[] = row.cells.map((cell, col) => (items.includes(col) ? blankCell(row.line) : cell));
  items.forEach((from, index) => {
    const cell = row.cells[from];
    const col = to[index];
    if (cell !== undefined && col !== undefined) cells[col] = cell;
  });
  return { ...row, cells };
}

/** Where a moved row ended at the table's edge, the figures it has no place left for are lost, not blank. */
function markLost(frame: Frame, before: TextRow, after: TextRow): TextRow {
  const last = filledColumns(after).at(-1) ?? 0;
  const movedLeft = (filledColumns(before).at(-1) ?? 0) > last;
  const asked = frame.kinds.flatMap((kind, col) =>
    col > last && (kind === 'amount' || kind === 'rate' || kind === 'points' || kind === 'score') ? [col] : [],
  );
  if (!movedLeft || asked.length === 0) return after;
  const cells = after.cells.map((cell, col) => (asked.includes(col) ? { ...cell, lost: true } : cell));
  return { ...after, cells };
}

function movedNote(before: TextRow, after: TextRow): ReadNote {
  const from = filledColumns(before)[0] ?? 0;
  const to = filledColumns(after)[0] ?? 0;
  const right = filledColumns(after).at(-1) ?? 0;
  const left = right < (filledColumns(before).at(-1) ?? 0) || to < from;
  const text = excerpt(filledColumns(before).map((col) => cellText(before, col))[0] ?? '');
  if (left) {
    return lineNote('row-shifted', [before.line], {
      zh: `第 ${before.line} 行（${text}）比表头偏右，已左移对齐`,
      en: `line ${before.line} (${text}) stood right of its headings: moved left`,
    });
  }
  return lineNote('leading-cell-lost', [before.line], {
    zh: `第 ${before.line} 行（${text}）丢失行首单元格，已按表头右移对齐`,
    en: `line ${before.line} (${text}) has lost its leading cell: moved right under its headings`,
  });
}

function suspectNote(row: TextRow): ReadNote {
  const text = excerpt(cellText(row, filledColumns(row)[0] ?? 0));
  return lineNote('row-not-aligned', [row.line], {
    zh: `第 ${row.line} 行（${text}）末列为空，可能丢失了行首单元格而整行左移，无法确定，保持原位`,
    en: `line ${row.line} (${text}) is blank in the last column; it may have lost its leading cell, which cannot be told: left in place`,
  });
}

function undecidedNote(row: TextRow): ReadNote {
  const text = excerpt(filledColumns(row).map((col) => cellText(row, col))[0] ?? '');
  return lineNote('row-not-aligned', [row.line], {
    zh: `第 ${row.line} 行（${text}）的单元格与表头对不上，且无法确定应在哪一列，保持原位`,
    en: `the cells of line ${row.line} (${text}) do not fit their headings and where they belong cannot be told: left in place`,
  });
}
