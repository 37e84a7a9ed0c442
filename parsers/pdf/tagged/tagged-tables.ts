import { findObjects, unfold } from '../scan-objects.ts';
import {
  isDictionary,
  isList,
  isName,
  isReference,
  type PdfDictionary,
  type PdfValue,
  parsePdfValue,
} from './pdf-value.ts';

/** A cell of a table as the file's own structure gives it; which column it begins in is not said. */
export interface TaggedCell {
  readonly row: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

/**
 * A table as the file's own structure (ISO 32000-1, 14.8) gives it. Cells without text may be missing, and so may rows
 * without any: Chromium leaves them out.
 */
export interface TaggedTable {
  /** How many columns it may have, the likeliest first. */
  readonly columns: readonly number[];
  /** Indices into `cells`, row by row. */
  readonly rows: readonly (readonly number[])[];
  readonly cells: readonly TaggedCell[];
}

/** Where text belongs: the table, and the index of the cell. */
export interface TaggedPlace {
  readonly table: TaggedTable;
  readonly cell: number;
}

/** Cells by the page's object number and the number of the marked content (MCID) on it. */
export type TaggedPlaces = ReadonlyMap<number, ReadonlyMap<number, TaggedPlace>>;

/** Larger files are read by lines and words alone: all their objects would have to be looked through. */
const LARGEST = 64 * 1024 * 1024;
/** Elements looked at in one file: 5,000 pages of forms have 2 million, and are no longer worth the time. */
const MOST_ELEMENTS = 400_000;
const MOST_DEPTH = 60;
/** Larger spans and grids are faults of the writer. */
const MOST_SPAN = 2_000;
const MOST_FIELDS = 200_000;
/** Widths tried for one table. */
const MOST_WIDTHS = 4;
/** The tables that a tagged file names; null where the file is not tagged, is encrypted, or its structure cannot be followed. */
export function findTaggedTables(bytes: Uint8Array): TaggedPlaces | null {
  if (bytes.length > LARGEST) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) return null;
  const objects = findObjects(text);
  const unfolded = unfold([...objects.values()], text);
  const find = (number: number): PdfValue => {
    const body = unfolded.get(number);
    if (body !== undefined) return parsePdfValue(body, 0);
    const found = objects.get(number);
    if (found === undefined) return null;
    return parsePdfValue(text, text.indexOf('obj', found.offset) + 3);
  };
  const catalogues = [...unfolded.values(), ...[...objects.values()].map(({ head }) => head)].filter((body) =>
    /\/Type\s*\/Catalog\b/.test(body),
  );
  const root = catalogues
    .map((body) => /\/StructTreeRoot\s+(\d+)\s+\d+\s+R/.exec(body)?.[1])
    .findLast((n) => n !== undefined);
  return root === undefined ? null : readTree(find(Number(root)), find);
}

interface OpenCell {
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly marks: { page: number; mcid: number }[];
}

