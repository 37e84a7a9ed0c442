import { describe, expect, test } from 'vitest';
import { assembleDocument } from '../../parsers/assemble.ts';
import type { Item, Reading } from '../../parsers/parser.ts';
import { parsedDocumentSchema } from '../../pipeline/model/document.ts';

const block = (text: string): Item => ({
  type: 'block',
  kind: 'paragraph',
  level: null,
  text,
  places: [{ method: 'markup' }],
});
const table = (...texts: readonly string[]): Item => ({
  type: 'table',
  caption: null,
  pageNumbers: [],
  cells: texts.map((text, col) => ({ row: 0, col, rowSpan: 1, colSpan: 1, text, places: [{ method: 'markup' }] })),
  ruled: true,
  confidence: null,
});
const assemble = (items: readonly Item[], more: Partial<Reading> = {}) =>
  assembleDocument(
    { pages: [], pageCount: null, items, figures: [], notes: [], ...more },
    { documentId: 'd', name: 'a.docx', bytes: 9, format: 'docx' },
  );
const captions = (...items: readonly Item[]): readonly (string | null)[] =>
  assemble(items).tables.map(({ caption }) => caption);

describe('a document from what a reader found', () => {
  test('has ids in reading order, roles, places and figures of cells', () => {
    const document = assemble([table('甲'), block('一、概况'), block('正文。'), table('得分', '18.5')]);
    expect(parsedDocumentSchema.parse(document)).toEqual(document);
    expect(document.blocks.map(({ blockId, kind, level }) => [blockId, kind, level])).toEqual([
      ['b1', 'heading', 2],
      ['b2', 'paragraph', null],
    ]);
    expect(document.tables.map(({ tableId, precedingBlockId }) => [tableId, precedingBlockId])).toEqual([
      ['t1', null],
      ['t2', 'b2'],
    ]);
    expect(document.tables[1]?.cells.map(({ text, quantity, sources }) => [text, quantity?.value, sources])).toEqual([
      ['得分', undefined, [{ documentId: 'd', method: 'markup', tableId: 't2', row: 0, col: 0 }]],
      ['18.5', '18.5', [{ documentId: 'd', method: 'markup', tableId: 't2', row: 0, col: 1 }]],
    ]);
  });

  test('cells are put into order by row and column', () => {
    const shuffled = table('甲', '乙');
    const cells = shuffled.type === 'table' ? [...shuffled.cells].reverse() : [];
    expect(assemble([{ ...shuffled, cells } as Item]).tables[0]?.cells.map(({ text }) => text)).toEqual(['甲', '乙']);
  });

  test('a table is named by the numbered line or the title above it, with unit lines between', () => {
    expect(captions(block('表4-1 得分情况'), table('a', 'b'))).toEqual(['表4-1 得分情况']);
    expect(
      captions(
        block('2022年度项目支出绩效自评表'),
        block('填报单位（盖章）：'),
        block('（2022年度）'),
        block('单位：万元'),
        table('a', 'b'),
      ),
    ).toEqual(['2022年度项目支出绩效自评表']);
    expect(captions(block('补助资金到位情况表'), block('单位：万元'), table('a', 'b'))).toEqual(['补助资金到位情况表']);
  });

  test('text between, a picture’s caption or another table is no name', () => {
    expect(captions(block('表1 资金'), block('以下是资金的使用情况。'), table('a', 'b'))).toEqual([null]);
    expect(captions(block('图1 变化'), table('a', 'b'))).toEqual([null]);
    expect(captions(block('表1 资金'), table('a', 'b'), table('c', 'd'))).toEqual(['表1 资金', null]);
  });

  test('a numbered line below names a table only where none stands above and no table follows', () => {
    expect(captions(block('正文。'), table('a', 'b'), block('表2 成效'), block('正文。'))).toEqual(['表2 成效']);
    expect(captions(table('a', 'b'), block('表2 成效'), table('c', 'd'))).toEqual([null, '表2 成效']);
  });

  test('notes point at the block, table or cell they concern', () => {
    const message = { zh: '疑', en: 'doubt' };
    const { notes } = assemble([block('甲'), table('乙', '丙')], {
      notes: [
        { code: 'a', message, item: 0 },
        { code: 'b', message, item: 1 },
        { code: 'c', message, item: 1, cell: [0, 1] },
        { code: 'd', message },
      ],
    });
    expect(notes.map(({ code, sources }) => [code, sources])).toEqual([
      ['a', [{ documentId: 'd', method: 'markup', blockId: 'b1' }]],
      ['b', [{ documentId: 'd', tableId: 't1', method: 'markup' }]],
      ['c', [{ documentId: 'd', method: 'markup', tableId: 't1', row: 0, col: 1 }]],
      ['d', []],
    ]);
  });
});
