import { describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../../pipeline/model/quantity/parse-quantity.ts';

/** What a cell reads as, in short: kind, value (..upper), unit, comparator, decimals. */
function brief(raw: string, unit?: string): string {
  const {
    kind,
    value,
    upper,
    unit: read,
    comparator,
    decimals,
  } = parseQuantity(raw, unit === undefined ? {} : { unit });
  const figure = upper === null ? value : `${value}..${upper}`;
  return [kind, figure, read, comparator, decimals].map((part) => part ?? '·').join(' ');
}

describe('a cell with one figure', () => {
  test.each([
    ['1,038.00', 'number 1038.00 · · 2'],
    ['4.38万', 'number 4.38 万 · 2'],
    ['620.82万元', 'amount 620.82 万元 · 2'],
    ['１２３', 'number 123 · · 0'],
    ['　≥284970人', 'number 284970 人 >= 0'],
    ['十二', 'number 12 · · 0'],
    ['一百零三', 'number 103 · · 0'],
    ['三次', 'number 3 次 · 0'],
    ['73.59%', 'percent 73.59 % · 2'],
    ['0.9‰', 'percent 0.9 ‰ · 1'],
    ['100百分比', 'percent 100 百分比 · 0'],
    ['百分之九十五', 'percent 95 % · 0'],
    ['百分之95以上', 'percent 95 % >= 0'],
    ['61 元/人/年', 'amount 61 元/人/年 · 0'],
    ['400元/人、天', 'amount 400 元/人、天 · 0'],
    ['25TB', 'number 25 TB · 0'],
    ['¥61', 'amount 61 元 · 0'],
    ['21. 73', 'number 21.73 · · 2'],
    ['95.%', 'percent 95 % · 0'],
    ['100.00', 'number 100.00 · · 2'],
    ['007', 'number 7 · · 0'],
    ['-12.5', 'number -12.5 · · 1'],
    ['(3.2)', 'number 3.2 · · 1'],
    ['（50分）', 'number 50 分 · 0'],
    ['提高 13.62%', 'percent 13.62 % · 2'],
    ['100%覆盖', 'percent 100 % · 0'],
    ['>=9(原文截断)', 'number 9 · >= 0'],
    ['$\\geq 70\\%$', 'percent 70 % >= 0'],
  ])('%s', (raw, expected) => {
    expect(brief(raw)).toBe(expected);
  });
});

describe('comparators', () => {
  test.each([
    ['≧95%', 'percent 95 % >= 0'],
    ['═5', 'number 5 · = 0'],
    ['≦3', 'number 3 · <= 0'],
    ['&gt;=95%', 'percent 95 % >= 0'],
    ['大于等于95%', 'percent 95 % >= 0'],
    ['不低于90%', 'percent 90 % >= 0'],
    ['不超过 5 天', 'number 5 天 <= 0'],
    ['小于0.9‰', 'percent 0.9 ‰ < 1'],
    ['高于90%', 'percent 90 % > 0'],
    ['95分以上', 'number 95 分 >= 0'],
    ['30日以内', 'number 30 日 <= 0'],
    ['24小时内', 'number 24 小时 <= 0'],
    ['≥95%以上', 'percent 95 % >= 0'],
    ['约90%以上', 'percent 90 % >= 0'],
    ['约200人', 'number 200 人 ~ 0'],
    ['200余人', 'number 200 人 ~ 0'],
    ['20余万元', 'amount 20 万元 ~ 0'],
    ['近5万人', 'number 5 万人 ~ 0'],
    ['5左右', 'number 5 · ~ 0'],
  ])('%s', (raw, expected) => {
    expect(brief(raw)).toBe(expected);
  });
});

describe('ranges and dates', () => {
  test.each([
    ['6-9个月', 'number 6..9 个月 · 0'],
    ['80%-90%', 'percent 80..90 % · 0'],
    ['100-80%', 'percent 100..80 % · 0'],
    ['5～10', 'number 5..10 · · 0'],
    ['5万-10万元', 'amount 5..10 万元 · 0'],
    ['2022年12月31日之前', 'date 2022-12-31 · <= ·'],
    ['9月前', 'date --09 · <= ·'],
    ['2023.6.21', 'date 2023-06-21 · · ·'],
    ['2022年', 'date 2022 · · ·'],
    ['二〇二二年十二月', 'date 2022-12 · · ·'],
    ['每月15日前', 'date ---15 · <= ·'],
    ['2022年1月-12月', 'date 2022-01..2022-12 · · ·'],
    ['12个月', 'number 12 个月 · 0'],
    ['2022', 'number 2022 · · 0'],
  ])('%s', (raw, expected) => {
    expect(brief(raw)).toBe(expected);
  });
});

describe('a cell without a figure of its own', () => {
  test.each([
    ['', 'missing · · · ·'],
    ['　\n ', 'missing · · · ·'],
    ['-', 'missing · · · ·'],
    ['—', 'missing · · · ·'],
    ['/', 'missing · · · ·'],
    ['无', 'text · · · ·'],
    ['效果明显', 'text · · · ·'],
    ['一次性发放', 'text · · · ·'],
    ['建立三项制度', 'text · · · ·'],
    ['≥**人', 'text · · · ·'],
    ['普通居民61元/人/年; 特殊人员140元/人/年', 'text · · · ·'],
    ['完成(购13台,12月前付款)', 'text · · · ·'],
    ['≥95%且≤100%', 'text · · · ·'],
    ['第3名', 'text · · · ·'],
    ['0953-8881600', 'text · · · ·'],
    ['8:00', 'text · · · ·'],
    ['1:1.5', 'text · · · ·'],
    ['□□', 'unread · · · ·'],
    ['9□.5', 'unread · · · ·'],
    ['≥9\uFFFD%', 'unread · · · ·'],
    ['1**.5', 'unread · · · ·'],
  ])('%j', (raw, expected) => {
    expect(brief(raw)).toBe(expected);
  });
});

test('the unit of the heading is used where the cell prints none', () => {
  expect(brief('398.00', '万元')).toBe('amount 398.00 万元 · 2');
  expect(brief('3359.62万', '元')).toBe('amount 3359.62 万元 · 2');
  expect(brief('5.8万', '万元')).toBe('amount 5.8 万元 · 1');
  expect(brief('1.2万', '人')).toBe('number 1.2 万人 · 1');
  expect(brief('≥95%', '人')).toBe('percent 95 % >= 0');
});

test('the printed text and its places are kept', () => {
  const source = { documentId: 'd', tableId: 't1', row: 1, col: 2, method: 'markup' as const };
  expect(parseQuantity(' ９５％', { sources: [source] })).toEqual({
    raw: ' ９５％',
    kind: 'percent',
    value: '95',
    upper: null,
    unit: '%',
    comparator: null,
    decimals: 0,
    sources: [source],
  });
});

test('hostile cells are text, at once', () => {
  const started = performance.now();
  for (const text of ['1'.repeat(5_000_000), '('.repeat(5_000_000), '≥'.repeat(200), '-5'.repeat(100)]) {
    expect(parseQuantity(text).value).toBeNull();
  }
  expect(parseQuantity(' '.repeat(5_000_000)).kind).toBe('missing');
  expect(performance.now() - started).toBeLessThan(2000);
});
