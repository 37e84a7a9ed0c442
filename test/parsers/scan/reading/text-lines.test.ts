import { describe, expect, it } from 'vitest';
import { findLetterHeight, findLetters, findTextLines } from '../../../../parsers/scan/reading/text-lines.ts';
import { fill, paper, textLine } from '../draw.ts';

function linesOf(image: ReturnType<typeof paper>, letterPx?: number) {
  const letters = findLetters(image, [0, 0, image.widthPx, image.heightPx]);
  return findTextLines(letters, letterPx ?? findLetterHeight(letters) ?? 26).map(({ box, isSingle }) => ({
    box,
    isSingle,
  }));
}

describe('findTextLines', () => {
  it('finds nothing in a blank cell', () => {
    expect(linesOf(paper(100, 50))).toEqual([]);
  });

  it('finds nothing in a cell with dirt', () => {
    const image = paper(100, 50);
    fill(image, [20, 20, 22, 21]);
    fill(image, [70, 40, 71, 43]);
    expect(linesOf(image)).toEqual([]);
  });

  it('parts lines at blank rows', () => {
    const image = paper(200, 120);
    textLine(image, '绩效目标', { x: 10, y: 10 });
    textLine(image, '完成', { x: 10, y: 46 });
    expect(linesOf(image)).toEqual([
      { box: [10, 10, 126, 36], isSingle: true },
      { box: [10, 46, 66, 72], isSingle: true },
    ]);
  });

  it('keeps strokes over one another together: 二', () => {
    const image = paper(200, 60);
    textLine(image, '级', { x: 50, y: 10 });
    fill(image, [14, 13, 36, 16]);
    fill(image, [10, 31, 40, 34]);
    expect(linesOf(image)).toEqual([{ box: [10, 10, 76, 36], isSingle: true }]);
  });

  it('says that lines touch', () => {
    const image = paper(200, 120);
    textLine(image, '绩效目标', { x: 10, y: 10 });
    textLine(image, '完成', { x: 10, y: 40 });
    fill(image, [20, 36, 24, 40]);
    expect(linesOf(image, 26)).toEqual([{ box: [10, 10, 126, 66], isSingle: false }]);
  });
});
