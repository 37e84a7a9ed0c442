import type { Edge } from '../pdf/page-content.ts';

/**
 * Lines closer than this are one: double lines stand 1.5 to 2.5 points apart, borders of neighbouring cells up to 1.5,
 * and the lowest row with text is over 6 points high.
 */
export const SNAP = 3;
/** Gaps up to this many points are bridged: dashes and dots of borders leave 1 to 3.5, columns stand 12 apart. */
const BRIDGE = 4;
/** Pieces up to this long may be a dot of a line either way. */
const DOT = 3.2;
/** Joined lines shorter than this are specks: no cell side is so short. */
const SHORTEST = 5;
/** Dots alone make a line from this length on: dots of two lines 4 points apart stand one above the other by chance. */
const SHORTEST_DOTTED = 8;

/** Lines of one level whose middles are closer than this are drawn as one, at the mean. */
const APART = 0.4;
/** One of two lines next to each other ends before the other by more than this where a merged cell stands: no column is narrower. */
const INSET = 8;
/** Lines within one level at most that are told apart: a row of no height on either side of a cell's border. */
const MOST_LOW = 3;

/** Pieces of ruling put together: those on one level snapped to one, dashes and dots bridged, specks dropped. */
export function joinEdges(pieces: readonly Edge[]): Edge[] {
  const dots = pieces.filter((edge) => edge.to - edge.from <= DOT && edge.thickness <= DOT);
  const turned = dots.map(
    (dot): Edge => ({
      axis: dot.axis === 'h' ? 'v' : 'h',
      at: (dot.from + dot.to) / 2,
      from: dot.at - dot.thickness / 2,
      to: dot.at + dot.thickness / 2,
      thickness: dot.to - dot.from,
    }),
  );
  const all = [...pieces, ...turned];
  return (['h', 'v'] as const).flatMap((axis) => joinAxis(all.filter((edge) => edge.axis === axis)));
}

function joinAxis(edges: readonly Edge[]): Edge[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at || a.from - b.from);
  const joined: Edge[] = [];
  let level: Edge[] = [];
  for (const edge of sorted) {
    const first = level[0];
    if (first !== undefined && edge.at - first.at > SNAP / 2) {
      joined.push(...joinLevels(level));
      level = [];
    }
    level.push(edge);
  }
  if (level.length > 0) joined.push(...joinLevels(level));
  return joined;
}

/** One line, or several where one is inset against the next: the head of a merged cell above a row of no height. */
function joinLevels(level: readonly Edge[]): Edge[] {
  const parts: Edge[][] = [];
  for (const edge of level) {
    const last = parts.at(-1);
    if (last !== undefined && edge.at - (last[0]?.at ?? 0) <= APART) last.push(edge);
    else parts.push([edge]);
  }
  if (parts.length === 1 || parts.length > MOST_LOW) return joinLevel(level);
  const joined = parts.map(joinLevel);
  const isApart = joined.some((lines, i) => lines.some((a) => joined[i + 1]?.some((b) => isInset(a, b))));
  return isApart ? joined.flat() : joinLevel(level);
}

/** One of the lines ends where the other does on one side, and before it on the other. */
export function isInset(a: Edge, b: Edge): boolean {
  const [near, far] = [Math.abs(a.from - b.from), Math.abs(a.to - b.to)].sort((x, y) => x - y);
  return (near ?? 0) <= SNAP && (far ?? 0) > INSET && Math.min(a.to, b.to) - Math.max(a.from, b.from) > INSET;
}

/** Joins pieces on one level along their length; each joined line stands at the mean of its pieces, weighted by length. */
function joinLevel(level: readonly Edge[]): Edge[] {
  const sorted = [...level].sort((a, b) => a.from - b.from || a.to - b.to);
  const runs: { pieces: Edge[]; to: number }[] = [];
  for (const edge of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && edge.from - run.to <= BRIDGE) {
      run.pieces.push(edge);
      run.to = Math.max(run.to, edge.to);
    } else runs.push({ pieces: [edge], to: edge.to });
  }
  return runs.flatMap(({ pieces, to }) => {
    const from = pieces[0]?.from ?? to;
    const isDotted = pieces.every((piece) => piece.to - piece.from <= DOT);
    if (to - from < (isDotted ? SHORTEST_DOTTED : SHORTEST)) return [];
    let [sum, weight, thickness] = [0, 0, 0];
    for (const piece of pieces) {
      const length = piece.to - piece.from + 0.01;
      sum += piece.at * length;
      weight += length;
      thickness = Math.max(thickness, piece.thickness);
    }
    const [{ axis }] = pieces as [Edge];
    return [{ axis, at: sum / weight, from, to, thickness }];
  });
}
