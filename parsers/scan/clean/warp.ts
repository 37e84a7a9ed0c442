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
    let sx = a * 0.5 + c * (y + 0.5) + e - 0.5;
    let sy = b * 0.5 + d * (y + 0.5) + f - 0.5;
    for (let x = 0, at = y * widthPx; x < widthPx; x += 1, at += 1, sx += a, sy += b) {
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      if (x0 < 0 || y0 < 0 || x0 + 1 >= oldWidth || y0 + 1 >= oldHeight) continue;
      const i = y0 * oldWidth + x0;
      const [fx, fy] = [sx - x0, sy - y0];
      const upper = (data[i] as number) + ((data[i + 1] as number) - (data[i] as number)) * fx;
      const j = i + oldWidth;
      const lower = (data[j] as number) + ((data[j + 1] as number) - (data[j] as number)) * fx;
      out[at] = upper + (lower - upper) * fy + 0.5;
    }
  }
  return { widthPx, heightPx, data: out };
}
