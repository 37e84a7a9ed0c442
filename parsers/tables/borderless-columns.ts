import type { Box } from '../../pipeline/model/geometry.ts';
import { firstChar, isCjk, lastChar } from '../layout/join-text.ts';
import type { Word } from '../pdf/page-content.ts';

/** Stretches of a line this many ems apart stand in different columns: justified text stays below. */
export const COLUMN_GAP_EM = 1;
/** Han characters have no spaces between words: within a table less tells columns apart. Digits stand off by 0.25. */
export const HAN_GAP_EM = 0.45;
/** Lines with this share of the most stretches met tell the columns. */
const FULL = 0.3;
/** Lines with words of their own between two sides, before both are sides. */
const LEAST_BETWEEN = 2;
/** Share of the lines that may run over a side: merged cells. */
const MOST_CROSSING = 0.4;

export type Stretch = readonly [from: number, to: number];

/**
 * Sides of the columns: the gaps of the fullest lines, headings and rows without merged cells, each where the fewest lines
 * run over it. Of two gaps with next to no words between them one side is kept.
 */
export function findSides(lines: readonly (readonly Stretch[])[], [left, , right]: Box): number[] {
  const most = Math.max(...lines.map((line) => line.length));
  const fullest = lines.filter((line) => line.length >= Math.max(2, FULL * most));
  const ends = lines.flat(2).sort((a, b) => a - b);
  const found: Side[] = fullest.flatMap((line) =>
    line
      .slice(1)
      .map((stretch, i): Side => findSide(lines, { from: line[i]?.[1] ?? stretch[0], to: stretch[0], ends })),
  );
  const kept: Side[] = [];
  for (const side of found.sort((a, b) => a.crossing - b.crossing || b.width - a.width || a.x - b.x)) {
    if (side.crossing > MOST_CROSSING * lines.length) break;
    const isApart = kept.every(({ x }) => {
      const [low, high] = [Math.min(x, side.x), Math.max(x, side.x)];
      return lines.filter((line) => line.some(([a, b]) => a > low && b < high)).length >= LEAST_BETWEEN;
    });
    if (isApart) kept.push(side);
  }
  return [left, ...kept.map(({ x }) => x).sort((a, b) => a - b), right];
}

interface Side {
  readonly x: number;
  /** Lines that run over it. */
  readonly crossing: number;
  readonly width: number;
}

/** The place between two stretches of a line that the fewest other lines run over. */
function findSide(
  lines: readonly (readonly Stretch[])[],
  { from, to, ends }: { from: number; to: number; ends: readonly number[] },
): Side {
  const stops = [from, ...ends.filter((x) => x > from && x < to), to];
  let best: Side = { x: (from + to) / 2, crossing: Number.POSITIVE_INFINITY, width: 0 };
  for (const [k, stop] of stops.slice(1).entries()) {
    const start = stops[k] ?? stop;
    const x = (start + stop) / 2;
    const width = stop - start;
    if (width < 0.5) continue;
    const crossing = lines.filter((line) => line.some(([a, b]) => a < x && b > x)).length;
    if (crossing < best.crossing || (crossing === best.crossing && width > best.width)) best = { x, crossing, width };
  }
  return best;
}

/** Stretches of a line with gaps of at least this width between them; `han`: beside Han characters, in ems. */
export function toStretches(
  { words, size }: { readonly words: readonly Word[]; readonly size: number },
  { han }: { han: number },
): [number, number][] {
  const stretches: [number, number][] = [];
  let previous: Word | undefined;
  for (const word of words) {
    const last = stretches.at(-1);
    const isHan = previous !== undefined && (isCjk(lastChar(previous.text)) || isCjk(firstChar(word.text)));
    const gap = (isHan ? han : COLUMN_GAP_EM) * size;
    if (last !== undefined && word.x0 - last[1] < gap) last[1] = Math.max(last[1], word.x1);
    else stretches.push([word.x0, word.x1]);
    previous = word;
  }
  return stretches;
}
