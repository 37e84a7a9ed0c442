import { describe, expect, it } from 'vitest';
import { levelling, warpImage } from '../../../../parsers/scan/clean/warp.ts';
import type { GreyImage } from '../../../../parsers/scan/image.ts';
import { preparePage } from '../../../../parsers/scan/prepare-page.ts';
import { chooseRules } from '../../../../parsers/scan/rules/choose-rules.ts';
import { eraseRules } from '../../../../parsers/scan/rules/erase-rules.ts';
import { toWholeRules } from '../../../../parsers/scan/rules/whole-rules.ts';
import { findCells } from '../../../../parsers/tables/find-cells.ts';
import { addNoise, fill, paper, table, textLine } from '../draw.ts';

const XS = [100, 260, 500, 640, 900];
const YS = [120, 165, 210, 300, 345];

function form(shade = 0): GreyImage {
  const page = paper(1000, 500);
  table(page, { xs: XS, ys: YS, shade });
  textLine(page, '项目', { x: 120, y: 130 });
  textLine(page, '年度预算', { x: 280, y: 175 });
  textLine(page, '九十五', { x: 660, y: 230 });
  textLine(page, '绩效自评表', { x: 300, y: 30, size: 48 });
  return page;
}

/** Rows and columns with spans of all grids found. */
function shapes(image: GreyImage): string[] {
  const { grids } = chooseRules(image, 200);
  return grids.map((grid) =>
    findCells(grid)
      .map(({ row, col, rowSpan, colSpan }) => `${row}.${col}${rowSpan + colSpan > 2 ? ` ${rowSpan}x${colSpan}` : ''}`)
      .join(' '),
  );
}

const FULL = '0.0 0.1 0.2 0.3 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 3.0 3.1 3.2 3.3';

describe('rulings of a scan', () => {
  it('make a grid; strokes of text make none', () => {
    expect(shapes(form())).toEqual([FULL]);
  });

  it('missing between two fields merge them', () => {
    const page = form();
    fill(page, [104, 210, 256, 212], 255);
    expect(shapes(page)).toEqual(['0.0 0.1 0.2 0.3 1.0 2x1 1.1 1.2 1.3 2.1 2.2 2.3 3.0 3.1 3.2 3.3']);
    fill(page, [500, 302, 502, 345], 255);
    expect(shapes(page)).toEqual(['0.0 0.1 0.2 0.3 1.0 2x1 1.1 1.2 1.3 2.1 2.2 2.3 3.0 3.1 1x2 3.3']);
  });

  it('that are faint are found at the lower contrast', () => {
    const page = form(235);
    addNoise(page, 6);
    expect(shapes(page)).toEqual([FULL]);
  });

  it('with small gaps are whole', () => {
    const page = form();
    for (let x = 110; x < 890; x += 70) fill(page, [x, 100, x + 3, 400], 255);
    expect(shapes(page)).toEqual([FULL]);
  });

  it.each([-1.6, -0.4, 0.9, 3])('of a page %d degrees askew make the same grid', (degrees) => {
    const large = paper(1300, 800);
    const small = form();
    for (let y = 0; y < 500; y += 1)
      large.data.set(small.data.subarray(y * 1000, (y + 1) * 1000), (y + 150) * 1300 + 150);
    const askew = warpImage(large, levelling(large, -degrees));
    addNoise(askew, 10);
    const { widthPx, heightPx, data } = askew;
    const scan = preparePage({
      pageNumber: 1,
      widthPx,
      heightPx,
      channels: 1,
      data,
      toPage: [0.36, 0, 0, 0.36, 0, 0],
      widthPt: widthPx * 0.36,
      heightPt: heightPx * 0.36,
    });
    expect(scan.skew).toBeCloseTo(degrees, 1);
    expect(scan.grids.map((grid) => findCells(grid).length)).toEqual([16]);
    // The corner of the grid, taken back to the page as it was scanned.
    const [x = 0, y = 0] = scan.grids[0]?.box ?? [];
    const [a, b, c, d, e, f] = scan.page.toPage;
    const [px, py] = [(x * 200) / 72, (y * 200) / 72];
    const angle = (degrees * Math.PI) / 180;
    const [dx, dy] = [251 - 650, 271 - 400];
    const expected = [
      (widthPx / 2 + dx * Math.cos(angle) - dy * Math.sin(angle)) * 0.36,
      (heightPx / 2 + dx * Math.sin(angle) + dy * Math.cos(angle)) * 0.36,
    ];
    expect(Math.abs(a * px + c * py + e - (expected[0] ?? 0))).toBeLessThan(1);
    expect(Math.abs(b * px + d * py + f - (expected[1] ?? 0))).toBeLessThan(1);
  });
});

describe('erasing', () => {
  it('takes the lines and leaves the text', () => {
    const page = form();
    const found = chooseRules(page, 200);
    const erased = eraseRules(page, toWholeRules(found, 200));
    const text = paper(1000, 500);
    textLine(text, '项目', { x: 120, y: 130 });
    textLine(text, '年度预算', { x: 280, y: 175 });
    textLine(text, '九十五', { x: 660, y: 230 });
    textLine(text, '绩效自评表', { x: 300, y: 30, size: 48 });
    expect(erased).toEqual(text);
  });

  it('cuts text that touches a line only at the line', () => {
    const page = form();
    fill(page, [180, 160, 183, 188], 0);
    const erased = eraseRules(page, toWholeRules(chooseRules(page, 200), 200));
    const dark = [...Array(50).keys()].map((i) => 155 + i).filter((y) => erased.data[y * 1000 + 181] === 0);
    expect(dark).toEqual(expect.arrayContaining([160, 161, 172, 180, 187]));
    expect(dark).not.toContain(165);
  });
});
