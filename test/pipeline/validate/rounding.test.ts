import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../pipeline/model/quantity/parse-quantity.ts';
import { divide, findRounding, multiply, point, toNearest, widen } from '../../../pipeline/validate/rounding.ts';

const d = (value: string) => new Decimal(value);
const text = ({ low, high }: { low: Decimal; high: Decimal }) => [low.toFixed(), high.toFixed()];

describe('which rounding makes a figure right', () => {
  test.each([
    // recorded, decimals, recomputed, verdict
    ['80.62', 2, '80.623115', 'nearest'],
    ['81.62', 2, '80.623115', 'none'],
    ['99', 0, '99.755', 'truncation'],
    ['100', 0, '99.755', 'nearest'],
    ['9', 0, '8.62', 'nearest'],
    ['13', 0, '13.502', 'truncation'],
    ['18', 0, '19.95', 'none'],
    ['92.80', 2, '92.8', 'nearest'],
    ['-3', 0, '-3.7', 'truncation'],
    ['-4', 0, '-3.7', 'nearest'],
    ['14', 0, '13.4', 'none'],
  ])('%s with %i decimals for %s: %s', (recorded, decimals, recomputed, verdict) => {
    expect(findRounding({ recorded: d(recorded), decimals, isExact: false, recomputed: point(recomputed) })).toBe(
      verdict,
    );
  });

  test('points and scores admit no slack', () => {
    const judge = (recorded: string) =>
      findRounding({ recorded: d(recorded), decimals: 0, isExact: true, recomputed: point('97.4') });
    expect([judge('97'), judge('98'), judge('97.4')]).toEqual(['none', 'none', 'nearest']);
  });

  test('what holds only if whole amounts were rounded is neither right nor wrong', () => {
    const loose = { low: d('396.5'), high: d('397.5') };
    const judge = (recorded: string) =>
      findRounding({ recorded: d(recorded), decimals: 0, isExact: false, recomputed: point(397), loose });
    // 398 as a rounded figure begins at 397.5.
    expect([judge('397'), judge('398'), judge('399')]).toEqual(['nearest', 'whole', 'none']);
  });
});

describe('intervals', () => {
  test('a print stands for half a unit of its last place either way', () => {
    expect(text(toNearest(d('81.6'), 1))).toEqual(['81.55', '81.65']);
    expect(text(toNearest(d('398'), 0))).toEqual(['397.5', '398.5']);
  });

  test('about, more than and the like reach five per cent', () => {
    expect(text(widen(point(200), parseQuantity('200余人')))).toEqual(['190', '210']);
    expect(text(widen(point(200), parseQuantity('200人')))).toEqual(['200', '200']);
  });

  test('a quotient takes the ends crosswise, and has none over zero', () => {
    const quotient = divide({ low: d('2'), high: d('3') }, { low: d('4'), high: d('5') });
    expect(quotient && text(quotient)).toEqual(['0.4', '0.75']);
    expect(divide(point(1), { low: d('-1'), high: d('1') })).toBeNull();
  });

  test('a product of negative ends keeps them in order', () => {
    expect(text(multiply({ low: d('-2'), high: d('3') }, { low: d('-5'), high: d('4') }))).toEqual(['-15', '12']);
  });
});
