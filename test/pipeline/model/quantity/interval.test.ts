import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import {
  addIntervals,
  containsInterval,
  containsValue,
  divideIntervals,
  type Interval,
  intervalOf,
  multiplyIntervals,
  overlaps,
  pointInterval,
  type RoundingAssumption,
  subtractIntervals,
  sumIntervals,
} from '../../../../pipeline/model/quantity/interval.ts';
import { parseQuantity } from '../../../../pipeline/model/quantity/parse-quantity.ts';

function of(raw: string, rounding: RoundingAssumption = 'nearest'): Interval {
  const interval = intervalOf(parseQuantity(raw), rounding);
  if (interval === null) throw new Error(`${raw} has no interval`);
  return interval;
}
const show = ({ lower, upper, lowerOpen, upperOpen }: Interval) =>
  `${lowerOpen ? '(' : '['}${lower?.toFixed() ?? '-∞'}, ${upper?.toFixed() ?? '∞'}${upperOpen ? ')' : ']'}`;

test.each<[string, RoundingAssumption, string]>([
  ['81.62%', 'nearest', '[81.615, 81.625]'],
  ['81.62%', 'truncation', '[81.62, 81.63)'],
  ['81.62%', 'exact', '[81.62, 81.62]'],
  ['-3.5', 'truncation', '(-3.6, -3.5]'],
  ['9', 'exact', '[9, 9]'],
  ['≥95%', 'exact', '[95, ∞)'],
  ['<5', 'exact', '(-∞, 5)'],
  ['6-9个月', 'exact', '[6, 9]'],
  ['100-80%', 'exact', '[80, 100]'],
  ['约200人', 'exact', '[190, 210]'],
])('%s %s', (raw, rounding, expected) => {
  expect(show(of(raw, rounding))).toBe(expected);
});

test('words, blanks and dates have no interval', () => {
  expect(['良好', '', '2022年9月'].map((raw) => intervalOf(parseQuantity(raw), 'nearest'))).toEqual([null, null, null]);
});

test('arithmetic carries the ends and whether they are open', () => {
  expect(show(addIntervals(of('1.5'), of('2.25')))).toBe('[3.695, 3.805]');
  expect(show(subtractIntervals(of('5', 'truncation'), of('3', 'exact')))).toBe('[2, 3)');
  expect(show(subtractIntervals(of('3', 'exact'), of('5', 'truncation')))).toBe('(-3, -2]');
  expect(show(multiplyIntervals(of('-2', 'exact'), of('3', 'truncation')))).toBe('(-8, -6]');
  expect(show(sumIntervals([of('1'), of('1'), of('1')]))).toBe('[1.5, 4.5]');
  expect(show(sumIntervals([]))).toBe('[0, 0]');
});

test('a quotient of printed amounts holds the printed rate and not a wrong one', () => {
  const rate = divideIntervals(of('320.88万元'), of('398.00万元'));
  if (rate === null) throw new Error('no quotient');
  const percent = multiplyIntervals(rate, pointInterval(100));
  expect(overlaps(percent, of('80.62%'))).toBe(true);
  expect(overlaps(percent, of('81.62%'))).toBe(false);
});

test('division by what may be zero is none', () => {
  expect(divideIntervals(of('5'), of('0'))).toBeNull();
  expect(divideIntervals(of('0', 'exact'), pointInterval(0))).toBeNull();
});

test('open ends neither hold nor touch', () => {
  expect(containsValue(of('5', 'truncation'), new Decimal(6))).toBe(false);
  expect(containsValue(of('5', 'truncation'), new Decimal(5))).toBe(true);
  expect(overlaps(of('5', 'truncation'), of('6', 'exact'))).toBe(false);
  expect(overlaps(of('5'), of('6'))).toBe(true);
  expect(containsInterval(of('≥90%', 'exact'), of('95%'))).toBe(true);
  expect(containsInterval(of('≥90%', 'exact'), of('90%'))).toBe(false);
});

test('no binary rounding', () => {
  expect(show(addIntervals(of('0.1', 'exact'), of('0.2', 'exact')))).toBe('[0.3, 0.3]');
});
