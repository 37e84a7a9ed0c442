import type { Edge } from '../../pdf/page-content.ts';
import { findCells } from '../../tables/find-cells.ts';
import { findGrids, type Grid } from '../../tables/find-grids.ts';
import { joinEdges } from '../../tables/join-edges.ts';
import type { GreyImage } from '../image.ts';
import { dropStrokes } from './drop-strokes.ts';
import { findFaintSides } from './faint-sides.ts';
import { findRules, type Rule } from './find-rules.ts';

/**
 * Contrasts at which lines are looked for, of 255. Clean and most worn scans give the same grid at both; hairlines of worn
 * scans stand out by 15 only, and at the lower value alone noise adds pieces.
 */
const CONTRASTS = [30, 10];
/** An end of a line hangs loose when no line across stands within this many points of it. */
const LOOSE = 6;
/** What a loose end costs, in cells: a missing or wrong line leaves two loose ends and mends or breaks two cells. */
const LOOSE_COST = 1;
/** Smaller grids, in points, are strokes of large characters. */
const SMALLEST = { width: 60, height: 14 };
/** Strokes of a title that happen to meet make grids too, but no stroke is as long as this, in points. */
const LONGEST_STROKE = 40;

export interface FoundRules {
  /** All pieces of ruling, in pixels. */
  readonly rules: readonly Rule[];
  /** The same in points of the level page. */
  readonly edges: readonly Edge[];
  readonly grids: readonly Grid[];
}

/** The rulings of a level page, at the contrast whose grids hang together best. */
export function chooseRules(image: GreyImage, dpi: number): FoundRules {
  const found = findRules(image, { contrasts: CONTRASTS, dpi }).map((pieces) => {
    const rules = dropStrokes(pieces, dpi);
    const edges = rules.map((rule) => toEdge(rule, dpi));
    const grids = findGrids(joinEdges(edges)).filter((grid) => isRuled(grid, edges));
    return { rules, edges, grids };
  });
  const scores = found.map(({ grids }) => grids.reduce((sum, grid) => sum + consistency(grid), 0));
  const best = scores.reduce((top, score, i) => (score > (scores[top] ?? 0) ? i : top), 0);
  const chosen = found[best] ?? { rules: [], edges: [], grids: [] };
  const added = findFaintSides(image, chosen.grids, dpi);
  if (added.length === 0) return chosen;
  const rules = [...chosen.rules, ...added];
  const edges = rules.map((rule) => toEdge(rule, dpi));
  return { rules, edges, grids: findGrids(joinEdges(edges)).filter((grid) => isRuled(grid, edges)) };
}

/** Large enough for a table, and drawn with lines on both axes that are no strokes of characters. */
function isRuled({ box: [x0, top, x1, bottom], upright, level }: Grid, pieces: readonly Edge[]): boolean {
  if (x1 - x0 < SMALLEST.width || bottom - top < SMALLEST.height) return false;
  if (upright.length + level.length < 4) return false;
  return pieces.some(({ axis, at, from, to }) => {
    if (axis !== 'h' || to - from < LONGEST_STROKE) return false;
    return at >= top - LOOSE && at <= bottom + LOOSE && from >= x0 - LOOSE && to <= x1 + LOOSE;
  });
}

/** A ruling in pixels as the steps for tables take it, in points of the level page. */
export function toEdge({ axis, at, from, to, thickness }: Rule, dpi: number): Edge {
  const scale = 72 / dpi;
  return { axis, at: at * scale, from: from * scale, to: to * scale, thickness: thickness * scale };
}

/** Cells of the grid less what its loose ends cost. */
function consistency(grid: Grid): number {
  return findCells(grid).length - LOOSE_COST * countLooseEnds(grid.edges);
}

function countLooseEnds(edges: readonly Edge[]): number {
  let loose = 0;
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const isMet = edges.some(
        (other) =>
          other.axis !== edge.axis &&
          Math.abs(other.at - end) <= LOOSE &&
          other.from - LOOSE <= edge.at &&
          other.to + LOOSE >= edge.at,
      );
      if (!isMet) loose += 1;
    }
  }
  return loose;
}
