import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts';
import { describe, expect, test } from 'vitest';
import { openPdf } from '../../../parsers/pdf/engine.ts';
import { findSymbols, readGlyph } from '../../../parsers/pdf/read-glyph.ts';
import { readPage } from '../../../parsers/pdf/read-page.ts';
import { han, type TestPage, textAt, writePdf } from './write-pdf.ts';

const REPORTS = join(import.meta.dirname, '../../../../shared/reports');

/**
 * Every item of getTextContent against the words of the one-pass reading: the same characters in the same order, beginning
 * and ending at the same place. Gives how many were compared, and how many end elsewhere by more than the tolerance.
 */
async function compareWithTextContent(
  bytes: Uint8Array,
  tolerance: number,
): Promise<{ compared: number; wider: number }> {
  const pdf = await openPdf(bytes, null);
  let compared = 0;
  let wider = 0;
  try {
    for (let n = 1; n <= pdf.document.numPages; n += 1) {
      const page = await pdf.document.getPage(n);
      const { items } = await page.getTextContent({ disableNormalization: true });
      const { content, turned } = await readPage(pdf, page, () => true);
      page.cleanup();
      if (turned !== 0) continue;
      const transform = page.getViewport({ scale: 1 }).transform;
      const chars = content.words.flatMap((word) =>
        Array.from(word.text, (char, k) => ({ char, word, from: word.stops[k] ?? 0, to: word.stops[k + 1] ?? 0 })),
      );
      let at = 0;
      for (const item of items as TextItem[]) {
        const text = Array.from(item.str.replace(/\s/g, ''), (char) => readGlyph(char, undefined).text).join('');
        if (text === '') continue;
        const length = Array.from(text).length;
        const own = chars.slice(at, at + length);
        expect(own.map(({ char }) => char).join('')).toBe(text);
        at += length;
        compared += 1;
        const first = own[0];
        const last = own.at(-1);
        if (first === undefined || last === undefined || first.word.turn !== 0 || first.word.vertical) continue;
        if (/^\s/.test(item.str) || /\s$/.test(item.str)) continue;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform as number[];
        expect(Math.abs(first.from - (a * x + c * y + e))).toBeLessThan(tolerance);
        expect(Math.abs(first.word.baseline - (b * x + d * y + f))).toBeLessThan(tolerance);
        const off = Math.abs(last.to - first.from - item.width);
        expect(off).toBeLessThan(0.5);
        if (off >= tolerance) wider += 1;
      }
      expect(at).toBe(chars.length);
    }
  } finally {
    await pdf.close();
  }
  return { compared, wider };
}

const PAGES: Readonly<Record<string, TestPage>> = {
  'plain and Chinese text': { content: [textAt(50, 700, 'Budget 2022'), textAt(50, 680, '年度资金总额')].join('\n') },
  'spacing, scaling, rise and arrays with a zero': {
    content: `BT /F1 12 Tf 60 700 Td 2 Tc 5 Tw 80 Tz [(Total) 0 (sum) -250 (of) 120 (all)] TJ 0 -20 Td 0 Tc 0 Tw 100 Tz 4 Ts (raised) Tj 0 Ts 14 TL T* (next) Tj (line) ' 3 1 (both) " ET`,
  },
  'a text matrix that scales': {
    content: `BT /F2 1 Tf 14 0 0 14 80 600 Tm ${han('执行率')} Tj 1.5 0 Td ${han('得分')} Tj ET`,
  },
  'drawn glyphs': { content: 'BT /F4 10 Tf 100 500 Td (abba) Tj ET' },
  'a form with its own stack': {
    content: `q 1 0 0 1 100 50 cm /Form Do Q ${textAt(60, 400, 'after')}`,
    forms: { Form: `Q Q q 2 0 0 2 0 0 cm ${textAt(10, 100, 'inside')} Q ${textAt(10, 50, '表内')}` },
  },
};

describe('words read in one pass', () => {
  for (const [name, page] of Object.entries(PAGES)) {
    test(`${name}: as getTextContent has them, item by item`, async () => {
      const { compared, wider } = await compareWithTextContent(writePdf([page]), 0.01);
      expect(compared).toBeGreaterThan(0);
      expect(wider).toBe(0);
    });
  }

  test('vertical writing stands in columns, rotated pages are read upright', async () => {
    const content = `BT /F3 10 Tf 1 0 0 1 300 700 Tm ${han('绩效目标')} Tj ET`;
    const pdf = await openPdf(writePdf([{ content }, { content: textAt(50, 700, 'level'), rotate: 90 }]), null);
    const [first, second] = await Promise.all(
      [1, 2].map(async (n) => (await readPage(pdf, await pdf.document.getPage(n), () => true)).content),
    );
    await pdf.close();
    const words = first?.words.map(({ text, vertical, turn, x0, top, x1, bottom }) => ({
      text,
      vertical,
      turn,
      box: [x0, top, x1, bottom].map(Math.round),
    }));
    expect(words).toEqual([{ text: '绩效目标', vertical: true, turn: 0, box: [295, 142, 305, 182] }]);
    expect(second?.words.map(({ text, turn }) => ({ text, turn }))).toEqual([{ text: 'level', turn: 0 }]);
  });

  test('invisible text is marked, text of hidden twins is dropped', async () => {
    const bold = `${textAt(50, 700, 'Total')}\n${textAt(50.3, 700, 'Total')}`;
    const pdf = await openPdf(writePdf([{ content: `${bold} BT 3 Tr /F1 10 Tf 50 600 Td (ghost) Tj ET` }]), null);
    const { content } = await readPage(pdf, await pdf.document.getPage(1), () => true);
    await pdf.close();
    expect(content.words.map(({ text, hidden }) => ({ text, hidden }))).toEqual([
      { text: 'Total', hidden: false },
      { text: 'ghost', hidden: true },
    ]);
  });

  test.skipIf(!existsSync(join(REPORTS, 'general/pdf')))(
    'as getTextContent on published documents',
    { timeout: 120_000 },
    async () => {
      const folder = join(REPORTS, 'general/pdf');
      const counts = { compared: 0, wider: 0 };
      for (const name of readdirSync(folder)
        .filter((file) => /eu-00[1-5]|eu-02[0-4]/.test(file))
        .sort()) {
        const { compared, wider } = await compareWithTextContent(
          new Uint8Array(readFileSync(join(folder, name))),
          0.05,
        );
        counts.compared += compared;
        counts.wider += wider;
      }
      expect(counts.compared).toBeGreaterThan(3000);
      // pdf.js adds up the widths of an item's pieces where letter spacing changes inside it.
      expect(counts.wider / counts.compared).toBeLessThan(0.005);
    },
  );
});

test('radicals, ligatures and check boxes of symbol fonts become the characters they stand for', () => {
  const read = (text: string, font?: string) =>
    readGlyph(text, font === undefined ? undefined : findSymbols(font)).text;
  expect(['⺠', '⻔', '⽬', '⼾', 'ﬁ', '⸺', '㎡', '①'].map((char) => read(char))).toEqual([
    '民',
    '门',
    '目',
    '户',
    'fi',
    '——',
    '㎡',
    '①',
  ]);
  expect(read('\uf0fe', 'ABCDEF+Wingdings-Regular')).toBe('☑');
  expect(readGlyph('\ue123', undefined).kind).toBe('illegible');
});
