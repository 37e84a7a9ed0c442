import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { RADICALS } from '../../../parsers/pdf/radicals.ts';
import { auditFile } from '../../../pipeline/audit-file.ts';
import type { Document } from '../../../pipeline/model/dataset.ts';
import type { FindingSource } from '../../../pipeline/model/finding.ts';
import type { Box } from '../../../pipeline/model/geometry.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');
const PDFJS = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'pdfjs-dist');
const SETTINGS = {
  maxPages: 2000,
  password: null,
  join: true,
  ocr: 'never',
  onFigure: null,
  only: null,
  skip: [],
} as const;

const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  // The words of scans stand in no text layer.
  .filter((name) => /[\\/]report\.[^\\/]*pdf$/.test(name))
  .sort();

/** A piece of text and where it begins, in points from the top left of the page as displayed. */
interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Into a piece: figures of one fixture are too wide for their cells and run over the ruling, but begin in them. */
const INTO_PT = 1;

/** The pieces of text of every page by page number, as another reader of the PDF than ours tells them. */
async function readPieces(bytes: Uint8Array): Promise<ReadonlyMap<number, readonly Piece[]>> {
  const task = getDocument({
    data: bytes,
    cMapUrl: `${PDFJS}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}/standard_fonts/`,
    verbosity: 0,
  });
  const pdf = await task.promise;
  const pages = new Map<number, readonly Piece[]>();
  for (let pageNumber = 1; pageNumber <= pdf.numPages; pageNumber += 1) {
    const page = await pdf.getPage(pageNumber);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item): Piece[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , e = 0, f = 0] = item.transform as readonly number[]; // six numbers, says pdf.js
      const [x = 0, y = 0] = viewport.convertToViewportPoint(e + INTO_PT, f + item.height / 3);
      return [{ text: fold(item.str), x, y }];
    });
    pages.set(pageNumber, pieces);
  }
  await task.destroy();
  return pages;
}

function fold(text: string): string {
  return text
    .replace(/[⺀-⻳]/gu, (sign) => RADICALS.get(sign) ?? sign)
    .normalize('NFKC')
    .replace(/\s+/gu, '');
}

function within(pieces: readonly Piece[], [x0, top, x1, bottom]: Box): string {
  return pieces
    .filter(({ x, y }) => x > x0 && x < x1 && y > top && y < bottom)
    .map(({ text }) => text)
    .join('');
}

/** The words a source stands for: those of its span, or all of its cell or block. */
function wordsOf(document: Document, { tableId, row, col, blockId, charSpan }: FindingSource): string {
  const cells = document.tables.find((table) => table.tableId === tableId)?.cells ?? [];
  const cell = cells.find((each) => each.row === row && each.col === col);
  const text = (tableId === undefined ? document.blocks.find((block) => block.blockId === blockId) : cell)?.text ?? '';
  return fold(charSpan === undefined ? text : text.slice(...charSpan));
}

describe.each(names)('%s', async (name) => {
  const bytes = readFileSync(join(FIXTURES, name));
  const pieces = await readPieces(new Uint8Array(bytes));
  const document = await auditFile(new Uint8Array(bytes), { ...SETTINGS, name: 'report.pdf', path: name });

  test('every finding is boxed where its figures stand', () => {
    const missed = document.findings.flatMap(({ checkId, sources }) => {
      const places = new Map<string, FindingSource[]>();
      for (const source of sources) {
        const { role, tableId, row, col, blockId, charSpan } = source;
        const key = JSON.stringify([role, tableId, row, col, blockId, charSpan]);
        places.set(key, [...(places.get(key) ?? []), source]);
      }
      return [...places.values()].flatMap((parts) => {
        const [first] = parts;
        if (first === undefined) return [];
        const wanted = wordsOf(document, first);
        // Of a cell or paragraph over a page break each page has a part.
        const boxed = parts
          .map(({ pageNumber = 0, bbox }) => (bbox === undefined ? '' : within(pieces.get(pageNumber) ?? [], bbox)))
          .join('');
        const isRight =
          first.tableId === undefined || first.charSpan !== undefined ? boxed.includes(wanted) : boxed === wanted;
        return wanted !== '' && isRight ? [] : [{ checkId, role: first.role, wanted, boxed }];
      });
    });
    expect(missed).toEqual([]);
  });
});

test('there are findings in these files', () => {
  expect(names.length).toBeGreaterThan(5);
});
