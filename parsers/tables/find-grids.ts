import type { Box } from '../../pipeline/model/geometry.ts';
import type { Edge } from '../pdf/page-content.ts';
import { isInset, SNAP } from './join-edges.ts';

/** Lines of one table: their levels across the page, and the lines themselves. */
export interface Grid {
  /** x of the upright lines, left to right; the cells lie between them. */
  readonly xs: readonly number[];
  /** y of the level lines, from the top. */
  readonly ys: readonly number[];
  readonly edges: readonly Edge[];
  /** The lines that stand at each x and at each y; none at an assumed border. */
  readonly upright: readonly (readonly Edge[])[];
  readonly level: readonly (readonly Edge[])[];
  readonly box: Box;
  /** Sides at which the border was missing and is assumed where the other lines end. */
  readonly assumed: readonly ('left' | 'top' | 'right' | 'bottom')[];
}

/** Lines that miss each other by up to this many points still meet: borders end at the middle or edge of the other. */
const REACH = 3;
/** A border is assumed where lines run on past the last crossing line by more than this. */
const OVERHANG = 8;
/** Finer grids are drawings: a form of 60 rows by 20 columns has 1,200 fields. */
const MOST_FIELDS = 40_000;

/** Groups lines that touch into tables and finds the levels of their rows and columns. */
export function findGrids(edges: readonly Edge[]): Grid[] {
  return withParallels(groupTouching(edges))
    .map(toGrid)
    .filter((grid) => grid !== null);
}

/** Points where a level and an upright line meet. */
export function findCrossings(edges: readonly Edge[]): { x: number; y: number }[] {
  const upright = edges.filter(({ axis }) => axis === 'v');
  return edges
    .filter(({ axis }) => axis === 'h')
    .flatMap((h) => upright.filter((v) => meet(h, v)).map((v) => ({ x: v.at, y: h.at })));
}

function meet(h: Edge, v: Edge): boolean {
  return v.at >= h.from - REACH && v.at <= h.to + REACH && h.at >= v.from - REACH && h.at <= v.to + REACH;
}

function groupTouching(edges: readonly Edge[]): Edge[][] {
  const parent = edges.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  const level = edges.flatMap((edge, i) => (edge.axis === 'h' ? [i] : [])).sort((a, b) => at(edges, a) - at(edges, b));
  for (const [v, upright] of edges.entries()) {
    if (upright.axis !== 'v') continue;
    for (let k = firstFrom(level, edges, upright.from - REACH); k < level.length; k += 1) {
      const h = level[k] ?? 0;
      const edge = edges[h];
      if (edge === undefined || edge.at > upright.to + REACH) break;
      if (upright.at >= edge.from - REACH && upright.at <= edge.to + REACH) parent[find(h)] = find(v);
    }
  }
  const groups = new Map<number, Edge[]>();
  for (const [i, edge] of edges.entries()) {
    const root = find(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [edge]);
    else group.push(edge);
  }
  return [...groups.values()];
}

/**
 * Upright lines that no level line touches join the table whose outer lines begin and end where they do: a merged cell
 * that fills the page from top to bottom has no side above or below.
 */
function withParallels(groups: readonly Edge[][]): Edge[][] {
  const lone = groups.filter((group) => group.every(({ axis }) => axis === 'v'));
  const tables = groups.filter((group) => !lone.includes(group)).map((group) => [...group]);
  for (const edge of lone.flat()) {
    let best: { group: Edge[]; distance: number } | null = null;
    for (const group of tables) {
      const alike = group.filter(
        ({ axis, from, to }) => axis === 'v' && Math.abs(from - edge.from) <= REACH && Math.abs(to - edge.to) <= REACH,
      );
      if (alike.length < 2) continue;
      const distance = Math.min(...alike.map(({ at: x }) => Math.abs(x - edge.at)));
      if (best === null || distance < best.distance) best = { group, distance };
    }
    best?.group.push(edge);
  }
  return tables;
}

function at(edges: readonly Edge[], i: number): number {
  return edges[i]?.at ?? 0;
}

function firstFrom(order: readonly number[], edges: readonly Edge[], low: number): number {
  let [a, b] = [0, order.length];
  while (a < b) {
    const mid = (a + b) >> 1;
    if (at(edges, order[mid] ?? 0) < low) a = mid + 1;
    else b = mid;
  }
  return a;
}

