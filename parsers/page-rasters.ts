import { measureImage } from './container/image-size.ts';
import { openForDrawing } from './pdf/recognise-pages.ts';
import { READ_IMAGES } from './scan/image-kinds.ts';
import { openImageFile } from './scan/raster/image-file.ts';
import type { NoRaster, Raster } from './scan/raster/raster.ts';

/** A file opened for the pixels of its pages, the same that recognition reads. */
export interface PageRasters {
  /** Pixels of one page, from 1. */
  readonly readPage: (pageNumber: number) => Promise<Raster | NoRaster>;
  readonly close: () => Promise<void>;
}

/** Opens an image file or a PDF; the errors are those of their readers. */
export async function openPageRasters(bytes: Uint8Array, password: string | null): Promise<PageRasters> {
  if (!READ_IMAGES.has(measureImage(bytes)?.mediaType ?? '')) return openForDrawing(bytes, password);
  const { pageCount, readPage } = await openImageFile(bytes);
  return {
    readPage: async (pageNumber) =>
      pageNumber > pageCount ? { pageNumber, widthPt: 0, heightPt: 0, reason: 'not-decoded' } : readPage(pageNumber),
    close: async () => undefined,
  };
}
