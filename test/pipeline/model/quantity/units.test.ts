import { expect, test } from 'vitest';
import { parseChineseNumeral } from '../../../../pipeline/model/quantity/numerals.ts';
import { parseQuantity } from '../../../../pipeline/model/quantity/parse-quantity.ts';
import { type Sameness, sameValue } from '../../../../pipeline/model/quantity/same-value.ts';
import { sameDimension, toBase } from '../../../../pipeline/model/quantity/units.ts';

test.each([
  ['十', '10'],
  ['十二', '12'],
  ['二十', '20'],
  ['一百零三', '103'],
  ['两千零五十', '2050'],
  ['四万三千', '43000'],
  ['一亿二千万', '120000000'],
  ['二〇二二', '2022'],
  ['叁拾万', '300000'],
  ['百', null],
  ['三四', null],
  ['三二十', null],
  ['一般', null],
  ['', null],
])('numeral %s', (text, expected) => {
  expect(parseChineseNumeral(text)).toBe(expected);
});

test.each([
  ['1.5万元', '15000', 'money'],
  ['0.2亿元', '20000000', 'money'],
  ['95%', '0.95', 'ratio'],
  ['0.9‰', '0.0009', 'ratio'],
  ['3万人次', '30000', 'person-times'],
  ['12个', '12', 'count:个'],
  ['60元/人/年', '5', 'money/months/people'],
])('%s in base units', (raw, value, dimension) => {
  const base = toBase(parseQuantity(raw));
  expect([base?.value.toFixed(), base?.dimension]).toEqual([value, dimension]);
});

test('dimensions', () => {
  expect(sameDimension('元', '万元')).toBe(true);
  expect(sameDimension('元/人*月', '元/人·月')).toBe(true);
  expect(sameDimension('人', '万人')).toBe(true);
  expect(sameDimension('人', '人次')).toBe(false);
  expect(sameDimension('人次', '人/次')).toBe(false);
  expect(sameDimension('个', '户')).toBe(false);
});

test.each<[string, string, Sameness]>([
  ['100.00%', '100%', 'same'],
  ['92.8%', '92.80%', 'same'],
  ['638.432万元', '6384320元', 'same'],
  ['80.62%', '80.6%', 'rounded'],
  ['99.755%', '99%', 'rounded'],
  ['81.62%', '80.62%', 'different'],
  ['≥95%', '≥90%', 'different'],
  ['≥95%', '95%', 'same'],
  ['95%', '95', 'doubtful'],
  ['1', '100%', 'doubtful'],
  ['5人', '5人次', 'doubtful'],
  ['5人', '6人次', 'different'],
  ['5个', '5', 'same'],
  ['98分', '97', 'different'],
  ['1.2万人', '12000', 'same'],
  ['1.2万人', '1.2', 'same'],
  ['约200人', '203人', 'rounded'],
  ['约200人', '300人', 'different'],
  ['6-9个月', '6-9个月', 'same'],
  ['6-9个月', '6个月', 'different'],
  ['2022年', '2022年12月31日', 'rounded'],
  ['2022年9月', '2022年8月', 'different'],
  ['良好', '95%', 'unknown'],
])('%s and %s: %s', (a, b, expected) => {
  expect(sameValue(parseQuantity(a), parseQuantity(b))).toBe(expected);
  expect(sameValue(parseQuantity(b), parseQuantity(a))).toBe(expected);
});