function toGrid(edges: readonly Edge[]): Grid | null {
  const level = edges.filter(({ axis }) => axis === 'h');
  const upright = edges.filter(({ axis }) => axis === 'v');
  if (level.length === 0 || upright.length === 0) return null;
  const uprightLevels = toLevels(upright, level);
  const levelLevels = toLevels(level, upright);
  const xs = uprightLevels.map(({ at: x }) => x);
  const ys = levelLevels.map(({ at: y }) => y);
  const assumed: Grid['assumed'][number][] = [];
  const ends = {
    left: overhang(
      level.map(({ from }) => from),
      { sign: -1, last: xs[0] ?? 0 },
    ),
    right: overhang(
      level.map(({ to }) => to),
      { sign: 1, last: xs.at(-1) ?? 0 },
    ),
    top: overhang(
      upright.map(({ from }) => from),
      { sign: -1, last: ys[0] ?? 0 },
    ),
    bottom: overhang(
      upright.map(({ to }) => to),
      { sign: 1, last: ys.at(-1) ?? 0 },
    ),
  };
  if (ends.left !== (xs[0] ?? 0)) assumed.push('left');
  if (ends.right !== (xs.at(-1) ?? 0)) assumed.push('right');
  if (ends.top !== (ys[0] ?? 0)) assumed.push('top');
  if (ends.bottom !== (ys.at(-1) ?? 0)) assumed.push('bottom');
  if (assumed.includes('left')) xs.unshift(ends.left);
  if (assumed.includes('right')) xs.push(ends.right);
  if (assumed.includes('top')) ys.unshift(ends.top);
  if (assumed.includes('bottom')) ys.push(ends.bottom);
  if (xs.length < 2 || ys.length < 2 || (xs.length - 1) * (ys.length - 1) > MOST_FIELDS) return null;
  const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
  const around = (lines: readonly (readonly Edge[])[], before: boolean, after: boolean) => [
    ...(before ? [[]] : []),
    ...lines,
    ...(after ? [[]] : []),
  ];
  return {
    xs,
    ys,
    edges,
    upright: around(
      uprightLevels.map(({ lines }) => lines),
      assumed.includes('left'),
      assumed.includes('right'),
    ),
    level: around(
      levelLevels.map(({ lines }) => lines),
      assumed.includes('top'),
      assumed.includes('bottom'),
    ),
    box,
    assumed,
  };
}

/**
 * Where the lines that run on past the last crossing one end on one side: the end reached by at least two of them, else the
 * farthest.
 */
function overhang(ends: readonly number[], { sign, last }: { sign: 1 | -1; last: number }): number {
  const sorted = ends.filter((end) => sign * (end - last) > OVERHANG).sort((a, b) => sign * (b - a));
  const far = sorted[0] ?? last;
  return sorted.find((end, i) => i > 0 && Math.abs((sorted[i - 1] ?? end) - end) <= SNAP) ?? far;
}

/**
 * Levels of lines: lines within SNAP of each other stand on one, at their mean weighted by length. Rows without text may be
 * lower where nothing pads them: one that begins at a merged cell is told by lines of which one stops at the cell's side.
 */
function toLevels(lines: readonly Edge[], crossing: readonly Edge[]): { at: number; lines: Edge[] }[] {
  const sorted = [...lines].sort((a, b) => a.at - b.at);
  const levels: { at: number; lines: Edge[] }[] = [];
  let group: Edge[] = [];
  const close = () => {
    if (group.length === 0) return;
    let [sum, weight] = [0, 0];
    for (const { at: level, from, to } of group) {
      sum += level * (to - from);
      weight += to - from;
    }
    levels.push({ at: sum / weight, lines: group });
    group = [];
  };
  const stops = (x: number) => crossing.some(({ at: side }) => Math.abs(side - x) <= REACH);
  const isLow = (a: Edge, b: Edge) =>
    isInset(a, b) && [Math.max(a.from, b.from), Math.min(a.to, b.to)].every((x) => stops(x));
  for (const line of sorted) {
    const last = group.at(-1);
    const isApart = last !== undefined && (line.at - last.at > SNAP || line.at - (group[0]?.at ?? 0) > 2 * SNAP);
    if (isApart || group.some((other) => isLow(other, line))) close();
    group.push(line);
  }
  close();
  return levels;
}
