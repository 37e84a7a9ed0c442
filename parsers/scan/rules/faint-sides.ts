import type { Grid } from '../../tables/find-grids.ts';
import type { GreyImage } from '../image.ts';
import type { Rule } from './find-rules.ts';

/**
 * A side that is too faint for its single pixels shows in their mean: along a field of 60 pixels the grain of worn paper
 * averages out to 1.5 of 255, and lines bleached to a seventh of their ink still stand out by 8.
 */
const LEAST_RIDGE = 5;
/** Each of so many parts of the side is looked at by itself: text crosses few of them, a line all. */
const PARTS = 8;
const PART_RIDGE = 1.5;
const LEAST_PARTS = 7;
/** Darker pixels are text, or lines that were found; where text crosses, nothing can be told. */
const FAINT = 205;
const MOST_TEXT = 0.02;
/** The line may stand this far from the level of its neighbours, and its paper is looked at this far beside it. */
const DRIFT_PX = 2;
const BESIDE_PX = [5, 6, 7];
/** Ends of the side that belong to the lines across. */
const ENDS_PX = 5;
const SHORTEST_PX = 24;
/** Share of a side from which it counts as drawn already. */
const DRAWN = 0.6;

/** Sides between fields of these grids that no piece of ruling was found for, and whose mean shows a line all the same. */
export function findFaintSides(image: GreyImage, grids: readonly Grid[], dpi: number): Rule[] {
  const scale = dpi / 72;
  return grids.flatMap((grid) => [
    ...findOnAxis(image, { axis: 'h', levels: grid.ys, stops: grid.xs, lines: grid.level, scale }),
    ...findOnAxis(image, { axis: 'v', levels: grid.xs, stops: grid.ys, lines: grid.upright, scale }),
  ]);
}

interface Axis {
  readonly axis: Rule['axis'];
  /** Where the lines stand, and where those across part them, in points. */
  readonly levels: readonly number[];
  readonly stops: readonly number[];
  readonly lines: readonly (readonly { readonly from: number; readonly to: number }[])[];
  readonly scale: number;
}

function findOnAxis(image: GreyImage, { axis, levels, stops, lines, scale }: Axis): Rule[] {
  const found: Rule[] = [];
  for (const [i, level] of levels.entries()) {
    for (let k = 0; k + 1 < stops.length; k += 1) {
      const [from, to] = [stops[k] ?? 0, stops[k + 1] ?? 0];
      const drawn = (lines[i] ?? []).reduce(
        (sum, line) => sum + Math.max(0, Math.min(line.to, to) - Math.max(line.from, from)),
        0,
      );
      if (drawn >= DRAWN * (to - from)) continue;
      const side = { axis, at: level * scale, from: from * scale, to: to * scale };
      if (hasRidge(image, side)) found.push({ ...side, thickness: 1 });
    }
  }
  return found;
}

function hasRidge(image: GreyImage, { axis, at, from, to }: Omit<Rule, 'thickness'>): boolean {
  const { widthPx, heightPx, data } = image;
  const [along, across, breadth] = axis === 'h' ? [1, widthPx, heightPx] : [widthPx, 1, widthPx];
  const [start, end] = [Math.ceil(from) + ENDS_PX, Math.floor(to) - ENDS_PX];
  const middle = Math.floor(at);
  const reach = DRIFT_PX + Math.max(...BESIDE_PX);
  if (end - start < SHORTEST_PX || middle < reach || middle + reach >= breadth) return false;
  const mean = (level: number, a: number, b: number): number => {
    let sum = 0;
    for (let t = a; t < b; t += 1) sum += Math.max(FAINT, data[t * along + level * across] as number);
    return sum / (b - a);
  };
  let text = 0;
  for (let level = middle - reach; level <= middle + reach; level += 1) {
    for (let t = start; t < end; t += 1) if ((data[t * along + level * across] as number) < FAINT) text += 1;
  }
  if (text > MOST_TEXT * (end - start) * (2 * reach + 1)) return false;
  let line = middle;
  for (let level = middle - DRIFT_PX; level <= middle + DRIFT_PX; level += 1) {
    if (mean(level, start, end) < mean(line, start, end)) line = level;
  }
  const ridge = (a: number, b: number): number => {
    const beside = BESIDE_PX.map((d) => (mean(line - d, a, b) + mean(line + d, a, b)) / 2);
    return beside.reduce((sum, value) => sum + value, 0) / beside.length - mean(line, a, b);
  };
  if (ridge(start, end) < LEAST_RIDGE) return false;
  let shown = 0;
  for (let k = 0; k < PARTS; k += 1) {
    const a = start + Math.floor(((end - start) * k) / PARTS);
    const b = start + Math.floor(((end - start) * (k + 1)) / PARTS);
    if (ridge(a, b) >= PART_RIDGE) shown += 1;
  }
  return shown >= LEAST_PARTS;
}
