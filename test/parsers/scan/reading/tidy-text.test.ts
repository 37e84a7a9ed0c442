import { describe, expect, it } from 'vitest';
import { pairBrackets, stripSpaces } from '../../../../parsers/scan/reading/tidy-text.ts';

describe('stripSpaces', () => {
  it.each([
    ['绩效 目 标\n', '绩效目标'],
    ['覆盖 WIFI 全 部', '覆盖WIFI全部'],
    ['Annual report', 'Annual report'],
    ['≥ 95 %', '≥95 %'],
  ])('%s', (read, text) => {
    expect(stripSpaces(read)).toBe(text);
  });
});

describe('pairBrackets', () => {
  it.each([
    ['产出指标《50分)', '产出指标(50分)'],
    ['产出指标(50分》', '产出指标(50分)'],
    ['根据《办法》(试行)', '根据《办法》(试行)'],
    ['满意度10分)', '满意度10分)'],
    ['〈办法〉', '〈办法〉'],
  ])('%s', (read, text) => {
    expect(pairBrackets(read)).toBe(text);
  });
});
