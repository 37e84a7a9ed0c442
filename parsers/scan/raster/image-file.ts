import type { Sharp } from 'sharp';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { toGreyOrRgb } from './pixels.ts';
import { MOST_PIXELS, type NoRaster, type Raster } from './raster.ts';

/** Densities outside this range are no scan's: 72 and 96 are what programs write when they know none. */
const SCAN_DPI = { least: 100, most: 1300 };
/** The longer side of A4 in points: the size a page is taken for when the file does not tell. */
const A4_LONG_SIDE_PT = 842;

/** An image file opened: its pages are decoded one by one. */
export interface ImageFile {
  readonly pageCount: number;
  readonly readPage: (pageNumber: number) => Promise<Raster | NoRaster>;
}

/** Opens PNG, JPEG, TIFF, WebP, GIF and BMP; throws ReadFailure `corrupt` or `too-large`. */
export async function openImageFile(bytes: Uint8Array): Promise<ImageFile> {
  if (bytes[0] === 0x42 && bytes[1] === 0x4d) return openBitmap(bytes);
  const { default: sharp } = await import('sharp');
  const open = (page: number): Sharp =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, page, failOn: 'error', sequentialRead: true });
  const facts = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw corrupt(cause);
    });
  const { width = 0, height = 0, pages = 1, format } = facts;
  // Pages of animations are frames of one picture.
  const pageCount = format === 'tiff' ? pages : 1;
  if (pageCount === 1 && width * height > MOST_PIXELS) throw tooLarge(width, height);
  return { pageCount, readPage: (pageNumber) => readPage(open(pageNumber - 1), pageNumber, pageCount) };
}

async function readPage(picture: Sharp, pageNumber: number, pageCount: number): Promise<Raster | NoRaster> {
  try {
    const { width = 0, height = 0, density } = await picture.metadata();
    if (width * height > MOST_PIXELS) return { pageNumber, widthPt: 0, heightPt: 0, reason: 'too-large' };
    const { data, info } = await picture
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const size = { width: info.width, height: info.height };
    const pixels =
      info.channels === 1 ? greyPixels(size, data) : toGreyOrRgb({ ...size, kind: info.channels === 4 ? 3 : 2, data });
    return toRaster(pixels, pageNumber, density);
  } catch (cause) {
    if (pageCount === 1) throw corrupt(cause);
    return { pageNumber, widthPt: 0, heightPt: 0, reason: 'not-decoded' };
  }
}

function greyPixels({ width, height }: { width: number; height: number }, data: Uint8Array) {
  return { widthPx: width, heightPx: height, channels: 1 as const, data: Uint8Array.from(data) };
}

function toRaster(
  pixels: Pick<Raster, 'widthPx' | 'heightPx' | 'channels' | 'data'>,
  pageNumber: number,
  density: number | undefined,
): Raster {
  const { widthPx, heightPx } = pixels;
  const isKnown = density !== undefined && density >= SCAN_DPI.least && density <= SCAN_DPI.most;
  const scale = isKnown ? 72 / density : A4_LONG_SIDE_PT / Math.max(widthPx, heightPx);
  return {
    ...pixels,
    pageNumber,
    toPage: [scale, 0, 0, scale, 0, 0],
    widthPt: widthPx * scale,
    heightPt: heightPx * scale,
  };
}

/** Windows bitmaps are decoded by the canvas package: sharp has no reader for them. */
async function openBitmap(bytes: Uint8Array): Promise<ImageFile> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) throw corrupt(undefined);
  const [width, height] = [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
  if (width * height > MOST_PIXELS) throw tooLarge(width, height);
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw corrupt(cause);
  });
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const pixels = toGreyOrRgb({ width: image.width, height: image.height, kind: 3, data });
  return { pageCount: 1, readPage: async (pageNumber) => toRaster(pixels, pageNumber, undefined) };
}

function corrupt(cause: unknown): ReadFailure {
  return new ReadFailure(
    'corrupt',
    {
      zh: '图片损坏或不完整，无法解码；请重新取得原文件。',
      en: 'the picture is damaged and cannot be decoded; get the original again',
    },
    { cause },
  );
}

function tooLarge(width: number, height: number): ReadFailure {
  const [limit, size] = [`${MOST_PIXELS / 1_000_000}`, `${width} × ${height}`];
  return new ReadFailure('too-large', {
    zh: `图片为 ${size} 像素，超过上限 ${limit} 百万像素；请缩小后再试。`,
    en: `the picture has ${size} pixels, more than the limit of ${limit} million; make it smaller`,
  });
}
