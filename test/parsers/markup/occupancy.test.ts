import { describe, expect, test } from 'vitest';
import { placeOnGrid, type SpannedCell } from '../../../parsers/markup/occupancy.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';

const cell = (content: string, rowSpan = 1, colSpan = 1): SpannedCell<string> => ({ content, rowSpan, colSpan });

/** The grid drawn: each place holds the letter of its cell, . for a blank. */
function draw(groups: Parameters<typeof placeOnGrid<string>>[0]): readonly string[] {
  const { cells, rowCount, colCount } = placeOnGrid(groups);
  const rows = Array.from({ length: rowCount }, () => new Array<string>(colCount).fill('?'));
  for (const { row, col, rowSpan, colSpan, content } of cells) {
    for (let down = row; down < row + rowSpan; down++) {
      for (let right = col; right < col + colSpan; right++) {
        const line = rows[down];
        if (line?.[right] !== '?') throw new Error(`${down},${right} is covered twice or lies outside`);
        line[right] = content ?? '.';
      }
    }
  }
  return rows.map((line) => line.join(''));
}

describe('cells on a grid', () => {
  test('take the first free column beside spans from above', () => {
    expect(
      draw([
        [
          [cell('a', 2), cell('b', 1, 2)],
          [cell('c'), cell('d')],
        ],
      ]),
    ).toEqual(['abb', 'acd']);
    expect(
      draw([
        [
          [cell('a'), cell('b', 3), cell('c')],
          [cell('d'), cell('e')],
          [cell('f'), cell('g')],
        ],
      ]),
    ).toEqual(['abc', 'dbe', 'fbg']);
  });

  test('a span that meets another cell is cut, and counted', () => {
    const groups = [[[cell('a'), cell('b', 2)], [cell('c', 1, 3)], [cell('d'), cell('e')]]];
    expect(draw(groups)).toEqual(['ab', 'cb', 'de']);
    expect(placeOnGrid(groups).cutCells).toBe(1);
  });

  test('a span does not leave its row group, 0 reaches its end', () => {
    expect(draw([[[cell('a', 5), cell('b')]], [[cell('c', 0), cell('d')], [cell('e')]]])).toEqual(['ab', 'cd', 'ce']);
  });

  test('rows that are short are filled with blanks, and counted', () => {
    const groups = [[[cell('a'), cell('b'), cell('c')], [cell('d')]]];
    expect(draw(groups)).toEqual(['abc', 'd..']);
    expect(placeOnGrid(groups).addedCells).toBe(2);
  });

  test('rows and columns in which nothing begins are dropped', () => {
    expect(draw([[[cell('a', 1, 5)], [cell('b', 2, 2), cell('c', 2)], []]])).toEqual(['aa', 'bc']);
  });

  test('absurd spans are cut down or refused', () => {
    expect(draw([[[cell('a', 99999, 99999)], [cell('b')]]])).toEqual(['a.', 'ab']);
    const wide = Array.from({ length: 5000 }, () => [cell('x', 1, 1000)]);
    expect(() => placeOnGrid([wide])).toThrow(ReadFailure);
  });

  test('an empty table has no cells', () => {
    expect(placeOnGrid([])).toEqual({ cells: [], rowCount: 0, colCount: 0, cutCells: 0, addedCells: 0 });
    expect(draw([[[], []]])).toEqual([]);
  });
});
