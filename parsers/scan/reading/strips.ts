import type { GreyImage, PxBox } from '../image.ts';
import { type Component, findBounds } from './components.ts';
import { findGlyphs, type Glyph } from './glyphs.ts';
import { cutOut } from './recognise.ts';
import { findShapeSign, type ShapeSign } from './shapes.ts';
import type { TextLine } from './text-lines.ts';

/** A line to be read, taken apart into what an engine reads and signs told by their shape. */
export interface Strip {
  readonly box: PxBox;
  /** False where several lines touch: signs are not looked for, and characters have no places. */
  readonly isSingle: boolean;
  /** Height of the letters, in pixels. */
  readonly letterPx: number;
  /** All glyphs from left to right. */
  readonly glyphs: readonly (Glyph & { readonly sign: ShapeSign | null })[];
  /** What is left for the engine; null where there is nothing but signs. */
  readonly text: { readonly box: PxBox; readonly image: GreyImage } | null;
}

/** So many points in a line of their own stand for what was left out. */
const MIN_DOTS = 3;
const DASHES: readonly ShapeSign[] = ['-', '—', '——'];

/** Takes a line apart. */
export function toStrip(image: GreyImage, line: TextLine, letterPx: number): Strip {
  const { box, isSingle } = line;
  const setting = { letterPx, line: [box[1], box[3]] } as const;
  const found = findGlyphs(line.components).map((glyph) => ({
    ...glyph,
    sign: (isSingle && findShapeSign(image, glyph, setting)) || null,
  }));
  const isAll = (signs: readonly ShapeSign[]) => found.every(({ sign }) => sign !== null && signs.includes(sign));
  const [isDashed, isDotted] = [isAll(DASHES), found.length >= MIN_DOTS && isAll(['.'])];
  const isTrusted = (sign: ShapeSign, index: number) => {
    if (sign === '.') return isDotted;
    // Between characters it may be a stroke of one, and is read well; alone it is no text to an engine.
    if (sign === '/') return found.length === 1;
    // A single bar between characters may be 一, and a hyphen is read well; alone in its line it is a dash.
    if (!DASHES.includes(sign) || sign === '——' || isDashed) return true;
    return sign === '—' && [found[index - 1], found[index + 1]].some((glyph) => glyph?.sign === '—');
  };
  const glyphs = found.map((glyph, i) =>
    glyph.sign === null || isTrusted(glyph.sign, i) ? glyph : { ...glyph, sign: null },
  );
  const rest: readonly Component[] = glyphs.filter(({ sign }) => sign === null).flatMap((glyph) => glyph.components);
  const bounds = findBounds(rest.map((component) => component.box));
  return {
    box,
    isSingle,
    letterPx,
    glyphs,
    text: bounds ? { box: bounds, image: cutOut(image, rest, bounds) } : null,
  };
}
