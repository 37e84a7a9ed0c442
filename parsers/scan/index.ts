import { ReadFailure } from '../../pipeline/model/failure.ts';
import { measureImage } from '../container/image-size.ts';
import type { Parser, Reading, ReadOptions } from '../parser.ts';
import { toItems } from '../pdf/flow.ts';
import { READ_IMAGES } from './image-kinds.ts';
import { openImageFile } from './raster/image-file.ts';
import { readScannedPages } from './read-scanned-pages.ts';
import { withRecognisedPlaces } from './recognised-places.ts';

/** Pages as image files: PNG, JPEG, TIFF with several pages, WebP, GIF and BMP. */
export const scanParser: Parser = {
  format: 'image',
  recognises: (bytes) => READ_IMAGES.has(measureImage(bytes)?.mediaType ?? ''),
  read: readImageFile,
};

async function readImageFile(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  if (options.ocr === 'never') {
    throw new ReadFailure('no-text', {
      zh: '这是图片，而文字识别已关闭（--ocr never）。',
      en: 'this is a picture, and recognition is switched off (--ocr never)',
    });
  }
  const file = await openImageFile(bytes);
  const { pageCount } = file;
  if (pageCount > options.maxPages) {
    throw new ReadFailure('too-many-pages', {
      zh: `共 ${pageCount} 页，超过上限 ${options.maxPages} 页；可用 --max-pages 提高上限。`,
      en: `${pageCount} pages, more than the limit of ${options.maxPages}; raise it with --max-pages.`,
    });
  }
  const numbers = Array.from({ length: pageCount }, (_, i) => i + 1);
  const outcomes = await readScannedPages(numbers, { ...options, readRaster: file.readPage });
  const notes = outcomes.flatMap((outcome) => outcome.notes);
  const pages = outcomes.flatMap(({ recognised }) => (recognised === null ? [] : [recognised]));
  if (pages.length === 0) throw noText(notes.map(({ message }) => message));
  const { items, notes: flowNotes } = toItems(
    pages.map(({ layout }) => layout),
    options,
  );
  const byNumber = new Map(pages.map((page) => [page.layout.pageNumber, page]));
  return {
    pages: outcomes.map(({ page }) => page),
    pageCount,
    items: withRecognisedPlaces(items, byNumber),
    figures: [],
    notes: [...notes, ...flowNotes],
  };
}

function noText(reasons: readonly { zh: string; en: string }[]): ReadFailure {
  const [first] = reasons;
  return new ReadFailure('no-text', {
    zh: first?.zh ?? '图片中没有文字。',
    en: first?.en ?? 'there is no text in the picture',
  });
}
