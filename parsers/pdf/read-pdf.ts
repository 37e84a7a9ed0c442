import type { Page } from '../../pipeline/model/document.ts';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { Reading, ReadNote, ReadOptions } from '../parser.ts';
import { type OpenPdf, openPdf } from './engine.ts';
import { toItems } from './flow.ts';
import { isUnread, layOutPage, type PageLayout } from './page-layout.ts';
import { readPage } from './read-page.ts';

/** Fonts and colours of pages read before are let go after this many pages, so that memory stays flat. */
const CLEAN_EVERY = 50;

/** Reads a PDF that has a text layer; throws ReadFailure where there is none or the file cannot be opened. */
export async function readPdf(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  const pdf = await openPdf(bytes, options.password);
  try {
    return await readPages(pdf, options);
  } finally {
    await pdf.close();
  }
}

async function readPages(pdf: OpenPdf, options: ReadOptions): Promise<Reading> {
  const { document } = pdf;
  const pageCount = document.numPages;
  if (pageCount > options.maxPages) {
    throw new ReadFailure('too-many-pages', {
      zh: `共 ${pageCount} 页，超过上限 ${options.maxPages} 页；可用 --max-pages 提高上限。`,
      en: `${pageCount} pages, more than the limit of ${options.maxPages}; raise it with --max-pages.`,
    });
  }
  const layers = await document.getOptionalContentConfig();
  const isVisible = (group: unknown) => layers.isVisible(group);
  const pages: Page[] = [];
  const layouts: PageLayout[] = [];
  const notes: ReadNote[] = [];
  for (let pageNumber = 1; pageNumber <= pageCount; pageNumber += 1) {
    const page = await document.getPage(pageNumber);
    const read = await readPage(pdf, page, isVisible);
    page.cleanup();
    const { widthPt, heightPt, quality } = read.content;
    const unread = isUnread(read.content);
    const [width, height] = read.turned % 2 === 1 ? [heightPt, widthPt] : [widthPt, heightPt];
    pages.push({ pageNumber, widthPt: width, heightPt: height, route: unread ? 'none' : 'text', quality });
    if (!unread) layouts.push(layOutPage(read));
    if (pageNumber % CLEAN_EVERY === 0) await document.cleanup();
  }
  const { items, notes: flowNotes } = toItems(layouts, options);
  return { pages, pageCount, items, figures: [], notes: [...notes, ...flowNotes] };
}
