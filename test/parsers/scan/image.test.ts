import { describe, expect, it } from 'vitest';
import { findComponents, INK } from '../../../parsers/scan/components.ts';
import { clampBox, crop, turnImage } from '../../../parsers/scan/image.ts';
import { fromRows } from './draw.ts';

const SHAPE = fromRows(['##...', '#....', '..##.']);

describe('image', () => {
  it('is turned by quarters clockwise', () => {
    expect(turnImage(SHAPE, 1)).toEqual(fromRows(['.##', '..#', '#..', '#..', '...']));
    expect(turnImage(SHAPE, 2)).toEqual(fromRows(['.##..', '....#', '...##']));
    expect(turnImage(SHAPE, 3)).toEqual(fromRows(['...', '..#', '..#', '#..', '##.']));
    expect(turnImage(turnImage(SHAPE, 1), 3)).toEqual(SHAPE);
  });

  it('is cropped with a white margin', () => {
    expect(crop(SHAPE, [0, 0, 2, 2], 1)).toEqual(fromRows(['....', '.##.', '.#..', '....']));
  });

  it('keeps boxes inside itself', () => {
    expect(clampBox([-3, 0.4, 7, 1.2], SHAPE)).toEqual([0, 0, 5, 2]);
    expect(clampBox([9, 9, 12, 12], SHAPE)).toEqual([5, 3, 5, 3]);
  });
});

describe('components', () => {
  it('are pixels that touch, corners included', () => {
    const found = findComponents(fromRows(['#..##', '.#..#', '.....', '##..#', '.##.#', '#..##']), INK);
    expect(found).toEqual([
      { box: [0, 0, 2, 2], area: 2 },
      { box: [3, 0, 5, 2], area: 3 },
      { box: [0, 3, 5, 6], area: 9 },
    ]);
  });

  it('join where two arms meet below', () => {
    expect(findComponents(fromRows(['#.#', '#.#', '###']), INK)).toEqual([{ box: [0, 0, 3, 3], area: 7 }]);
  });
});
