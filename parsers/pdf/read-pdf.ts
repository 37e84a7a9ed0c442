import type { PDFPageProxy } from 'pdfjs-dist';
import type { Figure, Page } from '../../pipeline/model/document.ts';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { Reading, ReadNote, ReadOptions } from '../parser.ts';
import { withRecognisedPlaces } from '../scan/recognised-places.ts';
import { createTaggedReader, type TaggedReader } from '../tables/tagged.ts';
import { type OpenPdf, PICTURE_LIMIT_PX } from './engine.ts';
import { createFigureCollector, type FigureCollector } from './figures.ts';
import { toItems } from './flow.ts';
import { openOrRepair, openRepaired, REPAIRED } from './open-failures.ts';
import { findPageKind, type PageKind } from './page-kind.ts';
import { layOutPage, type PageLayout } from './page-layout.ts';
import { toPageNotes } from './page-notes.ts';
import { isLegible, measureQuality } from './quality.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { recognisePages } from './recognise-pages.ts';
import { findTaggedTables } from './tagged/tagged-tables.ts';

/** Fonts and colours of pages read before are let go after this many pages, so that memory stays flat. */
const CLEAN_EVERY = 200;

/** Pictures beside text are decoded up to this size: an A4 page at 600 dpi has 35 million pixels. */
const LARGE_PICTURE_PX = 40_000_000;

/** How one page came out; `illegible` and `broken` pages, and pictures that were not recognised, are not read. */
export interface PageOutcome {
  readonly page: Page;
  readonly kind: PageKind | 'illegible' | 'broken' | 'recognised' | 'unrecognised';
  readonly layout: PageLayout | null;
}

/** Reads a PDF by its text layer, and pages without one by recognition; throws ReadFailure where neither gives text. */
export async function readPdf(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  const { pdf, notes } = await openOrRepair(bytes, options.password);
  const first = await readAndClose(pdf, { bytes, options });
  if (notes.length > 0 || first.outcomes.some(({ kind }) => kind !== 'broken')) {
    return await toReading(bytes, first, { opened: notes, options });
  }
  // The references could be followed, but to no page: new ones may lead to some.
  const again = await readAndClose(await openRepaired(bytes, options.password, undefined), { bytes, options });
  return await toReading(bytes, again, { opened: [REPAIRED], options });
}

interface PagesRead {
  readonly outcomes: readonly PageOutcome[];
  readonly figures: Figure[];
}

