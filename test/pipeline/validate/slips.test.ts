import { expect, test } from 'vitest';
import { significantDigits, slipBetween } from '../../../pipeline/validate/slips.ts';

test.each([
  ['1006.99', '1006.39', 'digit'],
  ['1006.99', '1060.99', 'swap'],
  ['1006.99', '100.699', 'point'],
  ['1006.99', '10069.9', 'point'],
  ['1006.99', '1006.99', null],
  ['1006.90', '1006.9', null],
  ['1006.99', '1006.9', null],
  ['638.43', '638.432', null],
  ['12345', '12543', null],
  ['12345', '22344', null],
  ['12345', '1234', null],
  ['-5.12', '-5.13', 'digit'],
])('%s and %s: %s', (a, b, slip) => {
  expect([slipBetween(a, b), slipBetween(b, a)]).toEqual([slip, slip]);
});

test('zeros in front and at the end say nothing', () => {
  expect(['1500', '1006.99', '0.0500', '100', '0', '1,'.slice(0, 1)].map(significantDigits)).toEqual([
    2, 6, 1, 1, 0, 1,
  ]);
});
