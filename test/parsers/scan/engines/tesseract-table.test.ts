import { describe, expect, it } from 'vitest';
import { parseTesseractTable } from '../../../../parsers/scan/engines/tesseract-table.ts';

const row = (...fields: readonly (string | number)[]) => fields.join('\t');

describe('parseTesseractTable', () => {
  it('gives lines, words, boxes and confidence', () => {
    const table = [
      row(1, 1, 0, 0, 0, 0, 0, 0, 200, 80, -1, ''),
      row(2, 1, 1, 0, 0, 0, 10, 10, 90, 60, -1, ''),
      row(4, 1, 1, 1, 1, 0, 10, 10, 90, 20, -1, ''),
      row(5, 1, 1, 1, 1, 1, 10, 10, 30, 20, 90.5, '预算'),
      row(5, 1, 1, 1, 1, 2, 50, 10, 50, 20, 70.5, '98.6%'),
      row(5, 1, 1, 1, 2, 1, 10, 40, 30, 20, 80, '完成'),
    ].join('\n');
    expect(parseTesseractTable(`${table}\n`)).toEqual([
      {
        text: '预算 98.6%\n完成\n',
        words: [
          { text: '预算', bbox: [10, 10, 40, 30], confidence: 0.905 },
          { text: '98.6%', bbox: [50, 10, 100, 30], confidence: 0.705 },
          { text: '完成', bbox: [10, 40, 40, 60], confidence: 0.8 },
        ],
        confidence: expect.closeTo((2 * 0.905 + 5 * 0.705 + 2 * 0.8) / 9),
      },
    ]);
  });

  it('gives one answer for each page, empty ones too', () => {
    const table = [
      row(1, 1, 0, 0, 0, 0, 0, 0, 9, 9, -1, ''),
      row(1, 2, 0, 0, 0, 0, 0, 0, 9, 9, -1, ''),
      row(5, 2, 1, 1, 1, 1, 0, 0, 5, 5, 50, '7'),
    ].join('\n');
    expect(parseTesseractTable(table).map(({ text }) => text)).toEqual(['', '7\n']);
  });

  it('gives nothing for nothing', () => {
    expect(parseTesseractTable('')).toEqual([]);
  });
});
