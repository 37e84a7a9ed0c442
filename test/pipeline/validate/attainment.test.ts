import { describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../pipeline/model/quantity/parse-quantity.ts';
import { toAttainment } from '../../../pipeline/validate/attainment.ts';

describe('whether an actual meets its target', () => {
  test.each([
    ['100%', '100%', '到位率', 'met'],
    ['100%', '100', '到位率', 'met'],
    ['≥90%', '95%', '覆盖率', 'met'],
    ['≥90%', '≥95%', '覆盖率', 'met'],
    ['≥90%', '≥85%', '覆盖率', 'missed'],
    ['≥90%', '85%', '覆盖率', 'missed'],
    ['8755人', '8676人', '参合人数', 'missed'],
    ['8755人', '8800人', '参合人数', 'met'],
    ['8755人', '8800人次', '参合人数', 'unknown'],
    ['≤5300元/户', '5830元/户', '救助标准', 'missed'],
    ['≤5300元/户', '5200元/户', '救助标准', 'met'],
    ['116元/人', '122元/人', '补助标准', 'unknown'],
    ['30天', '25天', '办理时限', 'unknown'],
    ['6-9个月', '8个月', '可支配月数', 'met'],
    ['6-9个月', '10个月', '可支配月数', 'unknown'],
    ['=8个', '9个', '站点数', 'unknown'],
    ['=8个', '7个', '站点数', 'missed'],
    ['不低于上年度', '提高13.62%', '报销比', 'unknown'],
    ['显著提升', '显著提升', '服务能力', 'met'],
    ['显著提升', '有所提升', '服务能力', 'unknown'],
    ['', '', '服务能力', 'unknown'],
    ['200人', '约180人', '培训人数', 'unknown'],
    ['1.2万人', '12000人', '参保人数', 'met'],
  ])('%s → %s (%s): %s', (target, actual, name, state) => {
    expect(toAttainment(parseQuantity(target), parseQuantity(actual), name).state).toBe(state);
  });

  test('an actual printed as a bound is said to be one', () => {
    const bound = toAttainment(parseQuantity('≥90%'), parseQuantity('≥85%'), '覆盖率');
    const exact = toAttainment(parseQuantity('≥90%'), parseQuantity('85%'), '覆盖率');
    expect([bound.isBound, exact.isBound]).toEqual([true, false]);
  });

  test('the degree of a missed target, either way', () => {
    const more = toAttainment(parseQuantity('8755'), parseQuantity('8676'), '参合人数');
    const less = toAttainment(parseQuantity('≤5300元/户'), parseQuantity('5830元/户'), '救助标准');
    expect([more.left, more.isInverse, less.left, less.isInverse]).toEqual(['8676 ÷ 8755', false, '5300 ÷ 5830', true]);
  });
});
