import type { Matrix } from '../../pdf/matrix.ts';

/** A page as pixels, as it came from the file: 1 channel (grey) or 3 (red, green, blue), row by row from the top left. */
export interface Raster {
  /** From 1. */
  readonly pageNumber: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
  /** From pixels to points of the page as displayed; turns and mirroring of the picture are in it. */
  readonly toPage: Matrix;
  /** Size of the page as displayed, in points. */
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A page that cannot be read as pixels, and why. */
export interface NoRaster {
  readonly pageNumber: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly reason: 'too-large' | 'not-decoded';
}

/** More pixels than this are not decoded: A2 at 400 dpi has 62 million, and each takes up to 4 bytes several times over. */
export const MOST_PIXELS = 80_000_000;

/** Pixels per inch of the page as displayed. */
export function dpiOf({ toPage }: Pick<Raster, 'toPage'>): number {
  return 72 / Math.sqrt(Math.abs(toPage[0] * toPage[3] - toPage[1] * toPage[2]));
}
