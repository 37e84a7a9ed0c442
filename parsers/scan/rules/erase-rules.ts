import type { GreyImage } from '../image.ts';
import type { Rule } from './find-rules.ts';

/** Lighter than this is paper. */
const PAPER = 200;
/** A line drifts and bends by up to this much around the middle of the piece it was found as. */
const DRIFT_PX = 3;
/** Its blur, always taken away with it, reaches this far beyond its measured thickness on either side. */
const BLUR_PX = 1;
/** Ink that goes on further than this beyond the blur is a stroke of text that touches the line, and stays. */
const FRAY_PX = 3;

/** A ruling from end to end: the pieces it was found as, and where it begins and ends. */
export interface WholeRule {
  readonly axis: Rule['axis'];
  readonly from: number;
  readonly to: number;
  /** In the order of their middles; at least one. */
  readonly pieces: readonly Rule[];
}

/** The image without these rulings; strokes of text that touch them stay. */
export function eraseRules(image: GreyImage, rules: readonly WholeRule[]): GreyImage {
  const out = { ...image, data: image.data.slice() };
  for (const rule of rules) eraseRule(image, out.data, rule);
  return out;
}

function eraseRule({ widthPx, heightPx, data }: GreyImage, out: Uint8Array, rule: WholeRule): void {
  const isLevel = rule.axis === 'h';
  const [along, across, length, breadth] = isLevel ? [1, widthPx, widthPx, heightPx] : [widthPx, 1, heightPx, widthPx];
  const thickness = Math.max(...rule.pieces.map((piece) => piece.thickness));
  const half = thickness / 2;
  const reach = Math.ceil(half) + BLUR_PX + FRAY_PX;
  const middles = rule.pieces.map(({ from, to }) => (from + to) / 2);
  let k = 0;
  for (let t = Math.max(0, Math.floor(rule.from) - 1); t < Math.min(length, rule.to + 1); t += 1) {
    while (k + 1 < middles.length && (middles[k + 1] as number) <= t) k += 1;
    const base = t * along;
    const expected = levelAt(rule.pieces, middles, k, t);
    const middle = findDarkest(data, { base, across, breadth, low: expected - DRIFT_PX, high: expected + DRIFT_PX });
    const at = (i: number) => data[base + i * across] as number;
    const core = Math.round(half) + BLUR_PX;
    let first = Math.max(0, middle - core);
    let last = Math.min(breadth - 1, middle + core);
    const [floor, ceiling] = [Math.max(0, middle - reach), Math.min(breadth - 1, middle + reach)];
    let [fringe, edge] = [first, last];
    while (fringe > floor && at(fringe - 1) < PAPER) fringe -= 1;
    while (edge < ceiling && at(edge + 1) < PAPER) edge += 1;
    if (fringe > floor) first = fringe;
    if (edge < ceiling) last = edge;
    for (let i = first; i <= last; i += 1) out[base + i * across] = 255;
  }
}

/** Where the line is expected across at `t`: between the middles of two pieces, on the way from one to the other. */
function levelAt(pieces: readonly Rule[], middles: readonly number[], k: number, t: number): number {
  const before = pieces[k]?.at ?? 0;
  const after = pieces[k + 1]?.at;
  const [start = 0, end = 0] = [middles[k], middles[k + 1]];
  if (after === undefined || t <= start || end <= start) return before;
  return before + ((after - before) * (t - start)) / (end - start);
}

function findDarkest(
  data: Uint8Array,
  { base, across, breadth, low, high }: { base: number; across: number; breadth: number; low: number; high: number },
): number {
  const from = Math.max(0, Math.floor(low));
  const to = Math.min(breadth - 1, Math.floor(high));
  const expected = (low + high) / 2 - 0.5;
  let darkest = from;
  let least = Infinity;
  for (let i = from; i <= to; i += 1) {
    // Among pixels about as dark the one nearest to the line's own level, so that text beside it does not attract.
    const value = (data[base + i * across] as number) + 12 * Math.abs(i - expected);
    if (value < least) [least, darkest] = [value, i];
  }
  return darkest;
}
