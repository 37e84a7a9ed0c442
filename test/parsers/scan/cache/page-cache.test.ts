import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCachedPage } from '../../../../parsers/scan/cache/page-cache.ts';
import { createGrey, type GreyImage } from '../../../../parsers/scan/image.ts';
import type { Raster } from '../../../../parsers/scan/raster/raster.ts';
import type { Recogniser } from '../../../../parsers/scan/recogniser.ts';

const folders: string[] = [];
function makeCache(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-cache-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  }
});

/** An engine that reads the shade of an image, and tells how many images it was given. */
function createEngine(version = '1'): { engine: Recogniser; count: () => number } {
  let count = 0;
  const engine: Recogniser = {
    name: 'shades',
    version,
    async read({ data }) {
      count += 1;
      const text = String(data[0]);
      return { text, words: [{ text, bbox: [0, 0, 1, 1], confidence: 1 / 3 }], confidence: 1 / 3 };
    },
    close: async () => undefined,
  };
  return { engine, count: () => count };
}

const PAGE: Raster = {
  pageNumber: 1,
  widthPx: 2,
  heightPx: 1,
  channels: 1,
  data: Uint8Array.of(1, 2),
  toPage: [1, 0, 0, 1, 0, 0],
  widthPt: 2,
  heightPt: 1,
};
const IMAGES = [10, 20, 10].map((shade) => createGrey(2, 2, shade));

async function readPage(
  folder: string,
  { engine, page = PAGE, images = IMAGES }: { engine: Recogniser; page?: Raster; images?: readonly GreyImage[] },
) {
  const { recogniser, keep } = await openCachedPage(folder, page, engine);
  const answers = [];
  for (const image of images) answers.push(await recogniser.read(image, { language: 'eng', layout: 'line' }));
  await keep();
  return answers;
}

function entries(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[^/]+$/.test(name));
}

describe('what was recognised', () => {
  it('is not read again, and is the same to the last digit', async () => {
    const folder = makeCache();
    const [first, second] = [createEngine(), createEngine()];
    const read = await readPage(folder, first);
    expect([first.count(), await readPage(folder, second), second.count()]).toEqual([2, read, 0]);
    expect(entries(folder)).toHaveLength(1);
  });

  it.each<[string, { page?: Raster; version?: string; images?: readonly GreyImage[] }]>([
    ['of another page', { page: { ...PAGE, data: Uint8Array.of(1, 3) } }],
    ['of a page of another shape', { page: { ...PAGE, widthPx: 1, heightPx: 2 } }],
    ['by another version', { version: '2' }],
    ['of another image', { images: [createGrey(4, 1, 10), createGrey(2, 2, 20)] }],
  ])('%s does not count', async (_, { version, ...other }) => {
    const folder = makeCache();
    await readPage(folder, createEngine());
    const again = createEngine(version);
    await readPage(folder, { ...again, ...other });
    expect(again.count()).toBeGreaterThan(0);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 20)],
    ['of other bytes', () => Buffer.from('no entry')],
    ['empty', () => Buffer.alloc(0)],
  ])('in an entry that is %s is read again and the entry mended', async (_, damage) => {
    const folder = makeCache();
    const read = await readPage(folder, createEngine());
    const file = join(folder, entries(folder)[0] ?? '');
    const whole = readFileSync(file);
    writeFileSync(file, damage(whole));
    const again = createEngine();
    expect([await readPage(folder, again), again.count()]).toEqual([read, 2]);
    expect(readFileSync(file).equals(whole)).toBe(true);
  });

  it('is read where the folder is a file, or may not be written to', async () => {
    const folder = makeCache();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    chmodSync(folder, 0o555);
    for (const place of [file, join(folder, 'below')]) {
      const first = createEngine();
      expect((await readPage(place, first)).map(({ text }) => text)).toEqual(['10', '20', '10']);
    }
  });
});
