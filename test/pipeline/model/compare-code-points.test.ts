import { expect, test } from 'vitest';
import { compareCodePoints } from '../../../pipeline/model/compare-code-points.ts';

test('names are ordered by code point, not by UTF-16 unit and not by language', () => {
  const names = ['😀', '\uFF21', '乙', '甲', 'é', 'z', 'a', 'Z', '', 'aa', 'a10', 'a2'];
  expect([...names].sort(compareCodePoints)).toEqual([
    '',
    'Z',
    'a',
    'a10',
    'a2',
    'aa',
    'z',
    'é',
    '乙',
    '甲',
    '\uFF21',
    '😀',
  ]);
});

test('equal names are equal', () => {
  expect(compareCodePoints('附件😀', '附件😀')).toBe(0);
});
