import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../../../pipeline/dataset/workpaper/formula.ts';

function toCells(text: string): string | undefined {
  return parseFormula(text)?.toExcel((index) => `C${index + 1}`);
}

describe('a formula as checks print it becomes one of a spreadsheet', () => {
  test.each([
    ['320.88 ÷ 398 = 80.62%', 'C1/C2'],
    ['20 × 638.43 ÷ 640 = 19.95', 'C1*C2/C3'],
    ['(1.3 − 0.07) ÷ 1.3 = 94.62%', '(C1-C2)/C3'],
    ['661.30 + 36.75 + 0.00 = 698.05', 'C1+C2+C3'],
    ['5387.90 − 2343.20 = 3044.7', 'C1-C2'],
    ['20 × 99.75% = 19.95', 'C1*C2'],
    ['10 − 2 × 3 = 4', 'C1-C2*C3'],
  ])('%s', (text, formula) => {
    expect(toCells(text)).toBe(formula);
  });

  test('a negative number in brackets is one operand', () => {
    const formula = parseFormula('20 + (−17) = 3');
    expect(formula?.operands.map(({ value }) => value.toString())).toEqual(['20', '-17']);
    expect(formula?.toExcel((index) => `C${index + 1}`)).toBe('C1+(C2)');
  });

  test('an operand in per cent is a share of one', () => {
    expect(parseFormula('20 × 99.75% = 19.95')?.operands[1]?.value.toString()).toBe('0.9975');
  });
});

test.each([
  ['a left side that does not give the right one', '320.88 ÷ 398 = 81.62%'],
  ['a rate without its sign', '320.88 ÷ 398 = 80.62'],
  ['words', '预算 320.88 ÷ 398 = 80.62%'],
  ['two results', '1 + 1 = 2 = 2'],
  ['no result', '1 + 1'],
  ['a name a spreadsheet would call', 'SUM(1) = 1'],
  ['brackets left open', '(1 + 2 = 3'],
  ['nothing between signs', '1 + × 2 = 3'],
  ['a division by zero', '1 ÷ 0 = 0'],
  ['nothing', ''],
])('%s is no formula', (_, text) => {
  expect(parseFormula(text)).toBeUndefined();
});

describe('the slack of a value', () => {
  test('is what the digits of its operands leave open', () => {
    expect(parseFormula('661.30 + 36.75 = 698.05')?.slack.toString()).toBe('0.01');
  });

  test('is none where they are whole', () => {
    expect(parseFormula('10 × 38 ÷ 40 = 9.5')?.slack.toString()).toBe('0');
  });
});
