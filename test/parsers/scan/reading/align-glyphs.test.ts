import { describe, expect, it } from 'vitest';
import { alignGlyphs } from '../../../../parsers/scan/reading/align-glyphs.ts';

const LETTER = 26;

/** Glyphs of these widths and gaps in pixels, in turn: 24 wide, 4 apart, ... */
function glyphsOf(...sizes: readonly number[]) {
  let x = 10;
  return sizes.flatMap((size, i) => {
    x += size;
    return i % 2 === 0 ? [{ box: [x - size, 10, x, 36] as const, components: [] }] : [];
  });
}

describe('alignGlyphs', () => {
  it('lays characters along glyphs', () => {
    const glyphs = glyphsOf(24, 4, 24, 5, 11, 3, 11);
    expect(alignGlyphs([...'完成12'], glyphs, LETTER)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('lets a character fall apart into glyphs', () => {
    const glyphs = glyphsOf(8, 2, 14, 4, 24, 5, 11);
    expect(alignGlyphs([...'行成1'], glyphs, LETTER)).toEqual([
      [0, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('leaves out a character that was read too much', () => {
    const glyphs = glyphsOf(11, 3, 11, 3, 11, 3, 11, 6, 24);
    const placed = alignGlyphs([...'53830元'], glyphs, LETTER);
    expect(placed.filter((place) => place === null)).toHaveLength(1);
    expect(placed.at(-1)).toEqual([4, 4]);
  });

  it('lets characters touch', () => {
    const glyphs = glyphsOf(25, 3, 11);
    expect(alignGlyphs([...'100'], glyphs, LETTER)).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
  });

  it('places nothing where there is nothing', () => {
    expect(alignGlyphs([], glyphsOf(24), LETTER)).toEqual([]);
    expect(alignGlyphs(['分'], [], LETTER)).toEqual([null]);
  });
});
