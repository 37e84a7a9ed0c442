import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pdfParser } from '../../../parsers/pdf/index.ts';
import { cellF1, type TruthTable } from '../cell-f1.ts';

const FILES = join(import.meta.dirname, '../../../../shared/reports/files');

interface Truth {
  readonly tables: readonly {
    readonly cells: readonly { r: number; c: number; rs: number; cs: number; text: string }[];
  }[];
}

function filesOf(style: string): string[] {
  return ['real', 'seeds'].flatMap((folder) =>
    readdirSync(join(FILES, folder))
      .filter((name) => name.endsWith(`.${style}.pdf`))
      .sort()
      .map((name) => join(FILES, folder, name)),
  );
}

async function scoreOf(file: string): Promise<number | null> {
  const path = file.replace(/\.\w+\.pdf$/, '.truth.json');
  if (!existsSync(path)) return null;
  const truth = JSON.parse(readFileSync(path, 'utf8')) as Truth;
  const wanted = truth.tables.map(
    ({ cells }): TruthTable =>
      cells.map(({ r, c, rs, cs, text }) => ({ row: r, col: c, rowSpan: rs, colSpan: cs, text })),
  );
  const options = {
    documentId: 'd',
    name: 'r.pdf',
    maxPages: 100,
    password: null,
    join: true,
    ocr: 'never',
    ocrEngine: 'tesseract.js',
    cache: null,
    onProgress: null,
    onFigure: null,
  } as const;
  const { items } = await pdfParser.read(new Uint8Array(readFileSync(file)), options);
  return cellF1(
    wanted,
    items.flatMap((item) => (item.type === 'table' ? [item.cells] : [])),
  );
}

describe.skipIf(!existsSync(FILES))('cell F1 on the reports', () => {
  for (const [style, least] of [
    ['gov', 0.995],
    ['three', 0.8],
  ] as const) {
    test(`${style}: at least ${least} each`, { timeout: 120_000 }, async () => {
      const low: string[] = [];
      for (const file of filesOf(style)) {
        const score = await scoreOf(file);
        if (score !== null && score < least) low.push(`${file}: ${score}`);
      }
      expect(low).toEqual([]);
    });
  }
});
