import { describe, expect, test } from 'vitest';
import { auditFile } from '../../pipeline/audit-file.ts';
import type { ParsedDocument } from '../../pipeline/model/document.ts';
import { redactDocument } from '../../pipeline/redact-document.ts';
import { makeForm } from './archive/forms.ts';

/** A document of one block, or of one table with a row of cells. */
function make({ block = '', cells = [] }: { block?: string; cells?: readonly string[] }): ParsedDocument {
  return {
    schemaVersion: '1.0.0',
    documentId: 'aa',
    source: { name: 'a.html', sha256: 'aa', bytes: 1, format: 'html', pageCount: null },
    pages: [],
    blocks: [{ blockId: 'b1', kind: 'paragraph', level: null, text: block, sources: [] }],
    tables: [
      {
        tableId: 't1',
        caption: null,
        pageNumbers: [],
        precedingBlockId: null,
        cells: cells.map((text, col) => ({ row: 0, col, rowSpan: 1, colSpan: 1, text, sources: [] })),
        ruled: true,
        confidence: null,
      },
    ],
    figures: [],
    notes: [],
  };
}

const redactBlock = (block: string): string | undefined => redactDocument(make({ block })).blocks[0]?.text;
const redactCells = (cells: readonly string[]): string[] =>
  redactDocument(make({ cells })).tables[0]?.cells.map(({ text }) => text) ?? [];

describe('what tells of a person is masked, at its length', () => {
  test.each([
    ['填报人：甲乙丙　联系电话：0000-12345678', '填报人：███　联系电话：█████████████'],
    ['项目负责人（签字）：甲 乙，审核人：丙丁', '项目负责人（签字）：█ █，审核人：██'],
    ['联系人：甲乙联系电话：010-12345678', '联系人：██联系电话：████████████'],
    ['请致电13900000000或写信至a.b@example.cn。', '请致电███████████或写信至██████████████。'],
    ['身份证号：110101199001010000', '身份证号：██████████████████'],
    ['卡号 6222020000000000008 已核', '卡号 ███████████████████ 已核'],
  ])('%s', (text, masked) => {
    expect(redactBlock(text)).toBe(masked);
    expect(masked).toHaveLength(text.length);
  });

  test('beside its label in a table', () => {
    expect(redactCells(['项目负责人', '甲乙丙', '联系电话', '12345678'])).toEqual([
      '项目负责人',
      '███',
      '联系电话',
      '████████',
    ]);
  });

  test('with the figure a number was taken for', () => {
    const document = make({ cells: ['联系电话', '12345678'] });
    const [, cell] = document.tables[0]?.cells ?? [];
    if (cell === undefined) throw new Error('no cell');
    cell.quantity = {
      raw: '12345678',
      kind: 'number',
      value: '12345678',
      upper: null,
      unit: null,
      comparator: null,
      decimals: 0,
      sources: [],
    };
    cell.sources = [{ documentId: 'aa', method: 'ocr', readings: [{ text: '12345679', engine: 'e', confidence: 1 }] }];
    const masked = redactDocument(document).tables[0]?.cells[1];
    expect(masked?.quantity).toMatchObject({ raw: '████████', value: null });
    expect(masked?.sources[0]?.readings?.[0]?.text).toBe('████████');
  });
});

describe('what is no person is left alone', () => {
  test.each([
    '预算 13800000000 元，执行 13900000000.00。',
    '项目编码 51092324000010263357',
    '51092324T000010263357-2023年项目',
    '联系人满意度达到95%，负责人为项目单位。',
    '全年预算数（A）398.00，执行率 80.62%',
    '020年 0215 号文件',
  ])('%s', (text) => {
    expect(redactBlock(text)).toBe(text);
  });

  test('figures and labels beside a label', () => {
    const cells = ['负责人', '联系电话', '', '年度资金总额', '398.00', '满意度', '95%'];
    expect(redactCells(cells)).toEqual(cells);
    expect(redactCells(['负责人', '95%'])).toEqual(['负责人', '95%']);
  });
});

test('findings and results of a form are the same with and without', async () => {
  const bytes = new TextEncoder().encode(makeForm({ rate: '81.62%' }));
  const settings = {
    name: 'a.html',
    path: 'a.html',
    maxPages: 10,
    password: null,
    join: true,
    ocr: 'never',
    onFigure: null,
    only: null,
    skip: [],
  } as const;
  const plain = await auditFile(bytes.slice(), settings);
  const redacted = await auditFile(bytes.slice(), { ...settings, redact: true });
  expect(plain.findings.length).toBeGreaterThan(0);
  expect(redacted.findings).toEqual(plain.findings);
  expect(redacted.results).toEqual(plain.results);
});
