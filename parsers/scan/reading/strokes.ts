import type { Ink } from './components.ts';

/** A polyline in a unit square, from [0, 0] at the top left to [1, 1] at the bottom right. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export interface StrokeMatch {
  /** Share of the ink that lies on the strokes. */
  readonly explained: number;
  /** Share of the stroke that is inked least. */
  readonly inked: number;
}

/**
 * How well ink is drawn by strokes laid into its box; `tolerancePx` is how far ink may lie from the middle of a stroke.
 */
export function matchStrokes(ink: Ink, strokes: readonly Stroke[], tolerancePx: number): StrokeMatch {
  const { widthPx, heightPx, mask } = ink;
  // Strokes run through the middle of their ink, so the ends lie half a stroke inside the box.
  const inset = Math.min(tolerancePx / 2, widthPx / 4, heightPx / 4);
  const toX = (x: number) => inset + x * (widthPx - 1 - 2 * inset);
  const toY = (y: number) => inset + y * (heightPx - 1 - 2 * inset);
  const near = new Uint8Array(mask.length);
  let inked = 1;
  const reach = Math.ceil(tolerancePx);
  for (const stroke of strokes) {
    let [samples, hits] = [0, 0];
    for (let i = 1; i < stroke.length; i += 1) {
      const [from, to] = [stroke[i - 1], stroke[i]];
      if (!from || !to) continue;
      const [x0, y0, x1, y1] = [toX(from[0]), toY(from[1]), toX(to[0]), toY(to[1])];
      const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0)));
      for (let step = 0; step <= steps; step += 1) {
        const [x, y] = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
        let isInked = false;
        for (
          let py = Math.max(0, Math.round(y) - reach);
          py <= Math.min(heightPx - 1, Math.round(y) + reach);
          py += 1
        ) {
          for (
            let px = Math.max(0, Math.round(x) - reach);
            px <= Math.min(widthPx - 1, Math.round(x) + reach);
            px += 1
          ) {
            if (Math.hypot(px - x, py - y) > tolerancePx + 0.25) continue;
            near[py * widthPx + px] = 1;
            if (mask[py * widthPx + px] === 1) isInked = true;
          }
        }
        samples += 1;
        if (isInked) hits += 1;
      }
    }
    inked = Math.min(inked, samples === 0 ? 0 : hits / samples);
  }
  let [all, explained] = [0, 0];
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] !== 1) continue;
    all += 1;
    explained += near[i] ?? 0;
  }
  return { explained: all === 0 ? 0 : explained / all, inked };
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
