import { createGrey, type GreyImage } from '../image.ts';
import type { Raster } from '../raster/raster.ts';

/** The page split by ink. */
export interface Inks {
  /** Brightness of everything. */
  readonly all: GreyImage;
  /** The same with red ink bleached; the same object where there is none. */
  readonly black: GreyImage;
  /** 1 where there is red ink; null where the page has none. */
  readonly redMask: Uint8Array | null;
}

/** Red ink is this much brighter in red than in green and blue: JPEG colour noise of worn scans stays below 30. */
const RED_EXCESS = 45;
/** Fewer red pixels than this share of the page are colour noise: the ring of a small seal covers 0.001. */
const LEAST_RED = 0.0001;
/** Red spreads this many pixels beyond its ink: JPEG stores colour at half the resolution. */
const SPREAD_PX = 2;

/** Splits red ink (seals, red heads, red stamps) from the rest. */
export function splitInks(raster: Raster): Inks {
  const { widthPx, heightPx, channels, data } = raster;
  if (channels === 1) {
    const all = { widthPx, heightPx, data };
    return { all, black: all, redMask: null };
  }
  const all = createGrey(widthPx, heightPx);
  const black = createGrey(widthPx, heightPx);
  const red = new Uint8Array(all.data.length);
  let count = 0;
  for (let i = 0, at = 0; i < red.length; i += 1, at += 3) {
    const r = data[at] as number;
    const g = data[at + 1] as number;
    const b = data[at + 2] as number;
    const light = (r * 77 + g * 151 + b * 28) >> 8;
    all.data[i] = light;
    if (r - Math.max(g, b) >= RED_EXCESS) {
      red[i] = 1;
      count += 1;
    }
    black.data[i] = r;
  }
  if (count < LEAST_RED * red.length) return { all, black: all, redMask: null };
  const mask = spread(red, widthPx, heightPx);
  for (let i = 0; i < mask.length; i += 1) if (mask[i] === 0) black.data[i] = all.data[i] as number;
  return { all, black, redMask: mask };
}

/** The mask widened by SPREAD_PX each way. */
function spread(mask: Uint8Array, width: number, height: number): Uint8Array {
  const across = new Uint8Array(mask.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, left = 0; x < width; x += 1) {
      if (mask[y * width + x] === 1) left = x + SPREAD_PX + 1;
      if (x < left) across[y * width + x] = 1;
    }
    for (let x = width - 1, right = width; x >= 0; x -= 1) {
      if (mask[y * width + x] === 1) right = x - SPREAD_PX - 1;
      if (x > right) across[y * width + x] = 1;
    }
  }
  const out = new Uint8Array(mask.length);
  const reach = SPREAD_PX * width;
  for (let i = 0; i < across.length; i += 1) {
    if (across[i] === 0) continue;
    for (let k = Math.max(i % width, i - reach); k <= i + reach && k < out.length; k += width) out[k] = 1;
  }
  return out;
}
