import type { Page } from '../../pipeline/model/document.ts';
import type { ReadNote, ReadOptions } from '../parser.ts';
import { openCachedPage } from './cache/page-cache.ts';
import { openRecogniser } from './engines/open-recogniser.ts';
import type { NoRaster, Raster } from './raster/raster.ts';
import { type RecognisedPage, readScannedPage } from './read-page.ts';
import type { Recogniser } from './recogniser.ts';

/** How one page came out of recognition. */
export interface ScanOutcome {
  readonly page: Page;
  /** null: nothing legible was found, or the page could not be decoded; the notes say which. */
  readonly recognised: RecognisedPage | null;
  readonly notes: readonly ReadNote[];
}

/** Below this mean confidence the page is a photograph, handwriting or another script, and nothing of it is kept. */
const LEAST_CONFIDENCE = 0.45;

/** Reads pages given as pixels, one after the other. Throws ReadFailure where the engine is not installed. */
export async function readScannedPages(
  pageNumbers: readonly number[],
  {
    readRaster,
    ocrEngine,
    cache,
    onProgress,
  }: Pick<ReadOptions, 'ocrEngine' | 'cache' | 'onProgress'> & {
    readonly readRaster: (pageNumber: number) => Promise<Raster | NoRaster>;
  },
): Promise<ScanOutcome[]> {
  onProgress?.({ kind: 'begin', pages: pageNumbers.length });
  const onRead = (): void => onProgress?.({ kind: 'read' });
  const recogniser = await openRecogniser({ engine: ocrEngine, onProgress: onRead });
  try {
    const outcomes: ScanOutcome[] = [];
    for (const pageNumber of pageNumbers) {
      const raster = await readRaster(pageNumber);
      onRead();
      outcomes.push(await readOne(raster, { recogniser, cache }));
      onRead();
    }
    return outcomes;
  } finally {
    onProgress?.({ kind: 'end' });
    await recogniser.close();
  }
}

async function readOne(
  raster: Raster | NoRaster,
  { recogniser, cache }: { recogniser: Recogniser; cache: string | null },
): Promise<ScanOutcome> {
  const { pageNumber, widthPt, heightPt } = raster;
  const page: Page = { pageNumber, widthPt: round(widthPt), heightPt: round(heightPt), route: 'none', quality: 0 };
  if ('reason' in raster) return { page, recognised: null, notes: [NOTES[raster.reason](pageNumber)] };
  const cached = cache === null ? null : await openCachedPage(cache, raster, recogniser);
  const recognised = await readScannedPage(raster, cached?.recogniser ?? recogniser);
  await cached?.keep();
  if (recognised.places.length === 0) return { page, recognised: null, notes: [NOTES.blank(pageNumber)] };
  if (recognised.confidence < LEAST_CONFIDENCE) return { page, recognised: null, notes: [NOTES.illegible(pageNumber)] };
  const notes = recognised.turns === 0 ? [] : [NOTES.turned(pageNumber, recognised.turns * 90)];
  const quality = Math.round(recognised.confidence * 100) / 100;
  return { page: { ...page, route: 'ocr', quality }, recognised, notes };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const NOTES = {
  'too-large': (pageNumber: number) =>
    toNote('page-too-large', pageNumber, {
      zh: '像素过多，未读',
      en: 'has too many pixels and was not read',
    }),
  'not-decoded': (pageNumber: number) =>
    toNote('page-not-decoded', pageNumber, {
      zh: '的图像过大或无法解码，未读',
      en: 'holds a picture that is too large or cannot be decoded; it was not read',
    }),
  blank: (pageNumber: number) =>
    toNote('page-blank', pageNumber, { zh: '是图像，其中没有文字', en: 'is a picture without any text' }),
  illegible: (pageNumber: number) =>
    toNote('page-not-legible', pageNumber, {
      zh: '是图像，识别不出文字（照片、手写或太模糊），未读',
      en: 'is a picture in which no text can be made out (a photograph, handwriting, or too blurred); it was not read',
    }),
  turned: (pageNumber: number, degrees: number) =>
    toNote('page-turned', pageNumber, {
      zh: `的内容转了方向，顺时针转 ${degrees} 度后识别`,
      en: `stands on its side or head; it was read after a turn of ${degrees} degrees clockwise`,
    }),
};

function toNote(code: string, pageNumber: number, text: { zh: string; en: string }): ReadNote {
  return {
    code,
    message: { zh: `第 ${pageNumber} 页${text.zh}。`, en: `Page ${pageNumber} ${text.en}.` },
    places: [{ pageNumber, method: 'ocr' }],
  };
}
