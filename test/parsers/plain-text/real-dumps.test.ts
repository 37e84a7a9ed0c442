import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPlainText } from '../../../parsers/plain-text/read-plain-text.ts';

const REPORTS = join(import.meta.dirname, '../../../../shared/reports');

const HEADING = /(?:指标|值|分值|得分|执行率|预算数)$/;

interface Cell {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
}

/** The tables of a report text and of its model with true spans. */
function load(seed: string): { dump: readonly (readonly Cell[])[]; model: readonly (readonly Cell[])[] } {
  const file = readdirSync(join(REPORTS, 'seeds')).find((name) => name.startsWith(seed)) ?? '';
  const reading = readPlainText(readFileSync(join(REPORTS, 'seeds', file)), { join: true });
  const truth: { tables: { cells: { r: number; c: number; rs: number; cs: number; text: string }[] }[] } = JSON.parse(
    readFileSync(join(REPORTS, 'files/seeds', `s${seed}.truth.json`), 'utf8'),
  );
  return {
    dump: reading.items.flatMap((item) => (item.type === 'table' ? [item.cells] : [])),
    model: truth.tables.map(({ cells }) =>
      cells.map(({ r, c, rs, cs, text }) => ({ row: r, col: c, rowSpan: rs, colSpan: cs, text })),
    ),
  };
}

/** Each row's texts, merged labels repeated, each with the heading it stands under; blank rows left out. */
function rowsOf(cells: readonly Cell[]): readonly (readonly string[])[] {
  const grid: Cell[][] = [];
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      const line = grid[row] ?? [];
      for (let col = cell.col; col < cell.col + cell.colSpan; col++) line[col] = cell;
      grid[row] = line;
    }
  }
  let headings: readonly (Cell | undefined)[] = [];
  return grid.flatMap((line) => {
    const texts = [...new Set(line)].filter((cell) => cell !== undefined && fold(cell.text) !== '');
    const known = texts.filter((cell) => HEADING.test(fold(cell.text).replace(/\([^()]*\)/g, '')));
    if (known.length >= 3) headings = line;
    const named = texts.map((cell) => {
      const over = [...new Set(headings.slice(cell.col, cell.col + cell.colSpan))].map((head) =>
        fold(head?.text ?? ''),
      );
      return texts.length <= 2
        ? fold(cell.text)
        : `${over.filter((text) => text !== '').join('/')} = ${fold(cell.text)}`;
    });
    return named.length === 0 ? [] : [named];
  });
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

describe.skipIf(!existsSync(REPORTS))('text dumps of real reports against their models', () => {
  test('seventeen tables broken over pages: every cell under its heading', () => {
    const { dump, model } = load('003');
    expect(dump.map(rowsOf)).toEqual(model.map(rowsOf));
  });

  test('eight forms: every cell under its heading, but the one score the dump has lost', () => {
    const { dump, model } = load('002');
    const differing = model.flatMap((table, index) => {
      const rows = rowsOf(dump[index] ?? []);
      return rowsOf(table).flatMap((row, at) =>
        JSON.stringify(row) === JSON.stringify(rows[at]) ? [] : [{ row, got: rows[at] }],
      );
    });
    expect(dump.length).toBe(model.length);
    expect(
      differing.map(({ row, got }) => row.filter((text) => got?.includes(text) !== true).map((text) => text)),
    ).toEqual([['得分(20分*执行率) = 20']]);
  });

  test('the form with one cell a line: the rows of the model, and one more that the model folds', () => {
    const { dump, model } = load('004');
    const rows = new Set(
      (dump[0] ?? []).length === 0 ? [] : rowsOf(dump[0] ?? []).map((row) => row.slice(-5).join(' | ')),
    );
    const missing = rowsOf(model[0] ?? []).filter((row) => row.length > 5 && !rows.has(row.slice(-5).join(' | ')));
    expect(missing).toEqual([]);
  });
});
