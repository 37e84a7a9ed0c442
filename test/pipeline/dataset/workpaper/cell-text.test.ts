import { describe, expect, test } from 'vitest';
import { MOST_CHARACTERS, mayBecomeFormula, toCellText } from '../../../../pipeline/dataset/workpaper/cell-text.ts';

describe('a text that a spreadsheet may run', () => {
  test.each([
    '=HYPERLINK("http://a.example","b")',
    '@SUM(A1)',
    '+1+1',
    '-1+cmd|x',
    '\tfoo',
    '\r=1',
    '  =1',
    '＝1+1',
    '-A1',
  ])('%j', (text) => {
    expect(mayBecomeFormula(text)).toBe(true);
    expect(toCellText(text, '').text.startsWith("'")).toBe(true);
  });

  test.each(['-3.5', '+12%', '-', '——', '1,234.50', '320.88', '<script>', '', '－'])('not %j', (text) => {
    expect(toCellText(text, '')).toMatchObject({ text, isPrefixed: false });
  });
});

test('control characters and halves of pairs are taken out and counted', () => {
  expect(toCellText('a\u0000b\u000bc\ud800d\u{20000}\ufffee\n', '')).toEqual({
    text: 'abcd\u{20000}e\n',
    removed: 4,
    isCut: false,
    isPrefixed: false,
  });
});

test('a long text is cut to what a cell holds, and says so', () => {
  const { text, isCut } = toCellText(`=${'字'.repeat(40_000)}`, '…（截断）');
  expect(text).toHaveLength(MOST_CHARACTERS);
  expect(text.startsWith("'=字")).toBe(true);
  expect(text.endsWith('…（截断）')).toBe(true);
  expect(isCut).toBe(true);
});

test('a cut leaves no half of a pair', () => {
  const { text } = toCellText(`a${'\u{20000}'.repeat(20_000)}`, '…');
  expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});
