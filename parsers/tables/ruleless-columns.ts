import type { Word } from '../pdf/page-content.ts';

/** Columns of a table without upright lines, as the sides between them. */
export interface Columns {
  /** x of the sides, left to right; one more than columns. */
  readonly sides: readonly number[];
}

/** Narrowest gap between two columns, in ems: word spaces of justified text stay below it. */
const GUTTER_EM = 0.55;
/** Share of the lines that may run over a gap: titles and notes that span columns. */
const CROSSING = 0.12;

/** Finds columns from the gaps that run through nearly all lines; null where there are fewer than two. */
export function findColumns(
  lines: readonly (readonly Word[])[],
  [left, right]: readonly [number, number],
): Columns | null {
  if (lines.length < 2) return null;
  const em = medianSize(lines);
  const parts = lines.map((words) => toStretches(words, GUTTER_EM * em));
  const parted = parts.filter((line) => line.length > 1).length;
  if (parted < 2) return null;
  // Lines of one stretch over more than half the width are titles or notes: they do not close a gap.
  const rows = parts.filter((line) => line.length > 1 || width(line) < 0.5 * (right - left));
  const most = Math.floor(CROSSING * rows.length);
  const gaps = findGaps(rows, { left, right, most, narrowest: GUTTER_EM * em });
  const inner = gaps.filter(({ from, to }) => from > left + 1 && to < right - 1);
  const sides = [left, ...inner.map(({ from, to }) => (from + to) / 2), right];
  return sides.length >= 3 ? { sides } : null;
}

function medianSize(lines: readonly (readonly Word[])[]): number {
  const sizes = lines
    .flat()
    .map(({ size }) => size)
    .sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

function width(stretches: readonly (readonly [number, number])[]): number {
  return stretches.reduce((sum, [from, to]) => sum + to - from, 0);
}

function toStretches(words: readonly Word[], gap: number): [number, number][] {
  const stretches: [number, number][] = [];
  for (const { x0, x1 } of [...words].sort((a, b) => a.x0 - b.x0)) {
    const last = stretches.at(-1);
    if (last !== undefined && x0 - last[1] < gap) last[1] = Math.max(last[1], x1);
    else stretches.push([x0, x1]);
  }
  return stretches;
}

/** Stretches across the page that at most `most` rows cover, with some row covering more on both sides of each. */
function findGaps(
  rows: readonly (readonly (readonly [number, number])[])[],
  { left, right, most, narrowest }: { left: number; right: number; most: number; narrowest: number },
): { from: number; to: number }[] {
  const events = rows.flat().flatMap(([from, to]): [number, number][] => [
    [from, 1],
    [to, -1],
  ]);
  events.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const gaps: { from: number; to: number }[] = [];
  let depth = 0;
  let from = left;
  for (const [x, step] of events) {
    const before = depth;
    depth += step;
    if (before <= most && depth > most) {
      if (x - from >= narrowest) gaps.push({ from, to: x });
    } else if (before > most && depth <= most) from = x;
  }
  if (right - from >= narrowest) gaps.push({ from, to: right });
  return gaps;
}
