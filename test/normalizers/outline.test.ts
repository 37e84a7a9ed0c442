import { expect, test } from 'vitest';
import { findLevel1, headingLevel, readOutline, topOrdinal } from '../../normalizers/outline.ts';
import { documentOf } from './document-of.ts';

test('a numbered line is a heading, a numbered sentence is none', () => {
  const lines = [
    '一、基本情况',
    '第二部分 自评结果',
    '（一）项目概况。',
    '1. 项目单位情况。',
    '（1）目标',
    '2022年工作',
    '1.2万元',
    '三、已完成；未验收',
  ];
  expect(lines.map(headingLevel)).toEqual([1, 1, 2, 3, 4, undefined, undefined, undefined]);
  expect(headingLevel(`一、${'长'.repeat(60)}`)).toBe(undefined);
});

test('the ordinal of a top-level heading is read up to 九十九', () => {
  expect(['一、甲', '八、甲', '十、甲', '十二、甲', '二十、甲', '二十三、甲', '（三）甲'].map(topOrdinal)).toEqual([
    1,
    8,
    10,
    12,
    20,
    23,
    undefined,
  ]);
});

test('each block stands under the headings above it, a heading not under itself', () => {
  const { blocks } = documentOf('题目', '一、甲', '（二）乙', '正文。', '3. 丙', '正文。', '二、丁', '正文。');
  expect([...readOutline(blocks).values()]).toEqual([
    [],
    [],
    ['一、甲'],
    ['一、甲', '（二）乙'],
    ['一、甲', '（二）乙'],
    ['一、甲', '（二）乙', '3.丙'],
    [],
    ['二、丁'],
  ]);
});

test('level-1 names are found in headings and captions, and nowhere else', () => {
  const lines = [
    '（一）项目决策。',
    '表4-1 项目决策指标得分情况',
    '（二）产出指标完成情况分析',
    '（三）过程管理情况',
    '表2 项目效益类指标得分情况',
    '四、绩效评价指标分析',
    '（三）数量指标',
    '资金使用情况',
  ];
  expect(lines.map(findLevel1)).toEqual([
    '项目决策',
    '项目决策',
    '产出指标',
    '过程管理',
    '项目效益',
    undefined,
    undefined,
    undefined,
  ]);
});