interface FileInput {
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

async function readAndClose(pdf: OpenPdf, input: FileInput): Promise<PagesRead> {
  try {
    return await readPages(pdf, input);
  } finally {
    await pdf.close();
  }
}

async function readPages(pdf: OpenPdf, { bytes, options }: FileInput): Promise<PagesRead> {
  const { maxPages } = options;
  const { document } = pdf;
  const pageCount = document.numPages;
  if (pageCount > maxPages) {
    throw new ReadFailure('too-many-pages', {
      zh: `共 ${pageCount} 页，超过上限 ${maxPages} 页；可用 --max-pages 提高上限。`,
      en: `${pageCount} pages, more than the limit of ${maxPages}; raise it with --max-pages.`,
    });
  }
  const layers = await document.getOptionalContentConfig().catch(() => null);
  const isVisible = (group: unknown) => layers?.isVisible(group) ?? true;
  const isTagged = await document.getMarkInfo().catch(() => null);
  const places = isTagged?.Marked ? findTaggedTables(bytes) : null;
  const readTagged = places === null ? null : createTaggedReader(places);
  const outcomes: PageOutcome[] = [];
  const figures = createFigureCollector(options);
  for (let pageNumber = 1; pageNumber <= pageCount; pageNumber += 1) {
    outcomes.push(await readOne(pdf, pageNumber, { isVisible, figures, readTagged }));
    if (pageNumber % CLEAN_EVERY === 0) await document.cleanup();
  }
  return { outcomes, figures: figures.figures() };
}

interface PageTools {
  readonly isVisible: (group: unknown) => boolean;
  readonly figures: FigureCollector;
  readonly readTagged: TaggedReader | null;
}

async function readOne(
  pdf: OpenPdf,
  pageNumber: number,
  { isVisible, figures, readTagged }: PageTools,
): Promise<PageOutcome> {
  let page: PDFPageProxy;
  try {
    page = await pdf.document.getPage(pageNumber);
  } catch {
    return {
      page: { pageNumber, widthPt: 0, heightPt: 0, route: 'none', quality: 0 },
      kind: 'broken',
      layout: null,
    };
  }
  const read = await readWithPictures(pdf, page, isVisible).catch(() => null);
  if (read === null) {
    page.cleanup();
    const { width, height } = page.getViewport({ scale: 1 });
    return {
      page: { pageNumber, widthPt: width, heightPt: height, route: 'none', quality: 0 },
      kind: 'broken',
      layout: null,
    };
  }
  const { content, turned } = read;
  const quality = measureQuality(content);
  const kind = isLegible(quality) ? findPageKind(content) : 'illegible';
  const isRead = kind === 'text' || kind === 'hidden-text' || kind === 'blank';
  const [widthPt, heightPt] =
    turned % 2 === 1 ? [content.heightPt, content.widthPt] : [content.widthPt, content.heightPt];
  const layout = isRead ? layOutPage(read, readTagged) : null;
  if (layout !== null && kind !== 'hidden-text') await figures.take(page, content, layout);
  page.cleanup();
  return {
    page: { pageNumber, widthPt, heightPt, route: isRead ? 'text' : 'none', quality },
    kind,
    layout: layout === null ? null : { ...layout, drawings: [] },
  };
}

/** Reads a page; one with text beside a picture too large for the first pass is read again with a higher limit. */
async function readWithPictures(
  pdf: OpenPdf,
  page: PDFPageProxy,
  isVisible: (group: unknown) => boolean,
): Promise<ReadPage> {
  const read = await readPage(pdf, page, isVisible);
  if (read.content.skippedPictures === 0 || findPageKind(read.content) !== 'text') return read;
  page.cleanup();
  pdf.port.setPictureLimit(LARGE_PICTURE_PX);
  try {
    return await readPage(pdf, page, isVisible);
  } finally {
    pdf.port.setPictureLimit(PICTURE_LIMIT_PX);
  }
}

async function toReading(
  bytes: Uint8Array,
  read: PagesRead,
  { opened, options }: { opened: readonly ReadNote[]; options: ReadOptions },
): Promise<Reading> {
  const { outcomes, notes: scanNotes, recognised } = await recognisePages(bytes, read.outcomes, options);
  if (!outcomes.some(({ kind }) => HOLDS_TEXT.has(kind))) throw noText(outcomes);
  const layouts = outcomes.map(({ layout }) => layout).filter((layout) => layout !== null);
  const { items, notes } = toItems(layouts, options);
  return {
    pages: outcomes.map(({ page }) => page),
    pageCount: outcomes.length,
    items: withRecognisedPlaces(items, recognised),
    figures: read.figures,
    notes: [...opened, ...toPageNotes(outcomes), ...scanNotes, ...notes],
  };
}

const HOLDS_TEXT: ReadonlySet<PageOutcome['kind']> = new Set(['text', 'hidden-text', 'recognised']);

function noText(outcomes: readonly PageOutcome[]): ReadFailure {
  const count = (kind: PageOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const [pictures, illegible, broken] = [count('picture'), count('illegible'), count('broken')];
  if (broken === outcomes.length) {
    return new ReadFailure('corrupt', {
      zh: `共 ${outcomes.length} 页，没有一页能读出；文件已损坏。`,
      en: `None of the ${outcomes.length} pages could be read; the file is damaged.`,
    });
  }
  if (illegible > pictures) {
    return new ReadFailure('no-text', {
      zh: `共 ${outcomes.length} 页，文字层无法辨认（字体没有文字编码）。`,
      en: `The text layer of the ${outcomes.length} pages is not legible (fonts without a character map).`,
    });
  }
  if (count('unrecognised') > 0) {
    return new ReadFailure('no-text', {
      zh: `共 ${outcomes.length} 页，没有文字层，图像中也识别不出文字（空白、照片、手写或太模糊）。`,
      en: `No text layer on any of the ${outcomes.length} pages, and no text could be made out in their pictures (blank, photographs, handwriting, or too blurred).`,
    });
  }
  return new ReadFailure('no-text', {
    zh: `共 ${outcomes.length} 页，没有文字层${pictures > 0 ? `（${pictures} 页是扫描图像）` : ''}，需要文字识别。`,
    en: `No text layer on any of the ${outcomes.length} pages${pictures > 0 ? ` (${pictures} are scanned pictures)` : ''}; they need recognition.`,
  });
}
