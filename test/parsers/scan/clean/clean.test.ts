import { describe, expect, it } from 'vitest';
import { whitenPaper } from '../../../../parsers/scan/clean/background.ts';
import { splitInks } from '../../../../parsers/scan/clean/inks.ts';
import { findOrientation } from '../../../../parsers/scan/clean/orientation.ts';
import { findSkew } from '../../../../parsers/scan/clean/skew.ts';
import { findCharHeight } from '../../../../parsers/scan/clean/text-size.ts';
import { levelling, warpImage } from '../../../../parsers/scan/clean/warp.ts';
import { findComponents, INK } from '../../../../parsers/scan/components.ts';
import { type GreyImage, turnImage } from '../../../../parsers/scan/image.ts';
import { addNoise, fill, paper, table, textLine } from '../draw.ts';

const LINE = '核对，预算，绩效目标，完成情况，得分';

function textPage(): GreyImage {
  const page = paper(1000, 700);
  for (let i = 0; i < 10; i += 1) textLine(page, LINE, { x: 100, y: 80 + i * 50 });
  return page;
}

describe('paper', () => {
  it('becomes white under a shadow while ink stays dark', () => {
    const page = textPage();
    const shaded = { ...page, data: page.data.map((value, i) => (value / 255) * (180 + ((i % 1000) / 1000) * 60)) };
    addNoise(shaded, 6);
    const white = whitenPaper(shaded);
    const isInk = (i: number) => page.data[i] === 0;
    let [lightest, darkest] = [0, 255];
    white.data.forEach((value, i) => {
      if (isInk(i)) lightest = Math.max(lightest, value);
      else darkest = Math.min(darkest, value);
    });
    expect(darkest).toBeGreaterThan(235);
    expect(lightest).toBeLessThan(20);
  });

  it('is white as well in a grey field', () => {
    const page = paper(400, 400);
    fill(page, [100, 100, 300, 300], 190);
    fill(page, [180, 190, 220, 200], 20);
    const white = whitenPaper(page);
    expect(white.data[150 * 400 + 150]).toBeGreaterThan(240);
    expect(white.data[195 * 400 + 200]).toBeLessThan(40);
  });
});

describe('inks', () => {
  const rgb = (pixels: readonly (readonly [number, number, number])[]) => ({
    pageNumber: 1,
    widthPx: pixels.length,
    heightPx: 1,
    channels: 3 as const,
    data: Uint8Array.from(pixels.flat()),
    toPage: [1, 0, 0, 1, 0, 0] as const,
    widthPt: pixels.length,
    heightPt: 1,
  });

  it('red is split from black, also where they overlap', () => {
    const white = [250, 250, 250] as const;
    const { black, redMask } = splitInks(
      rgb([white, white, white, [220, 40, 50], [40, 5, 8], white, white, white, [20, 20, 20]]),
    );
    expect(redMask && Array.from(redMask)).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect(Array.from(black.data)).toEqual([250, 250, 250, 220, 40, 250, 250, 250, 20]);
  });

  it('is followed into what is a little red beside it, and only there', () => {
    const [white, pale]: [number, number, number][] = [
      [250, 250, 250],
      [170, 145, 140],
    ];
    const row = [white, white, white, [220, 40, 50], pale, pale, pale, white, white, white, pale, pale, white, white];
    const { black } = splitInks(rgb(row as [number, number, number][]));
    // Pale red beside red is seen through; the same shade by itself is paper or ink.
    expect(Array.from(black.data).slice(3, 7)).toEqual([220, 170, 170, 170]);
    expect(Array.from(black.data).slice(10, 12)).toEqual([151, 151]);
  });

  it('a page without red has one ink', () => {
    const { all, black, redMask } = splitInks(
      rgb([
        [255, 250, 240],
        [30, 30, 90],
        [200, 190, 180],
      ]),
    );
    expect(redMask).toBeNull();
    expect(black).toBe(all);
  });
});

describe('skew', () => {
  it.each([-4, -1.6, -0.3, 0, 0.7, 2.5, 6])('of %d degrees is found and undone', (degrees) => {
    const page = textPage();
    const askew = warpImage(page, levelling(page, -degrees));
    expect(findSkew(askew)).toBeCloseTo(degrees, 1);
    expect(Math.abs(findSkew(warpImage(askew, levelling(askew, degrees))))).toBeLessThan(0.05);
  });

  it('of a blank page is none', () => {
    expect(findSkew(paper(300, 300))).toBe(0);
  });
});

describe('orientation', () => {
  const page = textPage();
  it.each([0, 1, 2, 3] as const)('a page turned by %d quarters is turned back', (turns) => {
    const components = findComponents(turnImage(page, turns), INK);
    expect(findOrientation(components, 26)).toEqual({ turns: (4 - turns) % 4, sure: true });
  });

  it('is left open where no mark tells top from bottom', () => {
    const plain = paper(800, 300);
    for (let i = 0; i < 4; i += 1) textLine(plain, '项目绩效自评情况', { x: 100, y: 40 + i * 50 });
    expect(findOrientation(findComponents(plain, INK), 26)).toEqual({ turns: 0, sure: false });
  });

  it('a blank page stands as it is', () => {
    expect(findOrientation([], 26)).toEqual({ turns: 0, sure: true });
  });
});

describe('size of text', () => {
  it.each([16, 26, 40])('is that of characters %d pixels high', (size) => {
    const page = paper(1600, 400);
    for (let i = 0; i < 4; i += 1) textLine(page, LINE, { x: 20, y: 20 + i * 90, size });
    table(page, { xs: [10, 1500], ys: [10, 390] });
    expect(findCharHeight(findComponents(page, INK))).toBe(size);
  });

  it('is not told by a few marks', () => {
    const page = paper(200, 100);
    textLine(page, '一二', { x: 10, y: 10 });
    expect(findCharHeight(findComponents(page, INK))).toBeNull();
  });
});
