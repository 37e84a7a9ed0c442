import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openTesseractJs } from '../../../../parsers/scan/engines/tesseract-js.ts';
import type { GreyImage } from '../../../../parsers/scan/image.ts';
import type { PreparedPage } from '../../../../parsers/scan/prepared-page.ts';
import { readCells } from '../../../../parsers/scan/reading/read-cells.ts';
import { readLines } from '../../../../parsers/scan/reading/read-lines.ts';
import type { Recogniser } from '../../../../parsers/scan/recogniser.ts';
import { fill, paper } from '../draw.ts';

/** Two columns of three cells on each page; the fourth row is blank. */
const FIELDS = [0, 1, 2].flatMap((row) =>
  [0, 1].map((col) => ({ box: [col * 262, row * 60, col * 262 + 258, row * 60 + 58] as const })),
);
const TEXTS = [
  ['全年预算数', '65.66', '年度指标值', '≥95%', '指标1:完工率', '98.50%'],
  ['产出指标(50分)', '7', '全年执行数(万元)', '1,038.20', '项目属性', '延续性项目☑'],
];

const require = createRequire(import.meta.url);
const isInstalled = ['tesseract.js', '@tesseract.js-data/chi_sim', '@tesseract.js-data/eng'].every((name) => {
  try {
    return existsSync(require.resolve(`${name}/package.json`));
  } catch {
    return false;
  }
});

async function loadPage(pageNumber: number): Promise<PreparedPage> {
  const file = fileURLToPath(new URL(`./page-${pageNumber}.png`, import.meta.url));
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  return toPage({ widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }, pageNumber);
}

function toPage(image: GreyImage, pageNumber = 1): PreparedPage {
  const images = { grey: image, withoutLines: image, blackInk: image, redInk: null };
  return { pageNumber, dpi: 200, ...images, toPage: [0.36, 0, 0, 0.36, 0, 0] };
}

async function read(pageNumber: number, recogniser: Recogniser) {
  return readCells(await loadPage(pageNumber), FIELDS, recogniser);
}

describe.skipIf(!isInstalled)('readCells with the packages of language data (npm install)', () => {
  it('reads words, figures and signs', async () => {
    const recogniser = await openTesseractJs();
    const texts = [];
    for (const pageNumber of [1, 2]) {
      texts.push((await read(pageNumber, recogniser)).map(({ lines }) => lines.map(({ text }) => text).join('\n')));
    }
    await recogniser.close();
    expect(texts.map((page) => page.map((text) => text.normalize('NFKC')))).toEqual(TEXTS);
  });

  it('reads the same in any order and with several engines at work', async () => {
    const inOrder = async (...pageNumbers: readonly number[]) => {
      const recogniser = await openTesseractJs();
      const pages = new Map<number, unknown>();
      for (const pageNumber of pageNumbers) pages.set(pageNumber, await read(pageNumber, recogniser));
      await recogniser.close();
      return [pages.get(1), pages.get(2)];
    };
    const alone = await inOrder(1, 2);
    expect(await Promise.all([inOrder(2, 1), inOrder(1, 2, 1)])).toEqual([alone, alone]);
  });

  it('reads a line with the places of its words', async () => {
    const page = await loadPage(1);
    const recogniser = await openTesseractJs();
    const [line] = await readLines(page, [{ box: [0, 0, 520, 58], ink: 'black' }], recogniser);
    await recogniser.close();
    expect(line?.text).toBe('全年预算数65.66');
    const figure = line?.words.at(-1);
    expect(figure?.text).toBe('65.66');
    expect(figure?.box[0]).toBeGreaterThan(262);
    expect(line?.confidence).toBeGreaterThan(0.9);
  });
});

/** An engine that must not be asked. */
const NO_ENGINE: Recogniser = {
  name: 'none',
  version: '0',
  read: () => Promise.reject(new Error('nothing to read')),
  close: async () => undefined,
};

describe('readCells without an engine', () => {
  it('tells blank cells, dirt, dashes and boxes by their ink', async () => {
    const image = paper(400, 60);
    fill(image, [120, 30, 122, 31]);
    fill(image, [230, 29, 256, 31]);
    const fields = [0, 100, 200].map((x) => ({ box: [x, 0, x + 100, 60] as const }));
    const cells = await readCells(toPage(image), fields, NO_ENGINE);
    expect(cells.map(({ lines }) => lines.map(({ text }) => text))).toEqual([[], [], ['—']]);
  });

  it('has nothing legible in a line without ink', async () => {
    const [line] = await readLines(toPage(paper(100, 60)), [{ box: [0, 0, 100, 60], ink: 'black' }], NO_ENGINE);
    expect(line).toEqual({ text: '', box: [0, 0, 100, 60], words: [], confidence: 0, readings: [] });
  });
});
