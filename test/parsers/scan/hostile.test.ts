import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS, parseFile } from '../../../parsers/index.ts';
import type { ParsedDocument } from '../../../pipeline/model/document.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';

/** A page of six cells as tall as letters of 9 pt at 200 dpi. */
const CELLS = join(import.meta.dirname, 'reading', 'page-1.png');
const FIXTURE = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'score-cut-off', 'report.scan.tiff');

/** Recognition takes seconds of one core, more on a loaded machine. */
const SLOW_MS = 120_000;

async function parse(bytes: Uint8Array): Promise<ParsedDocument | ReadFailure> {
  try {
    return await parseFile(bytes, { ...DEFAULT_READ_OPTIONS, name: 'a' });
  } catch (error) {
    if (error instanceof ReadFailure) return error;
    throw error;
  }
}

/** What came of it: the codes of failure or notes, and the text. */
async function outcomeOf(bytes: Uint8Array): Promise<{ codes: readonly string[]; text: string }> {
  const parsed = await parse(bytes);
  if (parsed instanceof ReadFailure) return { codes: [parsed.code], text: '' };
  const texts = [...parsed.blocks, ...parsed.tables.flatMap(({ cells }) => cells)].map(({ text }) => text);
  return { codes: parsed.notes.map(({ code }) => code), text: texts.join(' ') };
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' }, limitInputPixels: false });

/** Colours that run into one another, as in a photograph. */
function photograph(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < data.length; i += 1) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    data[i] = 128 + 100 * Math.sin(x / 37 + (i % 3)) * Math.cos(y / 23) + 20 * Math.sin(x * y);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Loops without corners, as of a pen. */
function handwriting(): Buffer {
  const rows = Array.from({ length: 6 }, (_, row) => {
    const points = Array.from({ length: 240 }, (_, i) => {
      const t = i / 6;
      return `${60 + 20 * t + 18 * Math.sin(2.7 * t + row)},${80 + 90 * row + 22 * Math.sin(3.9 * t) * Math.cos(t / 3 + row)}`;
    });
    return `<polyline points="${points.join(' ')}" fill="none" stroke="#223" stroke-width="3"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="640"><rect width="900" height="640" fill="#fff"/>${rows.join('')}</svg>`,
  );
}

/** A PNG that claims a size and holds one row. */
function toPng(width: number, height: number): Uint8Array {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size[8] = 1; // bits of grey
  const chunks = [
    ['IHDR', size],
    ['IDAT', deflateSync(Buffer.alloc(1 + width / 8))],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  const parts = chunks.map(([name, content]) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

describe('a picture without text is a failure that says so', { timeout: SLOW_MS }, () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['of one pixel', () => blank(1, 1).png().toBuffer()],
    ['of one row', () => blank(3000, 1).png().toBuffer()],
    ['that is blank', () => blank(1240, 1754).jpeg().toBuffer()],
    ['that is black', () => blank(600, 800).negate().png().toBuffer()],
    ['that is a photograph', () => photograph(800, 600).jpeg().toBuffer()],
    ['of handwriting', () => sharp(handwriting()).png().toBuffer()],
  ])('%s', async (_, draw) => {
    expect(await outcomeOf(await draw())).toEqual({ codes: ['no-text'], text: '' });
  });

  it('of 400 million pixels is refused without decoding it', async () => {
    expect(await outcomeOf(toPng(20_000, 20_000))).toEqual({ codes: ['too-large'], text: '' });
  });

  it('that is cut short is a failure', async () => {
    const bytes = readFileSync(CELLS);
    expect((await outcomeOf(bytes.subarray(0, bytes.length / 2))).codes).toEqual(['corrupt']);
  });
});

describe('a page of a fixture', { timeout: SLOW_MS }, () => {
  it('is read upside down, and says that it was', async () => {
    const bytes = await sharp(FIXTURE)
      .extract({ left: 0, top: 0, width: 1653, height: 620 })
      .rotate(180)
      .png()
      .toBuffer();
    const { codes, text } = await outcomeOf(bytes);
    expect([codes.includes('page-turned'), /年度|预算|执行|项目/.test(text)]).toEqual([true, true]);
  });

  it('is read in the colours of print', async () => {
    const cmyk = await sharp(CELLS).toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer();
    expect((await outcomeOf(cmyk)).text).toContain('65.66');
  });
});
