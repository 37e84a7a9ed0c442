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

const DASHES: readonly ShapeSign[] = ['-', '—', '——'];

/** Takes a line apart. */
export function toStrip(image: GreyImage, line: TextLine, letterPx: number): Strip {
  const { box, isSingle } = line;
  const setting = { letterPx, line: [box[1], box[3]] } as const;
  const found = findGlyphs(line.components).map((glyph) => ({
    ...glyph,
    sign: (isSingle && findShapeSign(image, glyph, setting)) || null,
  }));
  const isDashed = found.every(({ sign }) => sign !== null && DASHES.includes(sign));
  // A single bar between characters may be 一, and a hyphen is read well; alone in its line it is a dash.
  const glyphs = found.map((glyph) =>
    isDashed || glyph.sign === '——' || glyph.sign === null || !DASHES.includes(glyph.sign)
      ? glyph
      : { ...glyph, sign: null },
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
