import type { Box } from '../../pipeline/model/geometry.ts';
import type { Word } from '../pdf/page-content.ts';
import type { TaggedPlaces, TaggedTable } from '../pdf/tagged/tagged-tables.ts';
import { toPageCell } from './cell-text.ts';
import { squeeze } from './find-cells.ts';
import type { PageCell, PageTable, TaggedPart } from './page-table.ts';
import { type IndexedCell, type PlacedCell, placeRows, type RowState, startRows } from './tagged-rows.ts';

/** Reads the tables a tagged file names, page by page in their order; keeps what it learns of a table from page to page. */
export interface TaggedReader {
  /** The tables on one page that no drawn table gives as well, and the words outside them. */
  read(
    page: { readonly pageNumber: number; readonly pageRef: number | null },
    found: { readonly tables: readonly PageTable[]; readonly words: readonly Word[]; readonly all: readonly Word[] },
  ): TaggedRead | null;
}

export interface TaggedRead {
  readonly tables: readonly PageTable[];
  /** Drawn tables whose words these tables hold. */
  readonly replaced: ReadonlySet<PageTable>;
  readonly rest: readonly Word[];
}

/** Cells that stand in order, by what their neighbours' words say; fewer, and the structure is not that of the page. */
const LEAST_ORDERED = 0.97;
/** A table has at least this many cells with text. */
const LEAST_CELLS = 4;
const CONFIDENCE = 0.95;

interface Known {
  state: RowState;
  /** Placed cells by their index in the structure. */
  readonly placed: Map<number, PlacedCell>;
  /** Rows of the structure that were placed. */
  rows: number;
  isRefused: boolean;
}

export function createTaggedReader(places: TaggedPlaces): TaggedReader {
  const known = new Map<TaggedTable, Known>();
  return {
    read({ pageNumber, pageRef }, { tables, words, all }) {
      const onPage = pageRef === null ? undefined : places.get(pageRef);
      if (onPage === undefined) return null;
      const byTable = new Map<TaggedTable, Map<number, Word[]>>();
      for (const word of all) {
        const place = word.mark === null ? undefined : onPage.get(word.mark);
        if (place === undefined) continue;
        const cells = byTable.get(place.table) ?? new Map<number, Word[]>();
        byTable.set(place.table, cells);
        const list = cells.get(place.cell);
        if (list === undefined) cells.set(place.cell, [word]);
        else list.push(word);
      }
      const read: PageTable[] = [];
      const replaced = new Set<PageTable>();
      const taken = new Set<Word>();
      for (const [table, cells] of byTable) {
        const entry = known.get(table) ?? {
          state: startRows(0),
          placed: new Map(),
          rows: 0,
          isRefused: false,
        };
        known.set(table, entry);
        if (entry.isRefused) continue;
        const own = [...cells.values()].flat();
        const drawn = tables.filter(({ box }) => own.some((word) => isInside(word, box)));
        const isDrawn = entry.rows === 0 && drawn.some((one) => gives(one, cells));
        const part = isDrawn ? null : readPart(pageNumber, { table, cells, entry });
        if (part === null) {
          entry.isRefused = true;
          continue;
        }
        if (part.cells.length > 0) read.push(part);
        for (const one of drawn) replaced.add(one);
        for (const word of own) taken.add(word);
      }
      if (taken.size === 0) return null;
      // Words of a drawn table that gives way and that are in none of these come back.
      const back = all.filter((word) => !taken.has(word) && [...replaced].some(({ box }) => isInside(word, box)));
      const left = words.filter((word) => !taken.has(word));
      const rest = back.length === 0 ? left : [...left, ...back.filter((word) => !left.includes(word))];
      return { tables: read, replaced, rest };
    },
  };
}

