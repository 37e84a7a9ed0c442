import type { Component } from '../components.ts';

/** Components smaller than this are specks and dots, larger ones are rulings, pictures and seals. */
const SIDE_PX = { least: 6, most: 160 };
/** Strokes such as 一 and 1 say nothing of the size: the shorter side is at least this share of the longer. */
const COMPACT = 0.35;
/** Han characters fall into parts, digits are lower: the size of whole ones is met at this rank of all parts. */
const RANK = 0.7;
/** Fewer parts than this tell no size. */
const LEAST_PARTS = 30;

/** Height of a Han character in pixels, without the white around it; null where the page has too little text to tell. */
export function findCharHeight(components: readonly Component[]): number | null {
  const sides: number[] = [];
  for (const { box } of components) {
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    const longer = Math.max(width, height);
    if (longer < SIDE_PX.least || longer > SIDE_PX.most || Math.min(width, height) < COMPACT * longer) continue;
    sides.push(longer);
  }
  if (sides.length < LEAST_PARTS) return null;
  sides.sort((a, b) => a - b);
  return sides[Math.floor(RANK * sides.length)] ?? null;
}
