import { describe, expect, test } from 'vitest';
import { notes, paragraphs, readText, tables } from './read-text.ts';

const row = (...cells: readonly string[]): string[] => [...cells.map((cell) => `\t${cell}`), ''];
const HEAD = row(
  '一级指标',
  '二级\n指标',
  '三级指标',
  '年度\n指标值',
  '实际完成值',
  '分值',
  '得分',
  '偏差原因\n分析及\n\n改进措施',
);

describe('a table with one cell a line', () => {
  test('cells go on over lines and blank lines, labels merge downwards, the total stands under its headings', () => {
    const reading = readText(
      [
        '附件1：',
        '2022年度自评表',
        ...row('项目名称', '甲项目'),
        ...row('主管部门', ''),
        ...row('项目资金\n\n（万元）', '', '年初\n预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'),
        ...row('', '年度资金总额', '121.3', '121.3', '87.7', '10分', '72.3%', '9'),
        ...row('', '其他资金', '', '', '', '', '', ''),
        ...row('年度总体目标', '预期目标', '实际完成情况\u3000'),
        ...row('', '按时完成。', '\u3000宣传到位。\n协调到位。\n\n监管到位。'),
        ...HEAD,
        ...row('产出指标\n(50分)', '数量指标', '人数', '\u3000≥28人', '\u3000\n≥28人', '\u30007', '7\u3000', '\u3000'),
        ...row('', '', '覆盖面', '95%', '95%', '7', '5', '存在指标缓慢'),
        ...row('', '质量指标', '发放率', '100%', '100%', '8', '8', ''),
        ...row('总分', '100分', '98', ''),
        '',
        '填表人：○○     联系电话：○○',
      ]
        .join('\n')
        .split('\n'),
    );
    expect(tables(reading)).toEqual([
      [
        '项目名称 | 甲项目«1×7»',
        '主管部门 | ∅«1×7»',
        '项目资金（万元）«3×1» | ∅ | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分',
        '年度资金总额 | 121.3 | 121.3 | 87.7 | 10分 | 72.3% | 9',
        '其他资金 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅',
        '年度总体目标«2×1» | 预期目标 | 实际完成情况«1×6»',
        '按时完成。 | 宣传到位。\n协调到位。\n监管到位。«1×6»',
        '一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施',
        '产出指标(50分)«3×1» | 数量指标«2×1» | 人数 | ≥28人 | ≥28人 | 7 | 7 | ∅',
        '覆盖面 | 95% | 95% | 7 | 5 | 存在指标缓慢',
        '质量指标 | 发放率 | 100% | 100% | 8 | 8 | ∅',
        '总分«1×5» | 100分 | 98 | ∅',
      ],
    ]);
    expect(paragraphs(reading)).toEqual(['附件1：', '2022年度自评表', '填表人：○○     联系电话：○○']);
    expect(notes(reading)).toEqual([]);
  });

  test('a blank line inside a row is told from its end by the width of the rows around it', () => {
    const reading = readText(
      [
        ...HEAD,
        ...row('产出指标', '数量指标', '人数', '5', '5', '7', '7', ''),
        '\t效益指标\n（40分）\n\n\u3000\n\n',
        ...row('经济效\n益指标', '合格率', '100%', '100%', '5', '5', ''),
        ...row('', '', '知晓率', '80%', '90%', '5', '5', ''),
      ]
        .join('\n')
        .split('\n'),
    );
    expect(tables(reading)[0]?.slice(1)).toEqual([
      '产出指标 | 数量指标 | 人数 | 5 | 5 | 7 | 7 | ∅',
      '效益指标（40分）«2×1» | 经济效益指标«2×1» | 合格率 | 100% | 100% | 5 | 5 | ∅',
      '知晓率 | 80% | 90% | 5 | 5 | ∅',
    ]);
    expect(notes(reading)).toEqual(['row-parts-joined 24']);
  });

  test.each([
    ['with blanks between', ['总分', '7', '', '', '7', ''], '总分«1×3» | 7 | ∅ | ∅ | 7 | ∅'],
    ['without the last column', ['总分', '7', '6'], '总分«1×3» | 7 | ∅ | ∅ | 6 | ∅'],
  ])('a total %s stands under points and score', (_, total, expected) => {
    const reading = readText([
      ...row('一级指标', '二级指标', '三级指标', '分值', '指标值', '完成值', '得分', '原因'),
      ...row('产出指标', '数量指标', '人数', '7', '5', '5', '6', ''),
      ...row('', '', '场次', '0', '5', '5', '0', ''),
      ...row(...total),
    ]);
    expect(tables(reading)[0]?.[3]).toBe(expected);
  });

  test('text between two tables belongs to neither', () => {
    const table = [...row('年份', '预算数', '执行数'), ...row('2021', '5', '4'), ...row('2022', '6', '6')];
    const reading = readText([...table, '（二）资金使用情况', '', '全年支出6万元。', '', ...table]);
    expect(tables(reading).length).toBe(2);
    expect(paragraphs(reading)).toEqual(['（二）资金使用情况', '全年支出6万元。']);
  });

  test('paragraphs set in by a tab are prose', () => {
    const reading = readText([
      '\t一、项目概况',
      '\t项目由甲局组织实施，按年度预算安排资金。',
      '',
      '\t二、绩效目标',
      '\t保障群众基本需求，按时足额拨付资金。',
    ]);
    expect(tables(reading)).toEqual([]);
    expect(paragraphs(reading).length).toBe(4);
  });
});
