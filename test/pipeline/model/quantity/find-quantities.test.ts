import { describe, expect, test } from 'vitest';
import { findQuantities } from '../../../../pipeline/model/quantity/find-quantities.ts';

const found = (text: string) =>
  findQuantities(text).map(({ quantity, start, end }) => {
    expect(text.slice(start, end)).toBe(quantity.raw);
    const { kind, value, upper, unit, comparator } = quantity;
    return [kind, upper === null ? value : `${value}..${upper}`, unit, comparator].map((part) => part ?? '·').join(' ');
  });

describe('figures in sentences', () => {
  test('amounts, rates and dates come in order', () => {
    expect(
      found('2022年项目预算4９8.00万元，其中中央300万元、县级198万元，实际支出420.1万元，执行率８4.36%。'),
    ).toEqual([
      'date 2022 · ·',
      'amount 498.00 万元 ·',
      'amount 300 万元 ·',
      'amount 198 万元 ·',
      'amount 420.1 万元 ·',
      'percent 84.36 % ·',
    ]);
  });

  test('a product is three figures and the equals sign is arithmetic', () => {
    expect(found('70000人×120元/人=840万元')).toEqual(['number 70000 人 ·', 'amount 120 元/人 ·', 'amount 840 万元 ·']);
  });

  test('comparators, surplus words and changes', () => {
    expect(found('压减20余万元，同比增长-3.5%，下降5.6个百分点，由5%提高到8%，不低于90%')).toEqual([
      'amount 20 万元 ~',
      'percent -3.5 % ·',
      'percent 5.6 个百分点 ·',
      'percent 5 % ·',
      'percent 8 % ·',
      'percent 90 % >=',
    ]);
  });

  test('Chinese numerals count before measure words only', () => {
    expect(found('设五个一级指标、十二个二级指标，从决策依据等四方面、三大类评价')).toEqual([
      'number 5 个 ·',
      'number 12 个 ·',
      'number 4 方面 ·',
      'number 3 类 ·',
    ]);
    const none =
      '一方面统一规划，一是建立一站式服务，一个窗口，“十四五”期间，十分重要，三级指标，千家万户，三分之二，两个维护，第三类';
    expect(found(none)).toEqual([]);
  });
});

describe('digits that are no figures', () => {
  test.each([
    ['telephones', '联系电话：0555-1234567，13000000000；12345热线'],
    ['document numbers', '财预〔2020〕10号、（2021）34号、[2018]5号、〔201834号'],
    ['articles, tables, annexes', '按第五条、第12项，见表4-1、附件3、图2'],
    ['list numbers', '1. 总体\n2、过程\n（3）结果\n一、概况\n(二)绩效\n①产出；4、效益'],
    ['codes and formulas', 'DRG付费、GB/T19001、A4纸、得分=权重*B/A×100%'],
    ['service hours and times', '7×24小时值守，上午8:30'],
    ['titles', '《2022年补助资金1000万元管理办法》'],
    ['placeholders', '指标1：\n指标2：'],
    ['account numbers', '账号6222020200012345678'],
  ])('%s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  test('a decimal alone with its unit is no numbered heading, a heading is', () => {
    expect(found('7.5 分\n1.5 个\n2.1 概况\n1.2 人员情况12人')).toEqual([
      'number 7.5 分 ·',
      'number 1.5 个 ·',
      'number 12 人 ·',
    ]);
  });

  test('a figure after a list number stays', () => {
    expect(found('1. 2022年收入6,781.91万元\n2、支出12万元')).toEqual([
      'date 2022 · ·',
      'amount 6781.91 万元 ·',
      'amount 12 万元 ·',
    ]);
  });

  test('counts of indicators are figures though 指标1： is not', () => {
    expect(found('一级指标4个，三级指标23个，其中定量指标5个')).toEqual([
      'number 4 个 ·',
      'number 23 个 ·',
      'number 5 个 ·',
    ]);
  });
});

test('sources get the place of each figure', () => {
  const source = { documentId: 'd', blockId: 'b1', method: 'text' as const };
  const [first, second] = findQuantities('共3个，计5万元', { sources: [source] });
  expect(first?.quantity.sources).toEqual([{ ...source, charSpan: [1, 3] }]);
  expect(second?.quantity.sources).toEqual([{ ...source, charSpan: [5, 8] }]);
});

test('hostile text takes time in proportion to its length', () => {
  for (const unit of ['1', '((', '-5', '《1', 'a1.', '一二三万', '1,111', ' ', '≥', '从5到']) {
    const time = (length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const started = performance.now();
      findQuantities(text);
      return performance.now() - started;
    };
    time(2_000);
    expect(time(50_000)).toBeLessThan(1500);
  }
});
