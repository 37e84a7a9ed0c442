import { describe, expect, test } from 'vitest';
import { builtInFormat, parseFormatCode } from '../../../parsers/sheet/format-code.ts';
import { showNumber, showText } from '../../../parsers/sheet/show-value.ts';

function shown(value: number | string, code: string, isFrom1904 = false): string {
  const { text, isKnown } = showNumber(String(value), parseFormatCode(code), isFrom1904);
  return isKnown ? text.trim() : `${text}?`;
}

describe('a number under a format', () => {
  test.each([
    ['General', 320.88, '320.88'],
    ['General', 0.30000000000000004, '0.3'],
    ['General', 1 / 3, '0.333333333'],
    ['General', 123456789012, '123456789012'],
    ['G/通用格式"万元"', 320.88, '320.88万元'],
    ['0', 2.5, '3'],
    ['0.00', 1.005, '1.01'],
    ['0.00', -0.001, '0.00'],
    ['0.00%', 0.81620000000000004, '81.62%'],
    ['0%', 1, '100%'],
    ['#,##0.00', 1234567.891, '1,234,567.89'],
    ['#,##0', 999, '999'],
    ['#,##0.00_ ;[Red]\\-#,##0.00\\ ', -1234.5, '-1,234.50'],
    ['#,##0.00_);(#,##0.00)', -1234.5, '(1,234.50)'],
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, '-'],
    ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1234.5, '1,234.50'],
    ['0.00;-0.00;""', 0, ''],
    ['0.##', 1, '1'],
    ['0.##', 1.25, '1.25'],
    ['#.00', 0.5, '.50'],
    ['000000', 42, '000042'],
    ['000\\-0000', 1234567, '123-4567'],
    ['0!.0,', 123456, '12.3'],
    ['0\\.0,', 1234, '0.1'],
    ['#,##0.0,', 123456, '123.5'],
    ['"约"0"个"', 12, '约12个'],
    ['¥#,##0.00', 1234.5, '¥1,234.50'],
    ['[$¥-804]#,##0.00', -5, '-¥5.00'],
    ['[>=90]"优";[>=80]"良";"中"', 85, '良'],
    ['[>=90]"优";[>=80]"良";"中"', 10, '中'],
    ['[<1]0.00%;0.00', 0.5, '50.00%'],
    [';;;', 5, ''],
    ['0.00E+00', 1234.5, '1234.5?'],
    ['# ?/?', 0.5, '0.5?'],
    ['[DBNum1][$-804]General', 12, '12?'],
    ['0-#,##0', 1234, '1234?'],
  ])('%s of %s is %s', (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  test.each([
    ['yyyy/m/d', 45292, '2024/1/1'],
    ['yyyy"年"m"月"d"日";@', 45292.5, '2024年1月1日'],
    ['yyyy\\-mm\\-dd', 45291, '2023-12-31'],
    ['yyyy.m.d', 45291, '2023.12.31'],
    ['[$-804]yyyy"年"m"月"', 45017, '2023年4月'],
    ['yyyy/m/d h:mm', 45292.75, '2024/1/1 18:00'],
    ['h:mm AM/PM', 0.75, '6:00 下午'],
    ['[h]:mm', 1.5, '36:00'],
    ['mm:ss', 0.0125, '18:00'],
    ['aaaa', 45292, '星期一'],
    ['d-mmm-yy', 45292, '1-Jan-24'],
    ['yyyy/m/d', 1, '1900/1/1'],
    ['yyyy/m/d', 59, '1900/2/28'],
    ['yyyy/m/d', 60, '1900/2/29'],
    ['yyyy/m/d', 61, '1900/3/1'],
    ['yyyy/m/d', -1, '-1?'],
    ['yyyy/m/d', 2958466, '2958466?'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 45292, '2024-01-01?'],
  ])('%s of day %s is %s', (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  test('days count from 1904 where the workbook says so', () => {
    expect([shown(0, 'yyyy/m/d', true), shown(43830, 'yyyy/m/d', true)]).toEqual(['1904/1/1', '2024/1/1']);
  });

  test.each([
    [9, 0.5, '50%'],
    [10, 0.8162, '81.62%'],
    [14, 45292, '2024/1/1'],
    [31, 45292, '2024年1月1日'],
    [43, 0, '-'],
    [57, 45292, '2024年1月'],
  ])('built-in format %s of %s is %s', (id, value, text) => {
    expect(shown(value, builtInFormat(id) ?? '')).toBe(text);
  });

  test('a format of the program that the file does not spell out is unknown', () => {
    expect(builtInFormat(99)).toBeUndefined();
  });
});

test('text is shown by the section for text', () => {
  expect(['@', '0.00', '0;0;0;"附"@', ';;;', '"（"@"）"'].map((code) => showText('甲', parseFormatCode(code)))).toEqual(
    ['甲', '甲', '附甲', '', '（甲）'],
  );
});
