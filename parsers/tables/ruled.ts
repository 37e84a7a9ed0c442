import type { Box } from '../../pipeline/model/geometry.ts';
import type { Edge, PageContent, Word } from '../pdf/page-content.ts';
import { findPadding, toCellText } from './cell-text.ts';
import { fillBoxes } from './fill-cells.ts';
import { findCells, type GridCell, squeeze } from './find-cells.ts';
import { findGrids, type Grid } from './find-grids.ts';
import { joinEdges } from './join-edges.ts';

/** A cell with the words that fell into it. */
export interface PageCell extends GridCell {
  readonly words: readonly Word[];
  readonly text: string;
}

/** One table of one page. */
export interface PageTable {
  readonly pageNumber: number;
  readonly box: Box;
  readonly cells: readonly PageCell[];
  /** x of the columns' sides, left to right. */
  readonly xs: readonly number[];
  readonly ruled: boolean;
  /** Of the structure; 1 where every side is drawn. */
  readonly confidence: number;
}

export interface RuledTables {
  /** Each step, kept for drawing. */
  readonly edges: readonly Edge[];
  readonly grids: readonly Grid[];
  readonly tables: readonly PageTable[];
  /** Words outside all tables. */
  readonly rest: readonly Word[];
}

/** Tables drawn with lines on one page. */
export function findRuledTables(content: PageContent): RuledTables {
  const edges = joinEdges(content.edges);
  const grids = findGrids(edges);
  const tables: PageTable[] = [];
  let rest: readonly Word[] = content.words;
  // The smallest first: a table inside a frame keeps its words.
  const bySize = [...grids].sort((a, b) => area(a.box) - area(b.box));
  for (const grid of bySize) {
    const found = toTable(content.pageNumber, grid, rest);
    if (found === null) continue;
    tables.push(found.table);
    rest = found.rest;
  }
  tables.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  return { edges, grids, tables, rest };
}

function area([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}

function toTable(pageNumber: number, grid: Grid, words: readonly Word[]): { table: PageTable; rest: Word[] } | null {
  const fields = findCells(grid);
  const boxes = fields.map(({ box }) => box);
  const { filled, rest } = fillBoxes(boxes, words);
  const withWords = fields.map((field, i) => ({ ...field, words: filled[i] ?? [] }));
  if (!isTable(withWords)) return null;
  const padding = findPadding(withWords);
  const cells = withWords.map((cell): PageCell => ({ ...cell, text: toCellText(cell.words, cell.box, padding) }));
  const { box, xs, assumed } = grid;
  return {
    table: { pageNumber, box, cells: squeeze(cells), xs, ruled: true, confidence: 1 - assumed.length * 0.02 },
    rest,
  };
}

/** At least two cells with text: frames around a text and the axes of a chart are none. */
function isTable(cells: readonly { words: readonly Word[] }[]): boolean {
  const filled = cells.filter(({ words }) => words.length > 0).length;
  return filled >= 2;
}
