import { expect, test } from 'vitest';
import { findFundHeader, findIndicatorHeader } from '../../normalizers/columns.ts';
import { foldHeading, unitInBrackets } from '../../normalizers/fold-heading.ts';
import { toGrid, wholeTable } from '../../normalizers/grid.ts';
import { KNOWN_HEADINGS } from '../../normalizers/heading-roles.ts';
import { documentOf } from './document-of.ts';

test('brackets, stars and white space are taken off a heading', () => {
  expect(foldHeading('★全年⏎ 预算数（A）'.replace('⏎', '\n'))).toEqual({ name: '全年预算数', brackets: ['A'] });
  expect(foldHeading('预算执行情况（万元）（20分）')).toEqual({ name: '预算执行情况', brackets: ['万元', '20分'] });
  expect(foldHeading('（50分）')).toEqual({ name: '50分', brackets: ['50分'] });
  expect(unitInBrackets(foldHeading('项目资金（单位：万元）'))).toBe('万元');
  expect(unitInBrackets(foldHeading('执行率（B/A×100%）'))).toBe(null);
});

test.each([
  [
    'target',
    '年度指标值 年初目标值(A) 指标值 标准值 年初目标值 指标值(A) 年初指标值 年度目标指标值 预期指标值 目标值 计划完成值',
  ],
  [
    'actual',
    '实际完成值 实际完成值(B) 全年实际值 完成值 全年完成值 全年实际完成值 完成情况 实际完成情况 年终完成值 实际完成指标值 单项指标实际完成值',
  ],
  ['points', '分值 权重 参考分值 权重分值 权重占比(%) 指标权重(分) 标准分值'],
  ['score', '得分 自评分 自评得分 指标得分(分) 单项指标得分 得分(20分*执行率) 评分'],
  ['weighted-score', '单项指标折算得分 加权得分'],
  ['review-score', '复核分 复核得分 财政评价得分'],
  ['score-rate', '得分率'],
  [
    'deviation',
    '偏差原因分析及改进措施 未完成原因和改进措施 未完成原因及拟采取的改进措施 未完成原因及改进措施 未完成原因分析 扣分原因 原因',
  ],
  ['operator', '指标性质 符号 比较符号'],
  ['target-unit', '度量单位 计量单位 单位(文字描述)'],
  ['level3', '三级指标 指标名称 三级 指标'],
  ['words', '评分标准 评价标准 指标解释 备注 佐证材料 数据来源'],
  ['not-kept', '完成率 指标完成率 单项指标完成情况'],
])('%s is recognised among the headings of indicators', (role, headings) => {
  const words = headings.replace('三级 指标', '三级\u3000指标').split(' ');
  expect(words.map((word) => [word, KNOWN_HEADINGS.indicator(word)])).toEqual(words.map((word) => [word, role]));
});

test.each([
  ['initial-budget', '年初预算数 年初预算 年初预算安排'],
  [
    'budget',
    '全年预算数(A) 全年预算数 预算数(A) 调整预算数(A) 调整后预算数 转移支付预算数(A) 预算安排情况(调整后) 计划安排资金 资金情况(万元)',
  ],
  ['arrived', '到位数 资金到位 实际到位资金'],
  ['executed', '全年执行数(B) 全年执行数 执行数(B) 预算执行数 全年执行资金(E) 实际支出 资金使用情况 资金执行'],
  [
    'execution-rate',
    '执行率(B/A) 执行率 预算执行率 预算执行率(B/A×100%) 预算执行(E/C×100%) 预算执行进度(%) 执行率(全年执行数/全年预算数)',
  ],
  ['points', '分值 权重'],
  ['score', '得分 得分(20分*执行率)'],
  ['not-kept', '到位率 结余资金'],
  [undefined, '预算执行情况(万元)(20分) 年度资金总额 项目名称 一级指标'],
])('%s is recognised among the headings of funds', (role, headings) => {
  const words = headings.split(' ');
  expect(words.map((word) => [word, KNOWN_HEADINGS.fund(word)])).toEqual(words.map((word) => [word, role]));
});

test('a long text is never a heading, however it is made', () => {
  expect(KNOWN_HEADINGS.indicator(`${'指标'.repeat(50_000)}值`)).toBe(undefined);
});

test('实际完成情况 heads a column beside indicators and a block of goals elsewhere', () => {
  const [table] = documentOf(['年度总体目标|预期目标|实际完成情况', '三级指标|标准值|实际完成情况', '甲|5|6']).tables;
  if (!table) throw new Error('no table');
  const grid = toGrid(wholeTable(table));
  expect(findIndicatorHeader(grid, 0)).toBe(undefined);
  expect(findFundHeader(grid, 0)).toBe(undefined);
  expect(findIndicatorHeader(grid, 1)?.columns.map(({ role, from, to }) => [role, from, to])).toEqual([
    ['level3', 0, 1],
    ['target', 1, 2],
    ['actual', 2, 3],
  ]);
  expect(findIndicatorHeader(grid, 2)).toBe(undefined);
});

test('sub-headings are those of their columns; a row of values is never one', () => {
  const [table] = documentOf([
    '三级指标^2x2|年度指标值^3|自评得分^2|分值^1x2',
    '符号|值|单位|自评分|复核分',
    '甲^2|≥|5|个|8|8|10',
  ]).tables;
  if (!table) throw new Error('no table');
  const header = findIndicatorHeader(toGrid(wholeTable(table)), 0);
  expect(header?.toRow).toBe(2);
  expect(header?.columns.map(({ role, from, to }) => [role, from, to])).toEqual([
    ['level3', 0, 2],
    ['operator', 2, 3],
    ['target', 3, 4],
    ['target-unit', 4, 5],
    ['score', 5, 6],
    ['review-score', 6, 7],
    ['points', 7, 8],
  ]);
});

test('a label that reaches over the rows beside it heads no column', () => {
  const [table] = documentOf(['年度预算（万元）^1x2||年初预算数|执行数|执行率', '年度资金总额|10|9|90%']).tables;
  if (!table) throw new Error('no table');
  expect(findFundHeader(toGrid(wholeTable(table)), 0)?.columns.map(({ role }) => role)).toEqual([
    'initial-budget',
    'executed',
    'execution-rate',
  ]);
});
