import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openNative } from '../../../../parsers/scan/engines/native.ts';
import { crop, type GreyImage } from '../../../../parsers/scan/image.ts';

const PAGE = join(import.meta.dirname, '..', 'reading', 'page-1.png');
const { stdout } = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
const isInstalled = ['chi_sim', 'eng'].every((language) => stdout?.split(/\s+/).includes(language));

async function loadPage(): Promise<GreyImage> {
  const { data, info } = await sharp(PAGE).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
}

describe.skipIf(!isInstalled)(
  'the program tesseract (tesseract-ocr, tesseract-ocr-chi-sim)',
  { timeout: 60_000 },
  () => {
    it('reads images in their order, and blank ones as nothing', async () => {
      const page = await loadPage();
      const field = (row: number, col: number) =>
        crop(page, [col * 262 + 4, row * 60 + 4, col * 262 + 254, row * 60 + 54]);
      const images = [field(0, 1), crop(page, [0, 0, 0, 0], 20), field(2, 1)];
      const engine = await openNative();
      const read = await engine.readAll?.(images, { language: 'eng', layout: 'line' });
      expect(read?.map(({ text }) => text.trim())).toEqual(['65.66', '', '98.50%']);
      expect(engine.version).toMatch(/^tesseract \d.*, chi_sim \d+, eng \d+, /);
    });
  },
);
