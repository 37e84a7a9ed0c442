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
/**
 * What is beside red ink and a little red is red ink too: JPEG at quality 55 leaves strokes of a seal's letters with an
 * excess of 20 to 45, which were read as figures. Paper and black ink beside a seal stay below this.
 */
const PALE_EXCESS = 20;
/** So far, in pixels, pale red is followed from red ink: half a block of colour at half the resolution. */
const PALE_REACH = 8;

/** Splits red ink (seals, red heads, red stamps) from the rest. */
export function splitInks(raster: Raster): Inks {
  const { widthPx, heightPx, channels, data } = raster;
  if (channels === 1) {
    const all = { widthPx, heightPx, data };
    return { all, black: all, redMask: null };
  }
  const all = createGrey(widthPx, heightPx);
  const light = all.data;
  const red: number[] = [];
  for (let i = 0, at = 0; i < light.length; i += 1, at += 3) {
    const r = data[at] as number;
    const g = data[at + 1] as number;
    const b = data[at + 2] as number;
    light[i] = (r * 77 + g * 151 + b * 28) >> 8;
    if (r - g >= RED_EXCESS && r - b >= RED_EXCESS) red.push(i);
  }
  if (red.length < LEAST_RED * light.length) return { all, black: all, redMask: null };
  const redMask = spread(followPale(red, raster), widthPx, heightPx);
  const black = { widthPx, heightPx, data: light.slice() };
  for (let i = 0; i < redMask.length; i += 1) if (redMask[i] === 1) black.data[i] = data[3 * i] as number;
  return { all, black, redMask };
}

/** These pixels of red ink and the paler ones that hang together with them. */
function followPale(red: readonly number[], { widthPx, channels, data }: Raster): number[] {
  const seen = new Set(red);
  let front = red;
  for (let step = 0; step < PALE_REACH && front.length > 0; step += 1) {
    const next: number[] = [];
    for (const i of front) {
      for (const near of [i - 1, i + 1, i - widthPx, i + widthPx]) {
        const r = data[near * channels] ?? 0;
        if (
          r - (data[near * channels + 1] ?? 255) < PALE_EXCESS ||
          r - (data[near * channels + 2] ?? 255) < PALE_EXCESS
        )
          continue;
        if (seen.has(near)) continue;
        seen.add(near);
        next.push(near);
      }
    }
    front = next;
  }
  return [...seen];
}

/** A mask of these pixels and all within SPREAD_PX of them. */
function spread(pixels: readonly number[], width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const i of pixels) {
    const x = i % width;
    const from = Math.max(-x, -SPREAD_PX);
    const to = Math.min(width - 1 - x, SPREAD_PX) + 1;
    for (let k = i - SPREAD_PX * width; k <= i + SPREAD_PX * width; k += width) {
      if (k >= 0 && k < mask.length) mask.fill(1, k + from, k + to);
    }
  }
  return mask;
}
