import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readItems } from '../../../fixtures/source-items.ts';
import { toWorkbook } from '../../../fixtures/to-workbook.ts';
import { parseFile } from '../../../parsers/index.ts';
import { auditFile } from '../../../pipeline/audit-file.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', 'fixtures');
const cases = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

describe.each(cases)('%s as a workbook', (name) => {
  const html = readFileSync(join(ROOT, name, 'report.html'), 'utf8');
  const docx = readFileSync(join(ROOT, name, 'report.docx'));

  test('has the text, cells and spans of the DOCX', async () => {
    const [sheet, word] = await Promise.all([read(await toWorkbook(readItems(html))), read(docx)]);
    expect(sheet).toEqual(word);
  });

  test('gives the findings of the DOCX, by identity', async () => {
    const [sheet, word] = await Promise.all([findingIds(await toWorkbook(readItems(html))), findingIds(docx)]);
    expect(sheet).toEqual(word);
  });
});

async function read(bytes: Uint8Array) {
  const { blocks, tables } = await parseFile(bytes, { name: 'a' });
  return {
    blocks: blocks.map(({ kind, level, text }) => ({ kind, level, text })),
    tables: tables.map(({ caption, cells }) => ({
      caption,
      cells: cells.map(({ row, col, rowSpan, colSpan, text }) => ({ row, col, rowSpan, colSpan, text })),
    })),
  };
}

async function findingIds(bytes: Uint8Array): Promise<readonly string[]> {
  const reading = { name: 'a', maxPages: 100, password: null, join: true, ocr: 'never', onFigure: null } as const;
  const document = await auditFile(bytes, { ...reading, path: 'a', only: null, skip: [] });
  return document.findings.map(({ findingId }) => findingId).sort();
}
