import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../pipeline/model/failure.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { notes, readText } from './read-text.ts';

function failureOf(lines: readonly string[]): FailureCode | null {
  try {
    readText(lines);
    return null;
  } catch (error) {
    if (error instanceof ReadFailure) return error.code;
    throw error;
  }
}

/** Far above what these take (under a second each), far below what a quadratic step would. */
const SECONDS = 20;

describe('hostile text', () => {
  test.each([
    ['nothing', [''], 'empty'],
    ['white space', [' ', '\t\u3000', ''], 'empty'],
    ['a line of a million characters', ['表'.repeat(1_000_000)], 'too-large'],
    ['half a million lines', Array.from({ length: 500_000 }, () => '甲'), 'too-large'],
    [
      'half a million cells',
      Array.from({ length: 50_000 }, () => '甲\t乙\t丙\t丁\t戊\t己\t庚\t辛\t壬\t癸'),
      'too-large',
    ],
  ] as const)('%s ends as a failure', (_, lines, code) => {
    expect(failureOf(lines)).toBe(code);
  });

  test('a line of 100,000 tabs is read as text, with a note', () => {
    const reading = readText(['甲\t'.repeat(100_000)]);
    expect(reading.items.map(({ type }) => type)).toEqual(['block']);
    expect(notes(reading)).toEqual(['row-too-wide 1']);
  });

  test.each([
    [
      'rows that fit no heading',
      ['一级指标\t二级指标\t三级指标\t指标值\t分值\t得分', ...repeat('\t质量指标\t95\t\t很好很好\t5\t', 8_000)],
    ],
    ['headings over and over', repeat('一级指标\t二级指标\t三级指标\n甲\t乙\t丙\n', 8_000)],
    ['cells of tables that never end', repeat('\t甲\n\t乙\n\n文字\n', 20_000)],
    ['open brackets', [...repeat('（', 50_000), '', '）'.repeat(50_000)]],
    ['one long line of tags', ['<p '.repeat(60_000)]],
    ['one long line of stars', ['**'.repeat(90_000)]],
  ])('%s end in time', { timeout: SECONDS * 1000 }, (_, lines) => {
    expect(readText(lines.join('\n').split('\n')).items.length).toBeGreaterThan(0);
  });
});

test('every grid is tiled, whatever the rows', () => {
  // A small generator with a fixed seed: the same tables in every run.
  let state = 1;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const words = [
    '',
    '',
    '',
    '一级指标',
    '二级指标',
    '三级指标',
    '得分',
    '分值',
    '总分',
    '项目名称',
    '5',
    '95%',
    '数量指标',
    '(20分)',
    '完成',
  ];
  for (let round = 0; round < 400; round++) {
    const lines = Array.from({ length: 2 + next(8) }, () =>
      Array.from({ length: 2 + next(6) }, () => words[next(words.length)] ?? '').join('\t'),
    );
    for (const item of readText([...lines, '完']).items) {
      if (item.type !== 'table') continue;
      const places = item.cells.flatMap(({ row, col, rowSpan, colSpan }) =>
        Array.from({ length: rowSpan * colSpan }, (_, i) => `${row + Math.floor(i / colSpan)},${col + (i % colSpan)}`),
      );
      const height = Math.max(...item.cells.map(({ row, rowSpan }) => row + rowSpan));
      const width = Math.max(...item.cells.map(({ col, colSpan }) => col + colSpan));
      expect({ lines, once: new Set(places).size, all: places.length }).toEqual({
        lines,
        once: height * width,
        all: height * width,
      });
    }
  }
});

function repeat(text: string, times: number): string[] {
  return Array.from({ length: times }, () => text);
}
