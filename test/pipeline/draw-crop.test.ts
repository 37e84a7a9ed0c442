import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openPageRasters } from '../../parsers/page-rasters.ts';
import type { Raster } from '../../parsers/scan/raster/raster.ts';
import { auditFile } from '../../pipeline/audit-file.ts';
import { drawCrop } from '../../pipeline/draw-crop.ts';
import type { Box } from '../../pipeline/model/geometry.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** Share of dark pixels in a box of the page, in points. */
async function darkness(
  jpeg: Buffer,
  [x0, top, x1, bottom]: Box,
  { widthPt, heightPt }: Pick<Raster, 'widthPt' | 'heightPt'>,
) {
  const { width, height } = await sharp(jpeg).metadata();
  const [across, down] = [width / widthPt, height / heightPt];
  const [left, upper] = [Math.round(x0 * across), Math.round(top * down)];
  const size = { width: Math.round(x1 * across) - left, height: Math.round(bottom * down) - upper };
  const pixels = await sharp(jpeg)
    .greyscale()
    .extract({ left, top: upper, ...size })
    .raw()
    .toBuffer();
  return pixels.filter((value) => value < 128).length / pixels.length;
}

describe('a picture of a page', () => {
  /** 40 × 20 pixels, white, with a black field of 10 × 10 in the right upper corner. */
  const data = Uint8Array.from({ length: 800 }, (_, at) => (at % 40 >= 30 && at < 400 ? 0 : 255));
  const pixels = { pageNumber: 1, widthPx: 40, heightPx: 20, channels: 1, data } as const;

  test.each([
    ['upright', { toPage: [2, 0, 0, 2, 10, 20], widthPt: 100, heightPt: 80 }, [70, 20, 90, 40]],
    ['turned by a quarter', { toPage: [0, 2, -2, 0, 50, 10], widthPt: 60, heightPt: 100 }, [30, 70, 50, 90]],
    ['mirrored', { toPage: [-2, 0, 0, 2, 90, 0], widthPt: 100, heightPt: 40 }, [10, 0, 30, 20]],
  ] as const)('that lies %s shows what is there where the page has it', async (_, place, box) => {
    const jpeg = await drawCrop({ ...pixels, ...place });
    const [x0, top, x1, bottom] = box;
    expect(await darkness(jpeg, [x0 + 1, top, x1 - 1, bottom], place)).toBeGreaterThan(0.9);
    const whole = await darkness(jpeg, [0, 0, place.widthPt, place.heightPt], place);
    expect(whole * place.widthPt * place.heightPt).toBeCloseTo(400, -2);
    const { width, height, channels } = await sharp(jpeg).metadata();
    expect([Math.max(width, height), channels]).toEqual([1600, 1]);
    expect(width / height).toBeCloseTo(place.widthPt / place.heightPt, 2);
  });

  test('is the same bytes again', async () => {
    const raster = { ...pixels, toPage: [2, 0, 0, 2, 0, 0], widthPt: 80, heightPt: 40 } as const;
    expect((await drawCrop(raster)).equals(await drawCrop(raster))).toBe(true);
  });

  test('of a PDF has the words of every cell in the box of the cell', async () => {
    const bytes = new Uint8Array(readFileSync(join(FIXTURES, 'total-over-rows', 'report.ruled.pdf')));
    const settings = { maxPages: 9, password: null, join: true, ocr: 'never', onFigure: null } as const;
    const { tables } = await auditFile(bytes.slice(), {
      name: 'a.pdf',
      path: 'a.pdf',
      only: null,
      skip: [],
      ...settings,
    });
    const rasters = await openPageRasters(bytes, null);
    const raster = await rasters.readPage(1);
    await rasters.close();
    if ('reason' in raster) throw new Error(raster.reason);
    const jpeg = await drawCrop(raster);
    const onPage = tables.flatMap(({ cells }) =>
      cells.flatMap(({ text, sources: [source, more] }) =>
        source?.bbox !== undefined && source.pageNumber === 1 && more === undefined ? [{ text, box: source.bbox }] : [],
      ),
    );
    expect(onPage.length).toBeGreaterThan(50);
    for (const { text, box } of onPage) {
      if (text.trim() === '') continue;
      // Without the ruling around it.
      const inside: Box = [box[0] + 4, box[1] + 3, box[2] - 4, box[3] - 3];
      const ink = await darkness(jpeg, inside, raster);
      expect(ink, `${text} at ${box}`).toBeGreaterThan(0.005);
    }
  });
});
