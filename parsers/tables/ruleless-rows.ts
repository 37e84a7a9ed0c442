import type { Edge } from '../pdf/page-content.ts';
import type { Block } from './ruleless-blocks.ts';

export interface Row {
  /** Blocks that stand in this row alone. */
  readonly blocks: readonly Block[];
  readonly top: number;
  readonly bottom: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** y between the rows, from the top; one more than rows. */
  readonly sides: readonly number[];
  /** Blocks that belong to several rows: merged labels. */
  readonly merged: readonly Block[];
  /** Whether cells are set to their middle or to their top. */
  readonly align: 'middle' | 'top';
}

/** Blocks of one row agree in their middle, or in their first baseline, within this many points. */
const SAME_LEVEL = 1.6;
/** Blocks of two rows keep apart by this share of the least distance of blocks in one column, or more. */
const TOO_NEAR = 0.8;
/** Rows keep at least this share of their usual distance. */
const LEAST_GAP = 0.45;

/** Finds rows: blocks level with one another; a block between two rows, with no room for its own, spans them. */
export function findRows(
  blocks: readonly Block[],
  { top, bottom, rules }: { top: number; bottom: number; rules: readonly Edge[] },
): Rows {
  const middle = (block: Block) => (block.box[1] + block.box[3]) / 2;
  const first = (block: Block) => block.first;
  const align = weight(cluster(blocks, first)) > weight(cluster(blocks, middle)) ? 'top' : 'middle';
  const level = align === 'top' ? first : middle;
  const { kept, spanning } = partSpanning(blocks, { level, gap: leastGap(blocks) });
  const clusters = cluster(kept, level);
  const ranked = [...clusters].sort(
    (a, b) => columns(b) - columns(a) || height(a) - height(b) || (a[0]?.first ?? 0) - (b[0]?.first ?? 0),
  );
  const accepted: Row[] = [];
  const gap = usualGap(ranked.filter((group) => columns(group) > 1).map(toRow));
  const merged: Block[] = [...spanning];
  for (const group of ranked) {
    const row = toRow(group);
    const collides = accepted.some((other) => {
      const space = Math.max(row.top - other.bottom, other.top - row.bottom);
      return space < Math.max(-0.5, LEAST_GAP * gap) && !isParted(row, other, rules);
    });
    if (!collides) {
      accepted.push(row);
      continue;
    }
    // Blocks of the group that fit beside one row belong to it: its other cells are aligned otherwise.
    merged.push(...group);
  }
  accepted.sort((a, b) => a.top - b.top);
  const sides = accepted.map((row, i) => {
    const above = accepted[i - 1];
    return above === undefined ? top : sideBetween(above, row, rules);
  });
  return { rows: accepted, sides: [...sides, bottom], merged, align };
}

/** Blocks that stand beside blocks of two rows or more, the ones beside most first: they span those rows. */
function partSpanning(
  blocks: readonly Block[],
  { level, gap }: { level: (block: Block) => number; gap: number },
): { kept: Block[]; spanning: Block[] } {
  const beside = new Map<Block, Set<Block>>(blocks.map((block) => [block, new Set()]));
  for (const [i, a] of blocks.entries()) {
    for (const b of blocks.slice(i + 1)) {
      const shared = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]);
      if (shared < -TOO_NEAR * gap || Math.abs(level(a) - level(b)) <= SAME_LEVEL) continue;
      beside.get(a)?.add(b);
      beside.get(b)?.add(a);
    }
  }
  const kept = new Set(blocks);
  const spanning: Block[] = [];
  for (;;) {
    let worst: Block | null = null;
    for (const block of kept) {
      const count = beside.get(block)?.size ?? 0;
      if (count === 0) continue;
      const most = worst === null ? 0 : (beside.get(worst)?.size ?? 0);
      if (count > most || (count === most && worst !== null && block.col < worst.col)) worst = block;
    }
    if (worst === null) return { kept: [...kept], spanning };
    kept.delete(worst);
    spanning.push(worst);
    for (const other of beside.get(worst) ?? []) beside.get(other)?.delete(worst);
  }
}

/** The least distance that blocks of one column commonly keep: twice the padding of cells. */
function leastGap(blocks: readonly Block[]): number {
  const gaps: number[] = [];
  const columns = new Map<number, Block[]>();
  for (const block of blocks) columns.set(block.col, [...(columns.get(block.col) ?? []), block]);
  for (const column of columns.values()) {
    const sorted = [...column].sort((a, b) => a.box[1] - b.box[1]);
    for (const [i, block] of sorted.slice(1).entries()) gaps.push(block.box[1] - (sorted[i]?.box[3] ?? 0));
  }
  gaps.sort((a, b) => a - b);
  return Math.max(0, gaps[Math.floor(gaps.length * 0.1)] ?? 0);
}

function cluster(blocks: readonly Block[], key: (block: Block) => number): Block[][] {
  const sorted = [...blocks].sort((a, b) => key(a) - key(b));
  const groups: Block[][] = [];
  for (const block of sorted) {
    const group = groups.at(-1);
    const last = group?.[0];
    if (group !== undefined && last !== undefined && key(block) - key(last) <= SAME_LEVEL) group.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** How well blocks line up: those that share their level with another column. */
function weight(groups: readonly (readonly Block[])[]): number {
  return groups.reduce((sum, group) => sum + (columns(group) > 1 ? columns(group) : 0), 0);
}

function columns(group: readonly Block[]): number {
  return new Set(group.map(({ col }) => col)).size;
}

function height(group: readonly Block[]): number {
  return Math.max(...group.map(({ box }) => box[3] - box[1]));
}

function toRow(blocks: readonly Block[]): Row {
  return {
    blocks,
    top: Math.min(...blocks.map(({ box }) => box[1])),
    bottom: Math.max(...blocks.map(({ box }) => box[3])),
  };
}

/** The usual free space between rows that follow one another without overlap. */
function usualGap(rows: readonly Row[]): number {
  const sorted = [...rows].sort((a, b) => a.top - b.top);
  const gaps = sorted
    .slice(1)
    .map((row, i) => row.top - (sorted[i]?.bottom ?? 0))
    .filter((gap) => gap > 0);
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function isParted(a: Row, b: Row, rules: readonly Edge[]): boolean {
  const [upper, lower] = a.top < b.top ? [a, b] : [b, a];
  return rules.some(({ at }) => at > upper.bottom - 2 && at < lower.top + 2);
}

function sideBetween(above: Row, below: Row, rules: readonly Edge[]): number {
  const rule = rules.find(({ at }) => at > above.bottom - 2 && at < below.top + 2);
  return rule?.at ?? (above.bottom + below.top) / 2;
}
