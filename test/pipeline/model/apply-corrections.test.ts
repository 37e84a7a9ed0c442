import { describe, expect, test } from 'vitest';
import { applyCorrections } from '../../../pipeline/model/apply-corrections.ts';
import type { Correction } from '../../../pipeline/model/decision.ts';
import type { ParsedDocument } from '../../../pipeline/model/document.ts';
import { SCHEMA_VERSION } from '../../../pipeline/model/document.ts';
import { parseQuantity } from '../../../pipeline/model/quantity/parse-quantity.ts';
import type { Source } from '../../../pipeline/model/source.ts';

const cellSource: Source = { documentId: 'd', tableId: 't1', row: 1, col: 2, method: 'ocr', confidence: 0.4 };
const blockSource: Source = { documentId: 'd', blockId: 'b1', method: 'ocr', confidence: 0.5 };
const document: ParsedDocument = {
  schemaVersion: SCHEMA_VERSION,
  documentId: 'd',
  source: { name: 'a.png', sha256: 'd', bytes: 1, format: 'image', pageCount: 1 },
  pages: [],
  blocks: [
    { blockId: 'b1', kind: 'paragraph', level: null, text: '支出320.88万元，结余77.12万元。', sources: [blockSource] },
  ],
  tables: [
    {
      tableId: 't1',
      caption: null,
      pageNumbers: [],
      precedingBlockId: 'b1',
      cells: [
        {
          row: 1,
          col: 2,
          rowSpan: 1,
          colSpan: 1,
          text: '81.62%',
          quantity: parseQuantity('81.62%', { sources: [cellSource] }),
          sources: [cellSource],
        },
      ],
      ruled: true,
      confidence: null,
    },
  ],
  figures: [],
  notes: [],
};
const ofCell: Correction = { source: cellSource, from: '81.62%', to: '80.62%' };

describe('a cell', () => {
  test('takes the text and the figure that a person saw, and is no longer doubtful', () => {
    const { document: corrected, notes } = applyCorrections(document, [ofCell]);
    const { confidence: _ofEngine, ...place } = cellSource;
    const sources = [
      {
        ...place,
        readings: [
          { text: '81.62%', engine: 'as-read', confidence: 0.4 },
          { text: '80.62%', engine: 'person', confidence: null },
        ],
      },
    ];
    expect(corrected.tables[0]?.cells).toEqual([
      {
        row: 1,
        col: 2,
        rowSpan: 1,
        colSpan: 1,
        text: '80.62%',
        quantity: parseQuantity('80.62%', { sources }),
        sources,
      },
    ]);
    expect(notes).toEqual([
      {
        code: 'reading-corrected',
        message: {
          zh: '读数“81.62%”经人工更正为“80.62%”',
          en: '"81.62%" was corrected to "80.62%" by a person',
        },
        documentId: 'd',
        reportId: null,
        sources: [cellSource],
      },
    ]);
    expect(document.tables[0]?.cells[0]?.text).toBe('81.62%');
  });

  test('without a figure afterwards has no quantity', () => {
    const { document: corrected } = applyCorrections(document, [{ ...ofCell, to: '见附件' }]);
    expect(corrected.tables[0]?.cells[0]).not.toHaveProperty('quantity');
  });

  test('that reads otherwise by now, is not there, or stood in another file is left as it is, with a note', () => {
    const stale = [
      { ...ofCell, from: '82.62%' },
      { ...ofCell, source: { ...cellSource, row: 9 } },
      { ...ofCell, source: { ...cellSource, documentId: 'before' } },
    ];
    const { document: corrected, notes } = applyCorrections(document, stale);
    expect(corrected).toEqual(document);
    expect(notes.map(({ code, message }) => [code, message.zh.split('：').at(-1)])).toEqual([
      ['correction-not-applied', '该处文字已不同'],
      ['correction-not-applied', '没有这个位置'],
      ['correction-not-applied', '文件已改变'],
    ]);
  });

  test('corrected twice takes the last', () => {
    const { document: corrected, notes } = applyCorrections(document, [ofCell, { ...ofCell, to: '90.62%' }]);
    expect(corrected.tables[0]?.cells[0]?.text).toBe('90.62%');
    expect(notes.map(({ code }) => code)).toEqual(['correction-not-applied', 'reading-corrected']);
  });
});

describe('a block', () => {
  const words = (charSpan: [number, number], from: string, to: string): Correction => ({
    source: { ...blockSource, charSpan },
    from,
    to,
  });

  test('takes words of any length in any order, at the places they had before', () => {
    const { document: corrected } = applyCorrections(document, [
      words([2, 8], '320.88', '1320.88'),
      words([13, 18], '77.12', '7.12'),
    ]);
    expect(corrected.blocks[0]?.text).toBe('支出1320.88万元，结余7.12万元。');
    // Other words of it stay as doubtful as they were.
    expect(corrected.blocks[0]?.sources[0]?.confidence).toBe(0.5);
  });

  test('corrected as a whole keeps only the words that differ as readings, and is settled', () => {
    const { source } = words([0, 0], '', '');
    const { charSpan: _none, ...whole } = source;
    const { document: corrected } = applyCorrections(document, [
      { source: whole, from: document.blocks[0]?.text ?? '', to: '支出320.38万元，结余77.12万元。' },
    ]);
    expect(corrected.blocks[0]?.sources).toEqual([
      {
        documentId: 'd',
        blockId: 'b1',
        method: 'ocr',
        readings: [
          { text: '320.88', engine: 'as-read', confidence: 0.5 },
          { text: '320.38', engine: 'person', confidence: null },
        ],
      },
    ]);
  });
});
