import type { Edge } from '../../pdf/page-content.ts';
import { joinEdges, SNAP } from '../../tables/join-edges.ts';
import { type FoundRules, toEdge } from './choose-rules.ts';
import type { WholeRule } from './erase-rules.ts';

/** No stroke of a character is as long as this, in points: free lines without such a piece are rows of strokes. */
const LONGEST_STROKE = 40;

/** The rulings of grids, and long free ones, from end to end in pixels. */
export function toWholeRules({ rules, edges, grids }: FoundRules, dpi: number): WholeRule[] {
  const scale = dpi / 72;
  const inGrids = new Set(grids.flatMap((grid) => grid.edges.map(keyOf)));
  return joinEdges(edges).flatMap((edge) => {
    const { axis, at, from, to } = edge;
    const pieces = rules
      .filter((rule) => rule.axis === axis && Math.abs(rule.at - at * scale) <= SNAP * scale)
      .filter((rule) => rule.to > from * scale - 1 && rule.from < to * scale + 1)
      .sort((a, b) => a.from + a.to - b.from - b.to);
    const isRuling =
      inGrids.has(keyOf(edge)) || pieces.some((piece) => piece.to - piece.from >= LONGEST_STROKE * scale);
    return pieces.length === 0 || !isRuling ? [] : [{ axis, from: from * scale, to: to * scale, pieces }];
  });
}

/** The pieces of these rulings in points of the level page. */
export function toEdges(rules: readonly WholeRule[], dpi: number): Edge[] {
  const pieces = new Set(rules.flatMap((rule) => rule.pieces));
  return [...pieces].map((piece) => toEdge(piece, dpi));
}

function keyOf({ axis, at, from, to }: Edge): string {
  return `${axis} ${at} ${from} ${to}`;
}
