import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { ReadNote, ReadOptions } from '../parser.ts';
import { openScannedPdf, type ScannedPdf } from '../scan/raster/scanned-pdf.ts';
import type { RecognisedPage } from '../scan/read-page.ts';
import { readScannedPages, type ScanOutcome } from '../scan/read-scanned-pages.ts';
import type { PageOutcome } from './read-pdf.ts';
import { repairPdf } from './repair.ts';

export interface RecognisedPages {
  /** All pages, those recognised with their new layout. */
  readonly outcomes: readonly PageOutcome[];
  readonly notes: readonly ReadNote[];
  /** What is known of the places of recognised pages, by page number. */
  readonly recognised: ReadonlyMap<number, RecognisedPage>;
}

/** Reads the pages that are pictures, or whose text layer is not legible, from their pixels, as far as `ocr` allows. */
export async function recognisePages(
  bytes: Uint8Array,
  outcomes: readonly PageOutcome[],
  options: Pick<ReadOptions, 'ocr' | 'ocrEngine' | 'cache' | 'onProgress' | 'password'>,
): Promise<RecognisedPages> {
  const wanted = outcomes.filter(({ kind }) => isWanted(kind, options.ocr)).map(({ page }) => page.pageNumber);
  if (wanted.length === 0) return { outcomes, notes: [], recognised: new Map() };
  const pdf = await openForDrawing(bytes, options.password);
  let scans: readonly ScanOutcome[];
  try {
    scans = await readScannedPages(wanted, { ...options, readRaster: pdf.readPage });
  } catch (error) {
    // Without an engine the pages of text are still worth reading.
    if (!(error instanceof ReadFailure) || !outcomes.some(({ layout }) => layout !== null)) throw error;
    return { outcomes, notes: [toNotRecognised(error, wanted)], recognised: new Map() };
  } finally {
    await pdf.close();
  }
  const byNumber = new Map(scans.map((scan) => [scan.page.pageNumber, scan]));
  const recognised = new Map<number, RecognisedPage>();
  for (const { page, recognised: read } of scans) if (read !== null) recognised.set(page.pageNumber, read);
  return {
    outcomes: outcomes.map((outcome): PageOutcome => {
      const scan = byNumber.get(outcome.page.pageNumber);
      if (scan === undefined) return outcome;
      // A text layer that is there is kept where recognition has nothing better.
      if (scan.recognised === null) return outcome.layout === null ? { ...outcome, kind: 'unrecognised' } : outcome;
      return { page: scan.page, kind: 'recognised', layout: scan.recognised.layout };
    }),
    notes: scans.flatMap(({ notes }) => notes),
    recognised,
  };
}

function toNotRecognised({ zh, message }: ReadFailure, pageNumbers: readonly number[]): ReadNote {
  const places = pageNumbers.map((pageNumber) => ({ pageNumber, method: 'ocr' as const }));
  const list = pageNumbers.slice(0, MOST_NAMED).join(', ') + (pageNumbers.length > MOST_NAMED ? ', …' : '');
  return {
    code: 'engine-missing',
    message: {
      zh: `${pageNumbers.length} 页（${list}）是图像，没有识别：${zh}。`,
      en: `${pageNumbers.length} pages (${list}) are pictures and were not recognised: ${message}.`,
    },
    places: places.slice(0, MOST_NAMED),
  };
}

/** Pages named in one note. */
const MOST_NAMED = 20;

function isWanted(kind: PageOutcome['kind'], ocr: ReadOptions['ocr']): boolean {
  if (ocr === 'never' || kind === 'broken' || kind === 'blank') return false;
  return ocr === 'always' || kind === 'picture' || kind === 'illegible';
}

/** Opens a PDF for its pixels, repaired where it has to be; the errors are those of pdf.js. */
export async function openForDrawing(bytes: Uint8Array, password: string | null): Promise<ScannedPdf> {
  try {
    return await openScannedPdf(bytes, password);
  } catch (error) {
    const repaired = repairPdf(bytes);
    if (repaired === null) throw error;
    return await openScannedPdf(repaired, password);
  }
}
