import type { CellItem, Item, Place, ReadNote, TableItem } from '../parser.ts';
import { cleanLines } from './clean-text.ts';
import { attributeOf, type MarkupNode } from './node.ts';
import { type Grid, placeOnGrid, type SpannedCell } from './occupancy.ts';
import type { MarkupOptions, MarkupReading } from './read-items.ts';

/** What one cell holds: its own lines, and the tables inside it. */
interface CellContent {
  readonly inner: MarkupReading;
  readonly lines: readonly string[];
  readonly tables: readonly TableItem[];
}

type ReadInner = (node: MarkupNode, options: MarkupOptions) => MarkupReading;

const PLACES: readonly Place[] = [{ method: 'markup' }];
/** A web page's layout table has at most this many filled cells, one of them with running text. */
const LAYOUT_CELLS = 3;
const PROSE_LINES = 3;
const PROSE_LENGTH = 300;

/**
 * A table as items: the table itself, then the tables inside its cells. A table that only lays out text (one cell, or the
 * frame around other tables and prose) gives what its cells hold instead. `item` of notes counts from the first item.
 */
export function readTable(table: MarkupNode, options: MarkupOptions, readInner: ReadInner): MarkupReading {
  const grid = placeOnGrid(rowGroups(table).map((rows) => rows.map((row) => readRow(row, options, readInner))));
  const contents = grid.cells.flatMap(({ content }) => content ?? []);
  const filled = contents.filter(({ inner }) => inner.items.length > 0);
  if (filled.length === 0) return { items: [], notes: [] };
  if (grid.cells.length === 1 || isLayout(filled, grid, options)) return unwrap(filled);
  return toTable(table, grid);
}

/** Rows by row group, so that a span does not leave its group; rows directly in the table are a group. */
function rowGroups(table: MarkupNode): readonly (readonly MarkupNode[])[] {
  const groups: MarkupNode[][] = [];
  let isLoose = false;
  for (const part of table.children ?? []) {
    if (part.name === 'tr') {
      if (isLoose) groups.at(-1)?.push(part);
      else groups.push([part]);
      isLoose = true;
    } else if (part.name === 'thead' || part.name === 'tbody' || part.name === 'tfoot') {
      groups.push((part.children ?? []).filter(({ name }) => name === 'tr'));
      isLoose = false;
    }
  }
  return groups;
}

function readRow(row: MarkupNode, options: MarkupOptions, readInner: ReadInner): readonly SpannedCell<CellContent>[] {
  const cells = (row.children ?? []).filter(({ name }) => name === 'td' || name === 'th');
  return cells.map((cell) => {
    const inner = readInner(cell, options);
    const tables = inner.items.filter((item) => item.type === 'table');
    const lines = inner.items.flatMap((item) => (item.type === 'block' ? item.text : []));
    const content: CellContent = { inner, lines, tables };
    return {
      rowSpan: toSpan(attributeOf(cell, 'rowspan')),
      colSpan: toSpan(attributeOf(cell, 'colspan')) || 1,
      content,
    };
  });
}

/** rowspan=0 reaches to the end of the group; what is no number counts as 1. */
function toSpan(text: string | undefined): number {
  const digits = /^\s*\+?(\d{1,9})/.exec(text ?? '')?.[1];
  return digits === undefined ? 1 : Number(digits);
}

function isLayout(filled: readonly CellContent[], grid: Grid<CellContent>, options: MarkupOptions): boolean {
  const tables = filled.flatMap(({ tables: inside }) => inside);
  const innerCells = tables.reduce((sum, { cells }) => sum + cells.length, 0);
  const plain = filled.filter(({ tables: inside }) => inside.length === 0);
  if (tables.length > 0 && plain.length <= LAYOUT_CELLS && innerCells > grid.cells.length) return true;
  if (!options.isPage) return false;
  const isProse = ({ lines }: CellContent) => lines.length >= PROSE_LINES && lines.join('').length >= PROSE_LENGTH;
  return filled.length === 1 || (filled.length <= LAYOUT_CELLS && filled.some(isProse));
}

function unwrap(filled: readonly CellContent[]): MarkupReading {
  const items: Item[] = [];
  const notes: ReadNote[] = [];
  for (const { inner } of filled) {
    notes.push(...inner.notes.map((note) => shift(note, items.length)));
    items.push(...inner.items);
  }
  return { items, notes };
}

function shift(note: ReadNote, by: number): ReadNote {
  return note.item === undefined ? note : { ...note, item: note.item + by };
}

function toTable(table: MarkupNode, grid: Grid<CellContent>): MarkupReading {
  const notes: ReadNote[] = [];
  const nested: TableItem[] = [];
  const cells = grid.cells.map(({ row, col, rowSpan, colSpan, content }): CellItem => {
    for (const note of content?.inner.notes ?? []) {
      if (note.cell === undefined) notes.push({ ...note, item: 0, cell: [row, col] });
    }
    nested.push(...(content?.tables ?? []));
    return { row, col, rowSpan, colSpan, text: (content?.lines ?? []).join('\n'), places: PLACES };
  });
  if (grid.cutCells > 0) notes.push(overlapNote(grid.cutCells));
  if (nested.length > 0) notes.push(nestedNote(nested.length));
  const item: TableItem = {
    type: 'table',
    caption: captionOf(table),
    pageNumbers: [],
    cells,
    ruled: true,
    confidence: null,
  };
  return { items: [item, ...nested], notes };
}

function captionOf(table: MarkupNode): string | null {
  const caption = table.children?.find(({ name }) => name === 'caption');
  if (!caption) return null;
  const text = [...descendantText(caption)].join('');
  return cleanLines(text).join('') || null;
}

function descendantText(node: MarkupNode): readonly string[] {
  return (node.children ?? []).flatMap((part) => (part.type === 'text' ? (part.data ?? '') : descendantText(part)));
}

function overlapNote(count: number): ReadNote {
  return {
    code: 'overlapping-cells',
    message: {
      zh: `${count} 个单元格的合并范围与其他单元格重叠，已截短。`,
      en: `the spans of ${count} cells overlapped others and were cut`,
    },
    item: 0,
  };
}

function nestedNote(count: number): ReadNote {
  return {
    code: 'nested-table',
    message: {
      zh: `单元格内嵌套 ${count} 个表格，已作为单独的表格放在其后。`,
      en: `${count} tables stood inside cells and follow as tables of their own`,
    },
    item: 0,
  };
}