function isInside({ x0, x1, top, bottom }: Word, box: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** A page break takes a side or two of a table of a hundred cells (0.98); tables of bands and few lines stay far below. */
const NEARLY_WHOLE = 0.95;

/** The drawn table holds the same words in as many cells: its lines say more than the structure. */
function gives(drawn: PageTable, cells: ReadonlyMap<number, readonly Word[]>): boolean {
  if (!drawn.ruled || drawn.confidence < NEARLY_WHOLE) return false;
  const filled = drawn.cells.filter(({ text }) => text !== '').length;
  return (
    filled === cells.size && [...cells.values()].every((words) => words.every((word) => isInside(word, drawn.box)))
  );
}

/** The rows of a table on this page; null where its words do not stand as the structure says. */
function readPart(
  pageNumber: number,
  { table, cells, entry }: { table: TaggedTable; cells: ReadonlyMap<number, readonly Word[]>; entry: Known },
): PageTable | null {
  const before = entry.state;
  // Text of cells in rows before: cells that reach over the break go on, others are headings that are repeated.
  const old = [...cells.keys()].filter((index) => entry.placed.has(index));
  const lastRow = before.nextRow - 1;
  const isOpen = (cell: PlacedCell | undefined) => cell !== undefined && cell.row + cell.rowSpan > lastRow;
  const continued = old.filter((index) => isOpen(entry.placed.get(index)));
  const repeated = old.filter((index) => !isOpen(entry.placed.get(index)));
  const fresh = [...cells.keys()].filter((index) => !entry.placed.has(index));
  const until = Math.max(entry.rows, ...fresh.map((index) => (table.cells[index]?.row ?? -1) + 1));
  const rows = table.rows.slice(entry.rows, until).map((indices) =>
    indices.map((index): IndexedCell => {
      const { rowSpan, colSpan } = table.cells[index] ?? { rowSpan: 1, colSpan: 1 };
      const words = cells.get(index);
      return { index, rowSpan, colSpan, box: words === undefined ? null : boundsOf(words) };
    }),
  );
  const tried = entry.rows === 0 ? table.columns.map(startRows) : [before];
  const found = tried
    .map((start) => placeRows(rows, start))
    .reduce((best, other) => (other !== null && (best === null || other.cost < best.cost) ? other : best), null);
  if (found === null) return null;
  const { placed, state } = found;
  if (!isOrdered(placed, cells)) return null;
  if (entry.rows === 0 && placed.filter(({ index }) => cells.has(index)).length < LEAST_CELLS) return null;
  const firstRow = continued.some((index) => (entry.placed.get(index)?.row ?? 0) === lastRow)
    ? lastRow
    : before.nextRow;
  const from = Math.min(firstRow, state.nextRow - 1);
  const over = [...entry.placed.values()].filter((cell) => cell.row < before.nextRow && cell.row + cell.rowSpan > from);
  for (const cell of placed) entry.placed.set(cell.index, cell);
  entry.state = state;
  entry.rows = until;
  const heads = new Set(repeated.map((index) => entry.placed.get(index)?.row)).size;
  return toPart([...over, ...placed], {
    pageNumber,
    table,
    columns: state.columns,
    cells,
    from,
    to: state.nextRow,
    heads,
  });
}

function boundsOf(words: readonly Word[]): Box {
  let [x0, top, x1, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const word of words) {
    x0 = Math.min(x0, word.x0);
    top = Math.min(top, word.top);
    x1 = Math.max(x1, word.x1);
    bottom = Math.max(bottom, word.bottom);
  }
  return [x0, top, x1, bottom];
}

/** Cells of one row stand from left to right, cells of one column from top to bottom. */
function isOrdered(placed: readonly PlacedCell[], cells: ReadonlyMap<number, readonly Word[]>): boolean {
  const seen = placed.flatMap((cell) => {
    const words = cells.get(cell.index);
    return words === undefined ? [] : [{ cell, box: boundsOf(words) }];
  });
  let [right, wrong] = [0, 0];
  const compare = (after: number, before: number) => {
    if (after > before - 2) right += 1;
    else wrong += 1;
  };
  const byRow = [...seen].sort((a, b) => a.cell.row - b.cell.row || a.cell.col - b.cell.col);
  for (const [i, { cell, box }] of byRow.entries()) {
    const next = byRow[i + 1];
    if (next !== undefined && next.cell.row === cell.row) compare(next.box[0], box[2]);
  }
  const byColumn = [...seen].sort((a, b) => a.cell.col - b.cell.col || a.cell.row - b.cell.row);
  for (const [i, { cell, box }] of byColumn.entries()) {
    const next = byColumn[i + 1];
    if (next !== undefined && next.cell.col === cell.col) compare(next.box[1], box[3]);
  }
  return right >= LEAST_ORDERED * (right + wrong);
}

interface PartInput {
  readonly pageNumber: number;
  readonly columns: number;
  readonly table: TaggedTable;
  readonly cells: ReadonlyMap<number, readonly Word[]>;
  readonly from: number;
  readonly to: number;
  readonly heads: number;
}

function toPart(
  placed: readonly PlacedCell[],
  { pageNumber, table, columns, cells, from, to, heads }: PartInput,
): PageTable {
  const spans = placed.map(({ index, row, col, rowSpan, colSpan }) => ({
    index,
    row: Math.max(row, from),
    end: Math.min(row + rowSpan, to),
    col,
    colEnd: col + colSpan,
    box: cells.has(index) ? boundsOf(cells.get(index) ?? []) : null,
  }));
  const xs = toSides(
    spans.map(({ col, colEnd, box }) => ({ from: col, to: colEnd, low: box?.[0], high: box?.[2] })),
    { first: 0, last: columns },
  );
  const ys = toSides(
    spans.map(({ row, end, box }) => ({ from: row, to: end, low: box?.[1], high: box?.[3] })),
    { first: from, last: to },
  );
  const padding = { left: 0, right: 0 };
  const read = spans.map(({ index, row, end, col, colEnd }): [number, PageCell] => {
    const box: Box = [xs[col] ?? 0, ys[row - from] ?? 0, xs[colEnd] ?? 0, ys[end - from] ?? 0];
    const grid = { row, col, rowSpan: end - row, colSpan: colEnd - col, box };
    return [
      index,
      toPageCell({ ...grid, words: cells.get(index) ?? [] }, { padding, openTop: false, openBottom: false }),
    ];
  });
  const blank = toBlank(
    spans.map(({ row, end, col, colEnd }) => ({ row, col, rowSpan: end - row, colSpan: colEnd - col })),
    { from, to, columns },
  ).map(({ row, col }): PageCell => {
    const box: Box = [xs[col] ?? 0, ys[row - from] ?? 0, xs[col + 1] ?? 0, ys[row - from + 1] ?? 0];
    return toPageCell(
      { row, col, rowSpan: 1, colSpan: 1, box, words: [] },
      { padding, openTop: false, openBottom: false },
    );
  });
  const tagged: TaggedPart = {
    table,
    heads,
    cells: read.map(([index, cell]) => {
      const whole = placed.find((other) => other.index === index);
      return { cell, row: whole?.row ?? cell.row, rowSpan: whole?.rowSpan ?? cell.rowSpan };
    }),
    blank,
  };
  return {
    pageNumber,
    box: [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0],
    cells: squeeze(
      [...read.map(([, cell]) => cell), ...blank]
        .map((cell) => ({ ...cell, row: cell.row - from }))
        .sort((a, b) => a.row - b.row || a.col - b.col),
    ),
    ruled: false,
    confidence: CONFIDENCE,
    tagged,
  };
}

/** Sides between columns or rows, from where words of the cells end and begin; from the left or the top. */
function toSides(
  spans: readonly { from: number; to: number; low: number | undefined; high: number | undefined }[],
  { first, last }: { first: number; last: number },
): number[] {
  const count = last - first + 1;
  const ends = new Array<number>(count).fill(Number.NEGATIVE_INFINITY);
  const starts = new Array<number>(count).fill(Number.POSITIVE_INFINITY);
  for (const { from, to, low, high } of spans) {
    if (low === undefined || high === undefined) continue;
    ends[to - first] = Math.max(ends[to - first] ?? high, high);
    starts[from - first] = Math.min(starts[from - first] ?? low, low);
  }
  for (let i = 1; i < count; i += 1) ends[i] = Math.max(ends[i] ?? 0, ends[i - 1] ?? 0);
  for (let i = count - 2; i >= 0; i -= 1) starts[i] = Math.min(starts[i] ?? 0, starts[i + 1] ?? 0);
  const sides = ends.map((end, i) => {
    const start = starts[i] ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(end) && Number.isFinite(start)) return (end + start) / 2;
    return Number.isFinite(end) ? end + 2 : start - 2;
  });
  for (let i = 1; i < count; i += 1) sides[i] = Math.max(sides[i] ?? 0, sides[i - 1] ?? 0);
  return sides;
}

function toBlank(
  cells: readonly { row: number; col: number; rowSpan: number; colSpan: number }[],
  { from, to, columns }: { from: number; to: number; columns: number },
): { row: number; col: number }[] {
  const taken = Array.from({ length: to - from }, () => new Array<boolean>(columns).fill(false));
  for (const { row, col, rowSpan, colSpan } of cells)
    for (let r = row; r < row + rowSpan; r += 1) taken[r - from]?.fill(true, col, col + colSpan);
  return taken.flatMap((fields, i) => fields.flatMap((field, col) => (field ? [] : [{ row: from + i, col }])));
}
