import { readFile } from 'node:fs/promises';
import { openImageFile } from '../../parsers/scan/raster/image-file.ts';

/** Pictures kept: one document is looked at after the other. */
const MOST_KEPT = 4;
/** Fast rather than small: it goes to a browser on the same machine. */
const COMPRESSION_LEVEL = 2;

/** A page of an image file as PNG, upright as it was read; undefined where it cannot be decoded. */
export type ReadPicture = (file: string, pageNumber: number) => Promise<Uint8Array | undefined>;

/** Decodes image files for the browser: TIFF and bitmaps too, which it would not show. */
export function createPictures(): ReadPicture {
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  return (file, pageNumber) => {
    const key = `${pageNumber} ${file}`;
    const known = kept.get(key) ?? readPicture(file, pageNumber).catch(() => undefined);
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return known;
  };
}

async function readPicture(file: string, pageNumber: number): Promise<Uint8Array | undefined> {
  const image = await openImageFile(new Uint8Array(await readFile(file)));
  if (pageNumber > image.pageCount) return undefined;
  const raster = await image.readPage(pageNumber);
  if (!('data' in raster)) return undefined;
  const { data, widthPx: width, heightPx: height, channels } = raster;
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: COMPRESSION_LEVEL }).toBuffer();
}
