import { findRoles } from '../layout/headings.ts';
import { type FlowLine, type Paragraph, toParagraphs } from '../layout/paragraphs.ts';
import type { Column } from '../layout/reading-order.ts';
import { findRunningHeads, type RunningHead } from '../layout/running-heads.ts';
import type { BlockItem, Item, Place, ReadNote, TableItem } from '../parser.ts';
import { joinParts, toJoined } from '../tables/join-pages.ts';
import { areOneTagged, joinTagged } from '../tables/join-tagged.ts';
import type { JoinedTable } from '../tables/joined-table.ts';
import type { PageTable } from '../tables/page-table.ts';
import { union } from './matrix.ts';
import { type PageElement, type PageLayout, toDisplayed } from './page-layout.ts';

/** Lines between the parts of a table that only say it goes on, or give its unit again. */
const CONTINUED = /^[（(]?\s*(?:续\s*附?表|接?上表|续上)|[（(]续[）)]$/;
const UNIT_LINE = /^[（(]?\s*(?:金额)?单位\s*[:：]/;

/** Puts lines and tables of all pages into reading order; running heads come last, once each. */
export function toItems(
  pages: readonly PageLayout[],
  { join }: { join: boolean },
): { items: Item[]; notes: ReadNote[] } {
  const heads = findRunningHeads(pages);
  const dropped = new Set(heads.flatMap(({ lines }) => lines.map(({ line }) => line)));
  const columns = pages.map((page) =>
    page.columns.map((column) => ({
      ...column,
      elements: column.elements.filter((element) => element.kind === 'table' || !dropped.has(element.line)),
    })),
  );
  const { joined, passed } = joinTables(pages, columns, join);
  const margins = findMargins(columns.flat());
  const items: (Item | Draft)[] = [];
  const notes: ReadNote[] = [];
  let open: FlowLine[] = [];
  const byNumber = new Map(pages.map((page) => [page.pageNumber, page]));
  const flush = () => {
    items.push(...toParagraphs(open).map((paragraph) => toBlock(paragraph, byNumber)));
    open = [];
  };
  for (const [i, page] of pages.entries()) {
    for (const column of columns[i] ?? []) {
      const { left, right } = margins(column);
      for (const element of column.elements) {
        if (passed.has(element)) continue;
        if (element.kind === 'line') open.push({ line: element.line, pageNumber: page.pageNumber, left, right });
        else {
          flush();
          const table = joined.get(element.table) ?? toJoined(element.table);
          for (const message of table.reasons)
            notes.push({ code: 'table-joined-over-pages', message, item: items.length });
          items.push(toTableItem(table, byNumber));
        }
      }
    }
  }
  flush();
  const blocks = withRoles(items);
  const headBlocks = heads.map((head) => toHeadBlock(head, byNumber));
  if (heads.length > 0) notes.push(headNote(heads, headBlocks));
  return { items: [...blocks, ...headBlocks], notes };
}

/** Joins tables that go on over page breaks; `joined` is by their first part, `passed` are elements then left out. */
function joinTables(
  pages: readonly PageLayout[],
  columns: readonly (readonly Column<PageElement>[])[],
  join: boolean,
): { joined: Map<PageTable, JoinedTable>; passed: Set<PageElement> } {
  const joined = new Map<PageTable, JoinedTable>();
  const passed = new Set<PageElement>();
  if (!join) return { joined, passed };
  const flat = columns.map((page) => page.flatMap(({ elements }) => elements));
  const bottoms = pages.map((_, i) => Math.max(0, ...(flat[i] ?? []).map(({ box }) => box[3])));
  const bodyBottom = (page: PageLayout) =>
    Math.max(...pages.map((other, i) => (other.heightPt === page.heightPt ? (bottoms[i] ?? 0) : 0)));
  const bodyBottoms = new Map(pages.map((page) => [page.heightPt, 0]));
  for (const page of pages) if (bodyBottoms.get(page.heightPt) === 0) bodyBottoms.set(page.heightPt, bodyBottom(page));
  let open: { first: PageTable; table: JoinedTable } | null = null;
  for (const [i, page] of pages.entries()) {
    const elements = flat[i] ?? [];
    const between = elements.slice(0, 2).filter(({ kind }) => kind === 'line');
    const start = elements.findIndex(({ kind }) => kind === 'table');
    const lower = elements[start];
    const above = elements
      .slice(0, Math.max(0, start))
      .flatMap((element) => (element.kind === 'line' ? [element.line.text] : []));
    const saysContinued = above.some((text) => CONTINUED.test(text.trim()));
    const isFirst =
      start === 0 ||
      (start > 0 &&
        start <= between.length &&
        above.every((text) => CONTINUED.test(text.trim()) || UNIT_LINE.test(text.trim())));
    if (open !== null && lower?.kind === 'table' && isFirst && pages[i - 1]?.pageNumber === page.pageNumber - 1) {
      const last: PageTable | undefined = open.table.parts.at(-1);
      const roomBelow: number = (bodyBottoms.get(pages[i - 1]?.heightPt ?? 0) ?? 0) - (last?.box[3] ?? 0);
      const table: JoinedTable | null = areOneTagged(last, lower.table)
        ? joinTagged(open.table, lower.table)
        : joinParts(open.table, lower.table, { roomBelow, saysContinued });
      if (table !== null) {
        joined.set(open.first, table);
        for (const element of elements.slice(0, start + 1)) passed.add(element);
        if (start === elements.length - 1) {
          open = { first: open.first, table };
          continue;
        }
      }
    }
    const end = elements.at(-1);
    open = end?.kind === 'table' ? { first: end.table, table: toJoined(end.table) } : null;
  }
  return { joined, passed };
}

/** The margins of body text: columns of one width share the farthest right end met in any of them. */
function findMargins(
  columns: readonly Column<PageElement>[],
): (column: Column<PageElement>) => { left: number; right: number } {
  const known: { left: number; right: number; lines: number }[] = [];
  const near = ({ left, right }: { left: number; right: number }) =>
    known.find((other) => Math.abs(other.left - left) < 30 && right < other.right + 30);
  const measured = columns
    .map((column) => {
      const lines = column.elements.flatMap((element) => (element.kind === 'line' ? [element.line.box] : []));
      return { left: low(lines.map(([x0]) => x0)), right: low(lines.map(([, , x1]) => -x1)) * -1, lines: lines.length };
    })
    .filter(({ lines }) => lines > 0)
    .sort((a, b) => b.right - b.left - (a.right - a.left));
  for (const column of measured) if (near(column) === undefined) known.push(column);
  return (column) => near(column) ?? { left: column.left, right: column.right };
}

/** The lowest of the values that another one comes near, so that one line out of place does not move a margin. */
function low(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((value, i) => (sorted[i + 1] ?? Infinity) - value < 3) ?? sorted[0] ?? 0;
}

type Draft = BlockItem & { readonly size: number; readonly bold: boolean };

function toBlock(paragraph: Paragraph, pages: ReadonlyMap<number, PageLayout>): Draft {
  const [first] = paragraph.lines;
  return {
    type: 'block',
    kind: 'paragraph',
    level: null,
    text: paragraph.text,
    places: toPlaces(paragraph.lines, pages),
    size: first?.line.size ?? 0,
    bold: first?.line.bold ?? false,
  };
}

/** One place for each page, or column, that the lines stand on. */
function toPlaces(lines: readonly FlowLine[], pages: ReadonlyMap<number, PageLayout>): Place[] {
  const groups: FlowLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1)?.at(-1);
    const goesOn = last !== undefined && last.pageNumber === line.pageNumber && line.line.box[1] > last.line.box[1];
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups.map((group): Place => {
    const page = pages.get(group[0]?.pageNumber ?? 0);
    const box = union(group.map(({ line }) => line.box));
    return { pageNumber: group[0]?.pageNumber ?? 1, bbox: page ? toDisplayed(box, page) : box, method: 'text' };
  });
}

/** Kinds and levels from the words, with size and weight as the hint of the format. */
function withRoles(items: readonly (Item | Draft)[]): Item[] {
  const drafts = items.filter((item): item is Draft => item.type === 'block' && 'size' in item);
  const body = bodySize(drafts);
  const sizes = [...new Set(drafts.filter(({ size }) => size > body * 1.15).map(({ size }) => Math.round(size)))].sort(
    (a, b) => b - a,
  );
  const roles = findRoles(
    drafts.map(({ text, size, bold }) => {
      const isLarge = size > body * 1.15;
      const level = isLarge ? sizes.indexOf(Math.round(size)) + 1 : sizes.length + 1;
      const isHeading = text.length <= 60 && (isLarge || (bold && !/[。；;，,：:]$/.test(text)));
      return { kind: isHeading ? 'heading' : 'paragraph', level: isHeading ? Math.min(level, 6) : null, text };
    }),
  );
  let k = 0;
  return items.map((item): Item => {
    if (item.type !== 'block' || !('size' in item)) return item;
    const role = roles[k];
    k += 1;
    const { size: _size, bold: _bold, ...block } = item;
    return role === undefined ? block : { ...block, ...role };
  });
}

function bodySize(drafts: readonly Draft[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of drafts) {
    const key = Math.round(size * 2) / 2;
    counts.set(key, (counts.get(key) ?? 0) + text.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

function toTableItem(table: JoinedTable, pages: ReadonlyMap<number, PageLayout>): TableItem {
  return {
    type: 'table',
    caption: null,
    pageNumbers: table.parts.map(({ pageNumber }) => pageNumber),
    cells: table.cells.map(({ row, col, rowSpan, colSpan, text, places }) => ({
      row,
      col,
      rowSpan,
      colSpan,
      text,
      places: places.map(({ pageNumber, box }): Place => {
        const page = pages.get(pageNumber);
        return { pageNumber, bbox: page ? toDisplayed(box, page) : box, method: 'text' };
      }),
    })),
    ruled: table.ruled,
    confidence: Math.round(table.confidence * 1000) / 1000,
  };
}

function toHeadBlock(head: RunningHead, pages: ReadonlyMap<number, PageLayout>): BlockItem {
  return {
    type: 'block',
    kind: head.kind,
    level: null,
    text: head.text,
    places: head.lines.map(({ pageNumber, line }): Place => {
      const page = pages.get(pageNumber);
      return { pageNumber, bbox: page ? toDisplayed(line.box, page) : line.box, method: 'text' };
    }),
  };
}

function headNote(heads: readonly RunningHead[], blocks: readonly BlockItem[]): ReadNote {
  const count = heads.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    code: 'running-heads-set-aside',
    message: {
      zh: `页眉、页脚和页码共 ${count} 行，未计入正文。`,
      en: `${count} lines of running heads, feet and page numbers were set aside from the text.`,
    },
    places: blocks.flatMap(({ places }) => places.slice(0, 1)),
  };
}
