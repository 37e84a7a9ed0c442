import type { Ink } from './components.ts';

/** A polyline in a unit square, from [0, 0] at the top left to [1, 1] at the bottom right. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export interface StrokeMatch {
  /** Share of the ink that lies on the strokes. */
  readonly explained: number;
  /** Share of the stroke that is inked least. */
  readonly inked: number;
}

/** Given where a share falls below the least that is wanted: the rest is not measured then. */
const NO_MATCH: StrokeMatch = { explained: 0, inked: 0 };

/**
 * How well ink is drawn by strokes laid into its box; `tolerancePx` is how far ink may lie from the middle of a stroke.
 */
export function matchStrokes(
  ink: Ink,
  strokes: readonly Stroke[],
  { tolerancePx, least = 0 }: { readonly tolerancePx: number; readonly least?: number },
): StrokeMatch {
  const laid = strokes.map((stroke) => layStroke(stroke, ink, tolerancePx));
  const explained = measureExplained(ink, laid.flat(), (tolerancePx + 0.25) ** 2);
  if (explained < least) return NO_MATCH;
  let inked = 1;
  for (const segments of laid) {
    inked = Math.min(inked, measureInked(ink, segments, tolerancePx + 0.25));
    if (inked < least) return NO_MATCH;
  }
  return { explained, inked };
}

/** From one point to another, in pixels. */
type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

function layStroke(stroke: Stroke, { widthPx, heightPx }: Ink, tolerancePx: number): readonly Segment[] {
  // Strokes run through the middle of their ink, so the ends lie half a stroke inside the box.
  const inset = Math.min(tolerancePx / 2, widthPx / 4, heightPx / 4);
  const points = stroke.map(([x, y]) => [
    inset + x * (widthPx - 1 - 2 * inset),
    inset + y * (heightPx - 1 - 2 * inset),
  ]);
  return points.slice(1).map(([x1 = 0, y1 = 0], i): Segment => {
    const [x0 = 0, y0 = 0] = points[i] ?? [];
    return [x0, y0, x1, y1];
  });
}

function measureExplained({ widthPx, mask }: Ink, segments: readonly Segment[], nearest: number): number {
  let [all, explained] = [0, 0];
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] !== 1) continue;
    all += 1;
    const y = Math.floor(at / widthPx);
    const x = at - y * widthPx;
    for (const segment of segments) {
      if (toDistance(x, y, segment) > nearest) continue;
      explained += 1;
      break;
    }
  }
  return all === 0 ? 0 : explained / all;
}

/** Square of the distance of a point to a segment. */
function toDistance(x: number, y: number, [x0, y0, x1, y1]: Segment): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
  const [ex, ey] = [x0 + along * dx - x, y0 + along * dy - y];
  return ex * ex + ey * ey;
}

function measureInked({ widthPx, heightPx, mask }: Ink, segments: readonly Segment[], reachPx: number): number {
  const isInkedNear = (x: number, y: number) => {
    for (let py = Math.max(0, Math.ceil(y - reachPx)); py <= Math.min(heightPx - 1, y + reachPx); py += 1) {
      for (let px = Math.max(0, Math.ceil(x - reachPx)); px <= Math.min(widthPx - 1, x + reachPx); px += 1) {
        if (mask[py * widthPx + px] === 1 && (px - x) ** 2 + (py - y) ** 2 <= reachPx ** 2) return true;
      }
    }
    return false;
  };
  let [samples, hits] = [0, 0];
  for (const [x0, y0, x1, y1] of segments) {
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0)));
    for (let step = 0; step <= steps; step += 1) {
      samples += 1;
      if (isInkedNear(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps)) hits += 1;
    }
  }
  return samples === 0 ? 0 : hits / samples;
}

/** The white areas of ink that no path leads out of, larger than `minArea` pixels, with their middles in the unit square. */
export function findHoles({ widthPx, heightPx, mask }: Ink, minArea: number): readonly (readonly [number, number])[] {
  const seen = Uint8Array.from(mask);
  const holes: [number, number][] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] !== 0) continue;
    const stack = [start];
    seen[start] = 1;
    let [area, sumX, sumY, isOpen] = [0, 0, 0, false];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % widthPx, Math.floor(at / widthPx)];
      area += 1;
      sumX += x;
      sumY += y;
      if (x === 0 || y === 0 || x === widthPx - 1 || y === heightPx - 1) isOpen = true;
      const steps = [x > 0 ? -1 : 0, x < widthPx - 1 ? 1 : 0, y > 0 ? -widthPx : 0, y < heightPx - 1 ? widthPx : 0];
      for (const step of steps) {
        if (step === 0 || seen[at + step] !== 0) continue;
        seen[at + step] = 1;
        stack.push(at + step);
      }
    }
    if (!isOpen && area >= minArea) holes.push([(sumX / area + 0.5) / widthPx, (sumY / area + 0.5) / heightPx]);
  }
  return holes;
}
