import type { Edge } from '../../pdf/page-content.ts';
import { joinEdges, SNAP } from '../../tables/join-edges.ts';
import type { FoundRules } from './choose-rules.ts';
import type { WholeRule } from './erase-rules.ts';

/** Free lines at least this long in inches are rulings, shorter ones may be strokes of large text. */
const LONG_RULE = 0.6;

/** The rulings of grids, and long free ones, from end to end in pixels. */
export function toWholeRules({ rules, edges, grids }: FoundRules, dpi: number): WholeRule[] {
  const scale = dpi / 72;
  const inGrids = new Set(grids.flatMap((grid) => grid.edges.map(keyOf)));
  const lines = joinEdges(edges).filter((edge) => inGrids.has(keyOf(edge)) || edge.to - edge.from >= LONG_RULE * 72);
  return lines.flatMap(({ axis, at, from, to }) => {
    const pieces = rules
      .filter((rule) => rule.axis === axis && Math.abs(rule.at - at * scale) <= SNAP * scale)
      .filter((rule) => rule.to > from * scale - 1 && rule.from < to * scale + 1)
      .sort((a, b) => a.from + a.to - b.from - b.to);
    return pieces.length === 0 ? [] : [{ axis, from: from * scale, to: to * scale, pieces }];
  });
}

function keyOf({ axis, at, from, to }: Edge): string {
  return `${axis} ${at} ${from} ${to}`;
}
