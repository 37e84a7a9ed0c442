import { describe, expect, test } from 'vitest';
import type { Edge, PageContent } from '../../../parsers/pdf/page-content.ts';
import { joinParts, toJoined } from '../../../parsers/tables/join-pages.ts';
import type { PageTable } from '../../../parsers/tables/page-table.ts';
import { findRuledTables } from '../../../parsers/tables/ruled.ts';
import { edgesOf, wordsOf } from './draw-grid.ts';

function tableOf(drawing: readonly string[], pageNumber: number): PageTable {
  const content = { pageNumber, edges: edgesOf(drawing), words: wordsOf(drawing) } as unknown as PageContent;
  const [table] = findRuledTables(content).tables;
  if (table === undefined) throw new Error('the drawing holds no table');
  return table;
}

function joined(upper: readonly string[], lower: readonly string[], roomBelow = 0): string[] | null {
  const table = joinParts(toJoined(tableOf(upper, 1)), tableOf(lower, 2), { roomBelow, saysContinued: false });
  if (table === null) return null;
  return table.cells.map(({ row, col, rowSpan, colSpan, text }) => `${row},${col} ${rowSpan}×${colSpan} ${text}`);
}

describe('tables over page breaks', () => {
  test('two rows with figures under one merged label stay two rows', () => {
    const upper = ['+---+---+---+', '| a | 4 | 7 |', '|   |   |   |'];
    const lower = ['|   |   |   |', '|   | 10| 8 |', '+---+---+---+', '| d | e | 6 |', '+---+---+---+'];
    expect(joined(upper, lower)).toEqual([
      '0,0 2×1 a',
      '0,1 1×1 4',
      '0,2 1×1 7',
      '1,1 1×1 10',
      '1,2 1×1 8',
      '2,0 1×1 d',
      '2,1 1×1 e',
      '2,2 1×1 6',
    ]);
  });

  test('a row cut by the break is put together where no line closes it', () => {
    const upper = ['+---+---+---+', '| a | b | 7 |', '|   |   |   |'];
    const lower = ['|   |   |   |', '|   | c |   |', '+---+---+---+', '| d | e | 6 |', '+---+---+---+'];
    expect(joined(upper, lower)).toEqual([
      '0,0 1×1 a',
      '0,1 1×1 b\nc',
      '0,2 1×1 7',
      '1,0 1×1 d',
      '1,1 1×1 e',
      '1,2 1×1 6',
    ]);
  });

  test('a row moved down with the rows its merged cell spans leaves much room on the page before', () => {
    const upper = ['+---+---+---+', '| a | b | c |', '+---+---+---+'];
    const lower = [
      '+---+---+---+',
      '| d | e | f |',
      '|   +---+---+',
      '|   | g | h |',
      '|   +---+---+',
      '|   | i | j |',
      '+---+---+---+',
    ];
    expect(joined(upper, lower, 60)).toEqual([
      '0,0 1×1 a',
      '0,1 1×1 b',
      '0,2 1×1 c',
      '1,0 3×1 d',
      '1,1 1×1 e',
      '1,2 1×1 f',
      '2,1 1×1 g',
      '2,2 1×1 h',
      '3,1 1×1 i',
      '3,2 1×1 j',
    ]);
    expect(joined(upper, lower, 120)).toBeNull();
  });
});

describe('grids with lines missing', () => {
  const read = (edges: readonly Edge[], drawing: readonly string[]) =>
    findRuledTables({ pageNumber: 1, edges, words: wordsOf(drawing) } as unknown as PageContent).tables.map(
      ({ cells }) => cells.map(({ row, col, rowSpan, colSpan, text }) => `${row},${col} ${rowSpan}×${colSpan} ${text}`),
    );

  test('a first row parted by one upright line belongs to a table without outer border', () => {
    const drawing = [
      '    |            ',
      ' a  |  b         ',
      '----+---+---+----',
      ' c  | d | e | f  ',
      '----+---+---+----',
      ' g  | h | i | j  ',
      '    |   |   |    ',
    ];
    expect(read(edgesOf(drawing), drawing)).toEqual([
      [
        '0,0 1×1 a',
        '0,1 1×3 b',
        '1,0 1×1 c',
        '1,1 1×1 d',
        '1,2 1×1 e',
        '1,3 1×1 f',
        '2,0 1×1 g',
        '2,1 1×1 h',
        '2,2 1×1 i',
        '2,3 1×1 j',
      ],
    ]);
  });

  test('a merged label that fills the page from top to bottom is a column though no level line meets its side', () => {
    const drawing = [
      '|   |   |   |',
      '|   | a | b |',
      '|   +---+---+',
      '| x | c | d |',
      '|   +---+---+',
      '|   | e | f |',
      '|   |   |   |',
    ];
    expect(read(edgesOf(drawing), drawing)).toEqual([
      ['0,0 3×1 x', '0,1 1×1 a', '0,2 1×1 b', '1,1 1×1 c', '1,2 1×1 d', '2,1 1×1 e', '2,2 1×1 f'],
    ]);
  });
});
