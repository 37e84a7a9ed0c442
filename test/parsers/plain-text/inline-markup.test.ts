import { expect, test } from 'vitest';
import { cellOf, cleanInline } from '../../../parsers/plain-text/inline-markup.ts';

test.each([
  ['<p>偏差较小</p>', '偏差较小'],
  ['第一段<br>第二段', '第一段\n第二段'],
  ['<p>甲</p><p>乙</p>', '甲\n乙'],
  ['1、专项 <input checked="" type="checkbox"/> 2、其他 <input type="checkbox"/>', '1、专项 ☑ 2、其他 □'],
  ['目标为 $\\geq X$ ，反向为 $\\leq 5\\%$', '目标为 ≥X ，反向为 ≤5%'],
  ['得分=权重 $\\times B/A$', '得分=权重 × B/A'],
  ['执行率 \\geq 90%', '执行率 ≥90%'],
  ['1. **加强管理。**下一步', '1. 加强管理。下一步'],
  ['- 2. 公正原则。**评价应当公正', '- 2. 公正原则。评价应当公正'],
  ['&ge;95&#37;', '≥95%'],
])('%s is cleaned', (raw, text) => {
  expect(cleanInline(raw)).toEqual({ text, changed: true });
});

test.each([
  '月均人数(≥**人)',
  '受益户≥**户，补贴≥**元',
  '《关于印发<工作细则>的通知》',
  '合同价 $5 与 $6 之间',
  'C:\\reports',
  'a < b & c > d',
])('%s stays as it is', (raw) => {
  expect(cleanInline(raw)).toEqual({ text: raw, changed: false });
});

test('a cell loses the white space of its lines and blank lines', () => {
  expect(cellOf('\u3000<p> 甲 </p><p>乙</p>\u3000')).toBe('甲\n乙');
});
