import type { Matrix } from '../../pdf/matrix.ts';
import type { GreyImage } from '../image.ts';

/** Size of the new image and the map from its pixels to those of the old one. */
export interface Warp {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly toOld: Matrix;
}

/** The turn that levels a page askew by `degrees` (clockwise), on a canvas that holds all of it. */
export function levelling({ widthPx, heightPx }: Pick<GreyImage, 'widthPx' | 'heightPx'>, degrees: number): Warp {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.ceil(widthPx * Math.abs(cos) + heightPx * Math.abs(sin));
  const height = Math.ceil(widthPx * Math.abs(sin) + heightPx * Math.abs(cos));
  const e = widthPx / 2 - (cos * width) / 2 + (sin * height) / 2;
  const f = heightPx / 2 - (sin * width) / 2 - (cos * height) / 2;
  return { widthPx: width, heightPx: height, toOld: [cos, sin, -sin, cos, e, f] };
}

/** The image drawn through the warp, each pixel from the four nearest; white outside. */
export function warpImage(image: GreyImage, { widthPx, heightPx, toOld }: Warp): GreyImage {
  const { data, widthPx: oldWidth, heightPx: oldHeight } = image;
  const out = new Uint8Array(widthPx * heightPx).fill(255);
  const [a, b, c, d, e, f] = toOld;
  for (let y = 0; y < heightPx; y += 1) {
    const startX = a * 0.5 + c * (y + 0.5) + e - 0.5;
    const startY = b * 0.5 + d * (y + 0.5) + f - 0.5;
    const inX = findInside(startX, a, oldWidth - 1);
    const inY = findInside(startY, b, oldHeight - 1);
    const from = Math.max(inX.from, inY.from, 0);
    const to = Math.min(inX.to, inY.to, widthPx);
    for (let x = from, at = y * widthPx + from; x < to; x += 1, at += 1) {
      const sx = startX + a * x;
      const sy = startY + b * x;
      const x0 = sx | 0;
      const y0 = sy | 0;
      const i = y0 * oldWidth + x0;
      const j = i + oldWidth;
      const fx = sx - x0;
      const p = data[i] as number;
      const q = data[j] as number;
      const upper = p + ((data[i + 1] as number) - p) * fx;
      const lower = q + ((data[j + 1] as number) - q) * fx;
      out[at] = upper + (lower - upper) * (sy - y0) + 0.5;
    }
  }
  return { widthPx, heightPx, data: out };
}

/** The whole numbers x for which start + step × x lies in [0, end). */
function findInside(start: number, step: number, end: number): { from: number; to: number } {
  if (Math.abs(step) < 1e-12) return start >= 0 && start < end ? { from: 0, to: Infinity } : { from: 0, to: 0 };
  const [low, high] = step > 0 ? [-start / step, (end - start) / step] : [(end - start) / step, -start / step];
  return { from: Math.ceil(low + 1e-6), to: Math.ceil(high - 1e-6) };
}
