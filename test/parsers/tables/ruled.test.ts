import { describe, expect, test } from 'vitest';
import type { Edge, PageContent, Word } from '../../../parsers/pdf/page-content.ts';
import { joinEdges } from '../../../parsers/tables/join-edges.ts';
import { findRuledTables } from '../../../parsers/tables/ruled.ts';
import { edgesOf, word, wordsOf } from './draw-grid.ts';

const FORM = [
  '+---+---+---+',
  '| a | b     |',
  '+---+---+---+',
  '| c | d | e |',
  '|   +---+---+',
  '|   | f | g |',
  '+---+---+---+',
];
const CELLS = ['0,0 1×1 a', '0,1 1×2 b', '1,0 2×1 c', '1,1 1×1 d', '1,2 1×1 e', '2,1 1×1 f', '2,2 1×1 g'];

function read(edges: readonly Edge[], words: readonly Word[]): string[][] {
  const content = { pageNumber: 1, edges, words } as unknown as PageContent;
  return findRuledTables(content).tables.map(({ cells }) =>
    cells.map(({ row, col, rowSpan, colSpan, text }) => `${row},${col} ${rowSpan}×${colSpan} ${text}`),
  );
}

describe('ruled tables', () => {
  test('lines become rows, columns and merged cells', () => {
    expect(read(edgesOf(FORM), wordsOf(FORM))).toEqual([CELLS]);
  });

  test('order, place and scale of the lines do not matter', () => {
    const edges = edgesOf(FORM).reverse();
    const words = wordsOf(FORM).reverse();
    expect(read(edges, words)).toEqual([CELLS]);
    const moved = (edge: Edge): Edge => ({ ...edge, at: edge.at + 30, from: edge.from + 30, to: edge.to + 30 });
    const movedWord = (w: Word): Word => ({
      ...w,
      x0: w.x0 + 30,
      x1: w.x1 + 30,
      top: w.top + 30,
      bottom: w.bottom + 30,
      baseline: w.baseline + 30,
    });
    expect(read(edges.map(moved), words.map(movedWord))).toEqual([CELLS]);
    const wide = (edge: Edge): Edge => ({ ...edge, at: edge.at * 1.5, from: edge.from * 1.5, to: edge.to * 1.5 });
    const wideWord = (w: Word): Word => ({
      ...w,
      x0: w.x0 * 1.5,
      x1: w.x1 * 1.5,
      top: w.top * 1.5,
      bottom: w.bottom * 1.5,
      baseline: w.baseline * 1.5,
    });
    expect(read(edges.map(wide), words.map(wideWord))).toEqual([CELLS]);
  });

  test('a row of no height is told by the merged cell that begins at it', () => {
    const low = edgesOf(FORM).filter(({ axis, at, from }) => !(axis === 'h' && at === 48 && from >= 80));
    const [left, right] = [80, 240];
    // The row above `d` is a point high: `c` begins at its head, the line at its foot stops at the side of `c`.
    const foot: Edge = { axis: 'h', at: 25, from: left, to: right, thickness: 0.75 };
    const whole: Edge = { axis: 'h', at: 48, from: left, to: right, thickness: 0.75 };
    expect(read([...low, foot, whole], wordsOf(FORM))[0]).toEqual([
      '0,0 1×1 a',
      '0,1 1×2 b',
      '1,0 3×1 c',
      '1,1 1×1 ',
      '1,2 1×1 ',
      '2,1 1×1 d',
      '2,2 1×1 e',
      '3,1 1×1 f',
      '3,2 1×1 g',
    ]);
    // A second line of the same length is a double line.
    expect(read([...edgesOf(FORM), { ...foot, from: 0 }], wordsOf(FORM))).toEqual([CELLS]);
  });

  test('what a page break leaves of a table is one though nearly all of it is blank', () => {
    const tail = ['+---+---+---+', '| a |   |   |', '+---+---+---+'];
    const page = { pageNumber: 2, widthPt: 300, heightPt: 400 };
    const tables = (words: readonly Word[]) =>
      findRuledTables({ ...page, edges: edgesOf(tail), words } as unknown as PageContent).tables.length;
    expect(tables(wordsOf(tail))).toBe(1);
    expect(tables([...wordsOf(tail), word('above', { x0: 5, x1: 40, baseline: -8 })])).toBe(0);
  });

  test('every word lands in one cell, and cells tile the table', () => {
    const { tables, rest } = findRuledTables({
      pageNumber: 1,
      edges: edgesOf(FORM),
      words: wordsOf(FORM),
    } as unknown as PageContent);
    expect(rest).toEqual([]);
    const area = tables[0]?.cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0);
    expect(area).toBe(9);
  });

  test('dots, dashes, double lines and lines off by a point are the same table', () => {
    const dotted = edgesOf(FORM).flatMap((edge) =>
      Array.from(
        { length: Math.floor((edge.to - edge.from) / 2) },
        (_, k): Edge => ({ ...edge, from: edge.from + 2 * k, to: edge.from + 2 * k + 1, thickness: 1 }),
      ),
    );
    expect(read(dotted, wordsOf(FORM))).toEqual([CELLS]);
    const doubled = edgesOf(FORM).flatMap((edge) => [edge, { ...edge, at: edge.at + 2 }]);
    expect(read(doubled, wordsOf(FORM))).toEqual([CELLS]);
    const shaken = edgesOf(FORM).map((edge, i) => ({ ...edge, at: edge.at + ((i * 7) % 3) * 0.5 }));
    expect(read(shaken, wordsOf(FORM))).toEqual([CELLS]);
  });

  test('missing outer borders are assumed where the other lines end', () => {
    const inner = edgesOf(FORM).filter(({ axis, at }) => !(axis === 'v' && (at === 0 || at === 240)));
    expect(read(inner, wordsOf(FORM))).toEqual([CELLS]);
  });

  test('a word that runs over a side goes to the cell of its middle; one parted at the side goes to both', () => {
    const grid = ['+---+---+', '|   |   |', '+---+---+', '| x | y |', '+---+---+'];
    const over = word('12345678', { x0: 20, x1: 90, baseline: 15 });
    expect(read(edgesOf(grid), [over, ...wordsOf(grid)])).toEqual([
      ['0,0 1×1 12345678', '0,1 1×1 ', '1,0 1×1 x', '1,1 1×1 y'],
    ]);
    const parted = word('左右', { x0: 72, x1: 88, baseline: 15 });
    expect(read(edgesOf(grid), [parted, ...wordsOf(grid)])).toEqual([
      ['0,0 1×1 左', '0,1 1×1 右', '1,0 1×1 x', '1,1 1×1 y'],
    ]);
  });

  test('a frame around text and the axes of a chart are no table', () => {
    const frame = ['+------+', '| text |', '+------+'];
    expect(read(edgesOf(frame), wordsOf(frame))).toEqual([]);
    expect(read(edgesOf(['|   ', '|   ', '+---']), [])).toEqual([]);
  });

  test('rows that only figures standing level tell apart are rows', () => {
    const edges = edgesOf(['+----+----+', '|    |    |', '|    |    |', '|    |    |', '|    |    |', '+----+----+']);
    const words = ['甲', '乙', '丙'].flatMap((name, i) => [
      word(name, { x0: 5, x1: 13, baseline: 16 + 14 * i }),
      word(`${i}.5`, { x0: 110, x1: 130, baseline: 16 + 14 * i }),
    ]);
    expect(read(edges, words)).toEqual([
      ['0,0 1×1 甲', '0,1 1×1 0.5', '1,0 1×1 乙', '1,1 1×1 1.5', '2,0 1×1 丙', '2,1 1×1 2.5'],
    ]);
  });
});

test('specks and single dots are no lines', () => {
  expect(joinEdges([{ axis: 'h', at: 10, from: 0, to: 2, thickness: 1 }])).toEqual([]);
});