function readTree(root: PdfValue, find: (number: number) => PdfValue): TaggedPlaces | null {
  if (!isDictionary(root)) return null;
  const resolve = (value: PdfValue | undefined): PdfValue => (isReference(value) ? find(value.ref) : (value ?? null));
  const roles = resolve(root.entries.get('RoleMap'));
  const roleOf = (element: PdfDictionary): string => {
    const tag = element.entries.get('S');
    if (!isName(tag)) return '';
    const mapped = isDictionary(roles) && !STANDARD.has(tag.name) ? roles.entries.get(tag.name) : undefined;
    return isName(mapped) ? mapped.name : tag.name;
  };
  const places = new Map<number, Map<number, TaggedPlace>>();
  const seen = new Set<number>();
  let count = 0;

  const keep = (rows: readonly (readonly OpenCell[])[]) => {
    const laid = layOut(rows);
    if (laid === null) return;
    for (const [cell, { marks }] of laid.open.entries()) {
      for (const { page, mcid } of marks) {
        const onPage = places.get(page) ?? new Map<number, TaggedPlace>();
        places.set(page, onPage);
        onPage.set(mcid, { table: laid.table, cell });
      }
    }
  };

  interface Around {
    readonly page: number | null;
    readonly depth: number;
    readonly rows: OpenCell[][] | null;
    readonly cell: OpenCell | null;
    /** Set where a table stands inside a cell: the outer one is there for layout only. */
    readonly nested: { found: boolean } | null;
  }
  const walk = (kid: PdfValue, around: Around): void => {
    if (typeof kid === 'number') {
      if (around.page !== null) around.cell?.marks.push({ page: around.page, mcid: kid });
      return;
    }
    if (isList(kid)) {
      for (const one of kid) walk(one, around);
      return;
    }
    if (isReference(kid)) {
      if (seen.has(kid.ref)) return;
      seen.add(kid.ref);
    }
    const element = resolve(kid);
    count += 1;
    if (!isDictionary(element) || count > MOST_ELEMENTS || around.depth > MOST_DEPTH) return;
    const { entries } = element;
    const pageEntry = entries.get('Pg');
    const page = isReference(pageEntry) ? pageEntry.ref : around.page;
    const mcid = entries.get('MCID');
    if (typeof mcid === 'number') {
      if (page !== null && entries.get('Stm') === undefined) around.cell?.marks.push({ page, mcid });
      return;
    }
    const inner = { ...around, page, depth: around.depth + 1 };
    const role = roleOf(element);
    const kids = resolve(entries.get('K'));
    if (role === 'Table') {
      if (around.nested !== null) around.nested.found = true;
      const rows: OpenCell[][] = [];
      const nested = { found: false };
      walk(kids, { ...inner, rows, cell: null, nested });
      if (!nested.found) keep(rows);
    } else if (role === 'TR' && around.rows !== null && around.cell === null) {
      around.rows.push([]);
      walk(kids, inner);
    } else if ((role === 'TD' || role === 'TH') && around.cell === null) {
      const cell: OpenCell = { ...readSpans(entries.get('A'), resolve), marks: [] };
      around.rows?.at(-1)?.push(cell);
      walk(kids, { ...inner, cell });
    } else walk(kids, inner);
  };
  walk(resolve(root.entries.get('K')), { page: null, depth: 0, rows: null, cell: null, nested: null });
  return count > MOST_ELEMENTS || places.size === 0 ? null : places;
}

const STANDARD: ReadonlySet<string> = new Set(['Table', 'TR', 'TD', 'TH']);

function readSpans(
  attributes: PdfValue | undefined,
  resolve: (value: PdfValue | undefined) => PdfValue,
): { rowSpan: number; colSpan: number } {
  const value = resolve(attributes);
  let [rowSpan, colSpan] = [1, 1];
  for (const one of isList(value) ? value.map(resolve) : [value]) {
    if (!isDictionary(one)) continue;
    rowSpan = toSpan(resolve(one.entries.get('RowSpan'))) ?? rowSpan;
    colSpan = toSpan(resolve(one.entries.get('ColSpan'))) ?? colSpan;
  }
  return { rowSpan, colSpan };
}

function toSpan(value: PdfValue): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_SPAN ? value : null;
}

/** Counts rows and columns; null where there are too few for a table, or far too many. */
function layOut(rows: readonly (readonly OpenCell[])[]): { table: TaggedTable; open: OpenCell[] } | null {
  const filled = rows.filter((row) => row.length > 0);
  const open = filled.flat();
  const cells = filled.flatMap((row, i) => row.map(({ rowSpan, colSpan }) => ({ row: i, rowSpan, colSpan })));
  const columns = countColumns(filled);
  if (filled.length < 2 || columns.length === 0 || Math.max(...columns) * filled.length > MOST_FIELDS) return null;
  let index = 0;
  const indices = filled.map((row) => row.map(() => index++));
  return { table: { columns, rows: indices, cells }, open };
}

/**
 * Widths of rows with the cells that reach into them from above, from the widest row without any on; first the widest that
 * comes twice. Where rows are left out a cell seems to reach too far, and the row too wide.
 */
function countColumns(rows: readonly (readonly OpenCell[])[]): number[] {
  let own = 0;
  const widths = new Map<number, number>();
  let reaching: { left: number; width: number }[] = [];
  for (const row of rows) {
    const above = reaching.reduce((sum, { width }) => sum + width, 0);
    const width = row.reduce((sum, { colSpan }) => sum + colSpan, above);
    if (above === 0) own = Math.max(own, width);
    widths.set(width, (widths.get(width) ?? 0) + 1);
    const begun = row.map(({ rowSpan, colSpan }) => ({ left: rowSpan, width: colSpan }));
    reaching = [...reaching, ...begun]
      .map(({ left, width: w }) => ({ left: left - 1, width: w }))
      .filter(({ left }) => left > 0);
  }
  const likely = Math.max(own, ...[...widths].flatMap(([width, times]) => (times > 1 ? [width] : [])));
  const others = [own, ...widths.keys()].filter((width) => width >= own && width !== likely).sort((a, b) => a - b);
  return [likely, ...new Set(others)].filter((width) => width >= 2).slice(0, MOST_WIDTHS);
}
