import type { Box } from '../../pipeline/model/geometry.ts';
import type { Edge, PageContent, Word } from '../pdf/page-content.ts';
import { findPadding, toPageCell } from './cell-text.ts';
import { fillBoxes } from './fill-cells.ts';
import { findCells, squeeze } from './find-cells.ts';
import { findGrids, type Grid } from './find-grids.ts';
import { isHalfRuled } from './half-ruled.ts';
import { joinEdges } from './join-edges.ts';
import type { PageCell, PageTable } from './page-table.ts';
import { readRegion } from './ruleless.ts';

/** Lines of one cell follow one another within this share of the em. */
const HANGING_EM = 1;

export interface RuledTables {
  /** Each step, kept for drawing. */
  readonly edges: readonly Edge[];
  readonly grids: readonly Grid[];
  readonly tables: readonly PageTable[];
  /** Lines that belong to no table. */
  readonly free: readonly Edge[];
  /** Words outside all tables. */
  readonly rest: readonly Word[];
}

/** Tables drawn with lines on one page. */
export function findRuledTables(content: PageContent): RuledTables {
  const edges = joinEdges(content.edges);
  const grids = findGrids(edges);
  const tables: PageTable[] = [];
  const used = new Set<Edge>();
  let rest: readonly Word[] = content.words;
  // The smallest first: a table inside a frame keeps its words.
  const bySize = [...grids].sort((a, b) => area(a.box) - area(b.box));
  for (const grid of bySize) {
    const found = toTable({ pageNumber: content.pageNumber, grid, isTail: isTail(grid, content) }, rest);
    if (found === null) continue;
    tables.push(found.table);
    for (const edge of grid.edges) used.add(edge);
    rest = found.rest;
  }
  tables.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  return { edges, grids, tables, free: edges.filter((edge) => !used.has(edge)), rest };
}

function area([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}

/** Rows at most of what a page break leaves of a table: a row or two with a merged label, blank otherwise. */
const TAIL_ROWS = 4;

/** A low, wide grid at the head of a page, with nothing above it: the last rows of the table of the page before. */
function isTail({ box: [x0, top, x1], xs, ys }: Grid, { words, widthPt }: PageContent): boolean {
  if (xs.length < 4 || ys.length - 1 > TAIL_ROWS || x1 - x0 < 0.5 * widthPt) return false;
  return words.every((word) => (word.top + word.bottom) / 2 > top);
}

interface GridOnPage {
  readonly pageNumber: number;
  readonly grid: Grid;
  readonly isTail: boolean;
}

function toTable(
  { pageNumber, grid, isTail }: GridOnPage,
  words: readonly Word[],
): { table: PageTable; rest: Word[] } | null {
  const fields = findCells(grid);
  const { filled, rest } = fillBoxes(
    fields.map(({ box }) => box),
    words,
  );
  const { box, assumed } = grid;
  const withWords = fields.map(({ row, col, rowSpan, colSpan, box: cellBox }, i) => {
    return { row, col, rowSpan, colSpan, box: cellBox, words: filled[i] ?? [] };
  });
  if (!isTable(withWords) && !(isTail && filled.some((own) => own.length > 0))) return null;
  const split = isHalfRuled(withWords) ? readHalfRuled(pageNumber, { grid, words: filled.flat() }) : null;
  if (split !== null) return { table: split, rest };
  const padding = findPadding(withWords);
  const bottom = Math.max(...fields.map(({ row, rowSpan }) => row + rowSpan));
  const loose = new Set(rest);
  const cells = withWords.map((cell): PageCell => {
    const openTop = cell.row === 0 && !isDrawn(grid, cell.box[1], cell.box);
    const openBottom = cell.row + cell.rowSpan === bottom && !isDrawn(grid, cell.box[3], cell.box);
    const hanging = openBottom ? takeHanging(cell.box, cell.words, loose) : [];
    const whole = hanging.length === 0 ? cell : { ...cell, words: [...cell.words, ...hanging] };
    return toPageCell(whole, { padding, openTop, openBottom });
  });
  return {
    table: { pageNumber, box, cells: squeeze(cells), ruled: true, confidence: 1 - assumed.length * 0.02 },
    rest: [...loose],
  };
}

/** A line is drawn at this y of the grid along most of the box's width. */
function isDrawn({ ys, level }: Grid, y: number, [x0, , x1]: Box): boolean {
  const covered = (level[ys.indexOf(y)] ?? []).reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, x1) - Math.max(from, x0)),
    0,
  );
  return covered >= 0.5 * (x1 - x0);
}

/**
 * Words that hang below a cell open at the foot of the page: a merged label goes on to the end of the page while its
 * neighbours' rows end above. Takes them out of `loose`.
 */
function takeHanging([x0, , x1, bottom]: Box, inside: readonly Word[], loose: Set<Word>): Word[] {
  const taken: Word[] = [];
  let reach = inside.length > 0 ? Math.max(bottom, ...inside.map((word) => word.bottom)) : bottom;
  const below = [...loose].filter((word) => word.top > bottom - word.size && word.x0 >= x0 - 1 && word.x1 <= x1 + 1);
  for (const word of below.sort((a, b) => a.top - b.top)) {
    if (word.top - reach > HANGING_EM * word.size) break;
    reach = Math.max(reach, word.bottom);
    taken.push(word);
  }
  // Words of a line that runs on beyond the cell are text below the table.
  const isLoose = taken.some((word) =>
    [...loose].some(
      (other) =>
        !taken.includes(other) &&
        Math.abs(other.baseline - word.baseline) < 1 &&
        other.x0 < x1 + 20 &&
        other.x1 > x0 - 20 &&
        (other.x1 > x1 + 1 || other.x0 < x0 - 1) &&
        other.mark === word.mark,
    ),
  );
  if (isLoose) return [];
  for (const word of taken) loose.delete(word);
  return taken;
}

/** Lines part only some rows or columns: the words are read as in a table without lines, the lines that are there kept. */
function readHalfRuled(pageNumber: number, { grid, words }: { grid: Grid; words: readonly Word[] }): PageTable | null {
  const rules = grid.edges.filter(({ axis }) => axis === 'h');
  const region = { box: grid.box, rules, openTop: false, openBottom: false };
  const byLines =
    grid.xs.length > 2 ? readRegion(words, { ...region, sides: grid.xs }, { pageNumber, isListed: true }) : null;
  const byGaps = readRegion(words, { ...region, sides: null }, { pageNumber, isListed: true });
  const columns = (table: PageTable | null) =>
    table === null ? 0 : Math.max(...table.cells.map(({ col, colSpan }) => col + colSpan));
  return columns(byGaps) > columns(byLines) ? byGaps : byLines;
}

/** Cells with text: frames around a text, and the axes and grid lines of a chart, are no table. */
function isTable(cells: readonly { words: readonly Word[] }[]): boolean {
  const filled = cells.filter(({ words }) => words.length > 0).length;
  return filled >= 3 || (filled === 2 && cells.length <= 4);
}
