import type { PxBox } from '../image.ts';
import { type Component, findBounds } from './components.ts';

/** Pieces of ink that stand over one another: a character, or a part of one that stands free. */
export interface Glyph {
  readonly box: PxBox;
  readonly components: readonly Component[];
}

/** Pieces that share this part of the narrower one's width belong together; slanted neighbours overlap by less. */
const MIN_OVERLAP = 0.3;

/** The glyphs of a line from left to right. */
export function findGlyphs(components: readonly Component[]): readonly Glyph[] {
  let glyphs: Glyph[] = [];
  for (const component of [...components].sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1])) {
    const isOver = ({ box }: Glyph) => overlap(box, component.box) > MIN_OVERLAP;
    const members = [...glyphs.filter(isOver).flatMap((glyph) => glyph.components), component];
    const box = findBounds(members.map((member) => member.box));
    if (box) glyphs = [...glyphs.filter((glyph) => !isOver(glyph)), { box, components: members }];
  }
  return glyphs.sort((a, b) => a.box[0] - b.box[0]);
}

function overlap(a: PxBox, b: PxBox): number {
  const shared = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  return shared / Math.min(a[2] - a[0], b[2] - b[0]);
}
