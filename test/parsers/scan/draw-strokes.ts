import type { GreyImage } from '../../../parsers/scan/image.ts';

/** Draws a polyline of round pen strokes, `thick` pixels wide, black. */
export function strokes(image: GreyImage, points: readonly (readonly [x: number, y: number])[], thick = 2): void {
  const reach = thick / 2;
  for (let i = 1; i < points.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [points[i - 1] ?? [0, 0], points[i] ?? [0, 0]];
    const steps = Math.max(1, Math.ceil(4 * Math.hypot(x1 - x0, y1 - y0)));
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
      for (let py = Math.floor(y - reach); py <= Math.ceil(y + reach); py += 1) {
        for (let px = Math.floor(x - reach); px <= Math.ceil(x + reach); px += 1) {
          if (Math.hypot(px - x, py - y) <= reach) image.data[py * image.widthPx + px] = 0;
        }
      }
    }
  }
}

/** The figures 0 to 9 as seven bars, as on a pocket calculator: `height` pixels tall, half as wide. */
export function digits(
  image: GreyImage,
  text: string,
  { x, y, height = 18 }: { x: number; y: number; height?: number },
): void {
  const width = Math.round(height / 2);
  const bars: Readonly<Record<string, readonly [number, number, number, number]>> = {
    a: [0, 0, 1, 0],
    b: [1, 0, 1, 0.5],
    c: [1, 0.5, 1, 1],
    d: [0, 1, 1, 1],
    e: [0, 0.5, 0, 1],
    f: [0, 0, 0, 0.5],
    g: [0, 0.5, 1, 0.5],
  };
  const lit = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg'];
  for (const [i, digit] of [...text].entries()) {
    const left = x + i * (width + 6);
    for (const bar of lit[Number(digit)] ?? '') {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bars[bar] ?? [];
      strokes(image, [
        [left + x0 * width, y + y0 * height],
        [left + x1 * width, y + y1 * height],
      ]);
    }
  }
}
