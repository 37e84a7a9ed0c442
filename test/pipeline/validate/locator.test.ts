import { describe, expect, test } from 'vitest';
import { example } from '../../../pipeline/validate/example.ts';
import { toLocator } from '../../../pipeline/validate/locator.ts';

const ID = '0'.repeat(64);

describe('a locator says where a figure stands', () => {
  test('attachment, table, row and page', () => {
    const context = example({
      title: '附件 3 绩效评价报告',
      siblings: [{ title: '附件4 绩效评价报告' }],
      captions: { 1: '表 4－1 项目决策得分情况' },
    });
    const source = { documentId: ID, tableId: 't1', row: 4, col: 2, pageNumber: 12, method: 'text' as const };
    expect(toLocator(context, source)).toBe('附件3 · 表4-1 · 第5行 · 第12页');
  });

  test('reports without a number of their own are counted', () => {
    const context = example({ title: '附件1 自评表', siblings: [{ title: '附件1 自评表' }] });
    expect(toLocator(context, { documentId: ID, tableId: 't1', row: 0, col: 0, method: 'markup' })).toBe(
      '第1份报告 · 表格 · 第1行',
    );
  });

  test('a block by the heading above it, shortened', () => {
    const context = example({
      blocks: [{ kind: 'heading', text: '（二）项目资金来源和使用情况以及其他需要说明的情况等' }, '年初预算110万元。'],
    });
    expect(toLocator(context, { documentId: ID, blockId: 'b2', line: 31, method: 'text' })).toBe(
      '（二）项目资金来源和使用情况以及其他需要说明的情… · 原文第31行',
    );
  });

  test('text before any heading, and no place at all', () => {
    const context = example({ blocks: ['年初预算110万元。'] });
    expect(toLocator(context, { documentId: ID, blockId: 'b1', method: 'text' })).toBe('正文');
    expect(toLocator(context, undefined)).toBe('');
  });
});
