import { describe, expect, test } from 'vitest';
import { POINTS_PER_MM, readBox, readDeltas, readMatrix } from '../../../parsers/ofd/values.ts';

describe('distances between characters', () => {
  test.each([
    ['1 2 3', 3, [1, 2, 3]],
    ['g 3 2.5', 3, [2.5, 2.5, 2.5]],
    ['1 g 2 3 4', 4, [1, 3, 3, 4]],
    ['1 2', 4, [1, 2, 2, 2]],
    ['g 999999999 1', 2, [1, 1]],
    ['g -1 5 7', 1, [7]],
    ['1 2 3', 1, [1]],
    ['x', 2, [0, 0]],
    ['', 2, []],
    [undefined, 2, []],
  ])('%s for %i', (text, count, deltas) => {
    expect(readDeltas(text, count)).toEqual(deltas);
  });
});

test('an inch of 25.4 mm has 72 points', () => {
  expect(POINTS_PER_MM * 25.4).toBeCloseTo(72, 10);
});

test('boxes and matrices of too few numbers are none', () => {
  expect([
    readBox('1 2 3 4'),
    readBox('1 2 3'),
    readBox(undefined),
    readMatrix('1 0 0 2 5 6'),
    readMatrix('1 0'),
  ]).toEqual([[1, 2, 3, 4], undefined, undefined, [1, 0, 0, 2, 5, 6], [1, 0, 0, 1, 0, 0]]);
});
