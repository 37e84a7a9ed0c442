import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../parsers/docx/read-docx.ts';
import { parseFile } from '../../../parsers/index.ts';
import { show } from '../show-grid.ts';
import { buildDocx, OPTIONS, p, tbl, tc, tr } from './build-docx.ts';

const PNG = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAC0lEQVR4nGNgwAQAABQAAdo8mVwAAAAASUVORK5CYII=', 'base64'),
);
const drawing = (id: string): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

describe('pictures of a DOCX', () => {
  test('are listed with size, hash and place, and handed out', async () => {
    const body =
      p('第一段') +
      `<w:p>${drawing('m0')}</w:p>` +
      p('图 1 参保人数变化') +
      tbl(tr(`${tc('甲')}<w:tc><w:p>${drawing('m1')}</w:p></w:tc>`));
    const media = { 'a.png': PNG, 'b.emf': new Uint8Array(60) };
    const taken: (readonly [string, string, number])[] = [];
    const reading = await readDocx(buildDocx(body, { media }), {
      ...OPTIONS,
      onFigure: (id, mediaType, bytes) => taken.push([id, mediaType, bytes.length]),
    });
    const sha256 = createHash('sha256').update(PNG).digest('hex');
    expect(show(reading.items)).toEqual([
      'paragraph: 第一段',
      'paragraph: 图 1 参保人数变化',
      'table',
      '0,0 1×1 甲',
      '0,1 1×1 ',
    ]);
    expect(reading.figuresBefore).toEqual([1, 2]);
    expect(
      reading.figures.map(({ figureId, mediaType, widthPx, heightPx }) => [figureId, mediaType, widthPx, heightPx]),
    ).toEqual([
      ['g1', 'image/png', 3, 2],
      ['g2', 'application/octet-stream', 100, 50],
    ]);
    expect(reading.figures[0]?.sha256).toBe(sha256);
    expect(taken).toEqual([
      ['g1', 'image/png', PNG.length],
      ['g2', 'application/octet-stream', 60],
    ]);
  });

  test('get the caption below or above them', async () => {
    const body = `<w:p>${drawing('m0')}</w:p>${p('图1 进度')}${p('正文。')}${p('图2 满意度')}<w:p>${drawing('m0')}</w:p>${p('正文。')}<w:p>${drawing('m0')}</w:p>${p('正文。')}`;
    const document = await parseFile(buildDocx(body, { media: { 'a.png': PNG } }), { name: 'a.docx' });
    expect(document.figures.map(({ caption, sources }) => [caption, sources[0]?.blockId])).toEqual([
      ['图1 进度', 'b1'],
      ['图2 满意度', 'b3'],
      [null, 'b4'],
    ]);
  });

  test('alone are a failure that says so', async () => {
    const bytes = buildDocx(`<w:p>${drawing('m0')}</w:p>`, { media: { 'a.png': PNG } });
    await expect(readDocx(bytes, OPTIONS)).rejects.toMatchObject({
      code: 'no-text',
      zh: expect.stringContaining('1 张图片'),
    });
  });
});
