import { describe, expect, test } from 'vitest';
import type { Word } from '../../../parsers/pdf/page-content.ts';
import { findBorderlessTables } from '../../../parsers/tables/borderless.ts';

/** Words of 10 points: lines of a drawing, 16 points apart; each character is 5 points wide, a Han character is two. */
function draw(lines: readonly string[]): Word[] {
  const words: Word[] = [];
  for (const [row, line] of lines.entries()) {
    for (const match of line.matchAll(/\S+(?: \S+)*/g)) {
      const text = match[0];
      const widthOf = (part: string) => Array.from(part).reduce((sum, char) => sum + (char > '⺀' ? 10 : 5), 0);
      const x0 = 50 + widthOf(line.slice(0, match.index));
      const top = 100 + 16 * row;
      const stops = Array.from({ length: text.length + 1 }, (_, i) => x0 + widthOf(text.slice(0, i)));
      words.push({
        text,
        x0,
        top,
        x1: x0 + widthOf(text),
        bottom: top + 10,
        baseline: top + 9,
        size: 10,
        bold: false,
        stops,
        turn: 0,
        vertical: false,
        spaced: false,
        mark: null,
        order: words.length,
        hidden: false,
      });
    }
  }
  return words;
}

describe('tables without any line', () => {
  test('words that line up in columns are a table, with blank fields', () => {
    const { tables, rest } = findBorderlessTables(
      1,
      draw([
        '资金      预算数    执行数    执行率',
        '县级      300.00    299.00    99.67%',
        '省级      120.00    120.00',
        '其他      20.00     10.00     50.00%',
        '合计      440.00    429.00    97.50%',
      ]),
    );
    expect(tables.map(({ cells }) => cells.map(({ row, col, text }) => `${row},${col} ${text}`))).toEqual([
      [
        ...['0,0 资金', '0,1 预算数', '0,2 执行数', '0,3 执行率'],
        ...['1,0 县级', '1,1 300.00', '1,2 299.00', '1,3 99.67%'],
        ...['2,0 省级', '2,1 120.00', '2,2 120.00', '2,3 '],
        ...['3,0 其他', '3,1 20.00', '3,2 10.00', '3,3 50.00%'],
        ...['4,0 合计', '4,1 440.00', '4,2 429.00', '4,3 97.50%'],
      ],
    ]);
    expect(rest).toEqual([]);
  });

  test.each([
    [
      'running text',
      [
        '本项目全年预算三百万元用于设备购置和人员培训年内完成',
        '全部任务资金按时拨付没有挤占挪用等情况发生执行良好',
        '主管部门按季度检查。',
      ],
    ],
    [
      'two columns of text',
      Array.from({ length: 12 }, () => '项目资金由县级财政安排用于培训      设备购置和人员培训已经全部完成'),
    ],
    [
      'three columns of text',
      Array.from({ length: 12 }, () => '项目资金由县级财政安排用   设备购置和人员培训已经   按季度检查没有挤占挪用'),
    ],
    [
      'contents',
      [
        '一、项目概况                      1',
        '二、绩效分析                      3',
        '三、存在问题                      5',
        '四、下一步工作                    8',
        '五、附件                          9',
      ],
    ],
    ['a list', ['1.   组织培训', '2.   购置设备', '3.   检查验收', '4.   拨付资金', '5.   总结上报']],
    ['signatures', ['负责人：          填表人：          联系电话：', '', '单位（盖章）：            年   月   日']],
    [
      'a head of labels',
      [
        '单位名称：某局        填报日期：某日',
        '项目负责人：某人      联系电话：某号',
        '资金单位：万元        文号：某号',
        '年度：某年            页数：某数',
      ],
    ],
  ])('%s is none', (_, lines) => {
    const words = draw(lines);
    expect(findBorderlessTables(1, words)).toEqual({ tables: [], rest: words });
  });
});
