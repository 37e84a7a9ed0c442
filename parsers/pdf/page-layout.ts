import type { Box } from '../../pipeline/model/geometry.ts';
import { type Line, toLine, toLines, withoutWords } from '../layout/lines.ts';
import { type Column, orderElements, type Placed } from '../layout/reading-order.ts';
import { findBorderlessTables } from '../tables/borderless.ts';
import type { PageTable } from '../tables/page-table.ts';
import { findRuledTables } from '../tables/ruled.ts';
import { findRulelessTables } from '../tables/ruleless.ts';
import type { TaggedReader } from '../tables/tagged.ts';
import { type Drawing, findDrawings } from './find-drawings.ts';
import { mapBox } from './matrix.ts';
import type { Edge } from './page-content.ts';
import { type ReadPage, turnBack } from './read-page.ts';

/** A line or a table in its place on the page. */
export type PageElement = Placed &
  ({ readonly kind: 'line'; readonly line: Line } | { readonly kind: 'table'; readonly table: PageTable });

/** What is kept of a page once it is read: tables, the lines around them, and its size as read. */
export interface PageLayout {
  readonly pageNumber: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly turned: ReadPage['turned'];
  readonly lines: readonly Line[];
  /** Lines and tables in reading order, column by column. */
  readonly columns: readonly Column<PageElement>[];
  /** Text at a slant: stamps and watermarks, no part of the running text. */
  readonly slanted: readonly string[];
  /** Vector drawings; the words in them are no text of the page. */
  readonly drawings: readonly Drawing[];
}

/** Lines at the head and foot of a tagged table stand within this many points of its words. */
const EDGE_NEAR = 12;

/** Finds the tables and lines of one page; `readTagged` reads those that the file's own structure names. */
export function layOutPage({ content, turned, pageRef }: ReadPage, readTagged: TaggedReader | null = null): PageLayout {
  // Invisible text counts only where a page has no other: recognised text laid over a scan.
  const shown = content.words.some(({ hidden }) => !hidden)
    ? content.words.filter(({ hidden }) => !hidden)
    : content.words;
  const words = shown.filter(({ turn }) => turn !== null);
  const ruled = findRuledTables({ ...content, words });
  const tagged = readTagged?.read(
    { pageNumber: content.pageNumber, pageRef },
    { ...ruled, words: ruled.rest, all: words },
  );
  const drawn = ruled.tables.filter((table) => !tagged?.replaced.has(table));
  const outside = (edge: Edge) => !tagged?.tables.some(({ box }) => isAcross(edge, box));
  const ruleless = findRulelessTables(content, {
    edges: tagged ? ruled.free.filter(outside) : ruled.free,
    words: tagged?.rest ?? ruled.rest,
  });
  const withLines = [...drawn, ...(tagged?.tables ?? []), ...ruleless.tables];
  const drawings = findDrawings(content, withLines);
  const shownOutside = ruleless.rest.filter((word) => !drawings.some(({ box }) => isInside(word, box)));
  const { tables: borderless, rest } = findBorderlessTables(content.pageNumber, shownOutside);
  const tables = [...withLines, ...borderless];
  const slanted = shown.filter(({ turn }) => turn === null).map(({ text }) => text);
  const lines = toLines(rest.filter(({ turn }) => turn === 0)).map(toLineElement);
  const columns = orderElements([...lines, ...tables.map(toTableElement)], splitElement).map((column) => ({
    ...column,
    elements: column.elements.map(
      (element): PageElement => (element.kind === 'line' ? { ...element, line: withoutWords(element.line) } : element),
    ),
  }));
  return {
    pageNumber: content.pageNumber,
    widthPt: content.widthPt,
    heightPt: content.heightPt,
    turned,
    lines: columns.flatMap(({ elements }) =>
      elements.flatMap((element) => (element.kind === 'line' ? [element.line] : [])),
    ),
    columns,
    slanted,
    drawings,
  };
}

/** Tables of the page, in reading order. */
export function tablesOf({ columns }: Pick<PageLayout, 'columns'>): PageTable[] {
  return columns.flatMap(({ elements }) =>
    elements.flatMap((element) => (element.kind === 'table' ? [element.table] : [])),
  );
}

function toLineElement(line: Line): PageElement {
  return { kind: 'line', line, box: line.box, parts: line.parts };
}

function toTableElement(table: PageTable): PageElement {
  const { box } = table;
  return { kind: 'table', table, box, parts: [[box[0], box[2]]] };
}

/** The two halves of a line that runs over the gutter between two columns. */
function splitElement(element: PageElement, x: number): readonly [PageElement | null, PageElement | null] {
  if (element.kind === 'table') return [element, null];
  const { words } = element.line;
  const [left, right] = [
    words.filter((word) => (word.x0 + word.x1) / 2 < x),
    words.filter((word) => (word.x0 + word.x1) / 2 >= x),
  ];
  const half = (part: typeof left) => (part.length === 0 ? null : toLineElement(toLine(part)));
  return [half(left), half(right)];
}

/** A level line at the head or foot of the box, or within it. */
function isAcross({ at, from, to }: Edge, [x0, y0, x1, y1]: Box): boolean {
  return at > y0 - EDGE_NEAR && at < y1 + EDGE_NEAR && from < x1 && to > x0;
}

function isInside({ x0, x1, top, bottom }: { x0: number; x1: number; top: number; bottom: number }, box: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** A box of the page as read, on the page as displayed, with two decimals. */
export function toDisplayed(box: Box, page: Pick<PageLayout, 'turned' | 'widthPt' | 'heightPt'>): Box {
  const back = (4 - page.turned) % 4;
  const [x0, y0, x1, y1] = mapBox(turnBack(back as ReadPage['turned'], page.widthPt, page.heightPt), box);
  return [round(x0), round(y0), round(x1), round(y1)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
