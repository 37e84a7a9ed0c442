import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../../parsers/index.ts';
import { cellF1, type TruthTable } from '../cell-f1.ts';

const FILES = '../shared/reports/files';
const FOLDERS = existsSync(FILES) ? readdirSync(FILES) : [];
const DOCX = FOLDERS.flatMap((folder) =>
  readdirSync(`${FILES}/${folder}`)
    .filter((name) => name.endsWith('.docx'))
    .sort()
    .map((name) => [`${FILES}/${folder}/${name}`, `${FILES}/${folder}/${name.split('.')[0]}.truth.json`] as const),
);

function readTruth(path: string): readonly TruthTable[] {
  const truth: {
    readonly tables: readonly {
      readonly cells: readonly { r: number; c: number; rs: number; cs: number; text: string }[];
    }[];
  } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { tables: [] };
  return truth.tables.map(({ cells }) =>
    cells.map(({ r, c, rs, cs, text }) => ({ row: r, col: c, rowSpan: rs, colSpan: cs, text })),
  );
}

describe.skipIf(DOCX.length === 0)('tables of the real reports as DOCX', () => {
  test.each(DOCX)('%s is exact', async (path, truthPath) => {
    const { tables } = await parseFile(new Uint8Array(readFileSync(path)), { name: 'a.docx' });
    expect(
      cellF1(
        readTruth(truthPath),
        tables.map(({ cells }) => cells),
      ),
    ).toBe(1);
  });
});
