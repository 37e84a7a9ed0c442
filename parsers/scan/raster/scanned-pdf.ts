import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { compose, type Matrix } from '../../pdf/matrix.ts';
import { shimOffscreenCanvas } from './offscreen-canvas.ts';
import { findPaintings, type Painting } from './paintings.ts';
import { type DecodedPicture, toGreyOrRgb } from './pixels.ts';
import { MOST_PIXELS, type NoRaster, type Raster } from './raster.ts';

type PdfJs = typeof import('pdfjs-dist');

/** A PDF opened for its pixels, apart from the one opened for its text: here fonts are drawn. */
export interface ScannedPdf {
  /** Pixels of one page, from 1. */
  readonly readPage: (pageNumber: number) => Promise<Raster | NoRaster>;
  readonly close: () => Promise<void>;
}

/** A picture that covers this share of the page is the page; scanners leave margins of up to 10 % unscanned. */
const WHOLE_PAGE = 0.6;
/** Pages of several pictures, masks or drawn text are drawn at this many pixels per inch: what text is read best at. */
const DRAWING_DPI = 200;

const require = createRequire(import.meta.url);

/** Opens a PDF for drawing; `bytes` are copied. The errors are those of pdf.js. */
export async function openScannedPdf(bytes: Uint8Array, password: string | null): Promise<ScannedPdf> {
  const pdfjs = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as PdfJs;
  const unshim = shimOffscreenCanvas();
  const folder = dirname(require.resolve('pdfjs-dist/package.json')).replaceAll('\\', '/');
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes), // a copy; pdf.js takes no Buffer
    ...(password === null ? {} : { password }),
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    wasmUrl: `${folder}/wasm/`,
    iccUrl: `${folder}/iccs/`,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: MOST_PIXELS,
    // JPX pictures above this area come halved.
    canvasMaxAreaInBytes: 4 * MOST_PIXELS,
  });
  const close = async () => {
    await task.destroy();
    unshim();
  };
  try {
    const document = await task.promise;
    return { readPage: (pageNumber) => readPage({ pdfjs, document }, pageNumber), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readPage(
  { pdfjs, document }: { pdfjs: PdfJs; document: PDFDocumentProxy },
  pageNumber: number,
): Promise<Raster | NoRaster> {
  const page = await document.getPage(pageNumber);
  try {
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const size = { pageNumber, widthPt: width, heightPt: height };
    const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
    const viewport = transform as unknown as Matrix;
    const paintings = findPaintings({ fnArray, argsArray, ops: pdfjs.OPS, viewport });
    const only = findOnlyPicture(paintings, width * height);
    if (only !== null) {
      const decoded = await readPicture(page, only.objId);
      if (decoded === null) return { ...size, reason: 'not-decoded' };
      return { ...size, ...toRaster(decoded, only.matrix) };
    }
    // A page sent here shows something: what is not among its operators could not be decoded, or was too large.
    if (paintings.length === 0) return { ...size, reason: 'not-decoded' };
    const scale = DRAWING_DPI / 72;
    if (width * height * scale * scale > MOST_PIXELS) return { ...size, reason: 'too-large' };
    return { ...size, ...(await drawPage(document, page, scale)) };
  } finally {
    page.cleanup();
  }
}

/** The one picture a page consists of, upright or turned by quarters. */
function findOnlyPicture(
  paintings: readonly Painting[],
  pageArea: number,
): (Painting & { kind: 'picture'; objId: string }) | null {
  const [only, second] = paintings.filter(({ area }) => area > 0);
  if (only === undefined || second !== undefined || only.kind !== 'picture' || only.objId === null) return null;
  if (only.area < WHOLE_PAGE * pageArea) return null;
  return { ...only, kind: 'picture', objId: only.objId };
}

async function readPicture(page: PDFPageProxy, objId: string): Promise<DecodedPicture | null> {
  const objects = objId.startsWith('g_') ? page.commonObjs : page.objs;
  const found = await new Promise<unknown>((resolve) => objects.get(objId, resolve));
  // pdf.js has no type for decoded pictures.
  const picture = found as Partial<DecodedPicture> | null;
  if (!picture?.data || !picture.width || !picture.height) return null;
  return { width: picture.width, height: picture.height, kind: picture.kind ?? 0, data: picture.data };
}

/** Pixels with the map to the page; `matrix` maps PDF's unit square, whose y runs upwards, to the page. */
function toRaster(picture: DecodedPicture, matrix: Matrix): Omit<Raster, 'pageNumber' | 'widthPt' | 'heightPt'> {
  const { width, height } = picture;
  return { ...toGreyOrRgb(picture), toPage: compose(matrix, [1 / width, 0, 0, -1 / height, 0, 1]) };
}

async function drawPage(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  scale: number,
): Promise<Omit<Raster, 'pageNumber' | 'widthPt' | 'heightPt'>> {
  const viewport = page.getViewport({ scale });
  const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
  // The factory is pdf.js's own, over the canvas package; its type is left open there.
  const factory = document.canvasFactory as CanvasFactory;
  const target = factory.create(width, height);
  try {
    await page.render({
      canvas: null,
      canvasContext: target.context as never,
      viewport,
      annotationMode: 0,
      background: '#ffffff',
    }).promise;
    const { data } = target.context.getImageData(0, 0, width, height);
    const pixels = toGreyOrRgb({ width, height, kind: 3, data });
    return { ...pixels, toPage: [1 / scale, 0, 0, 1 / scale, 0, 0] };
  } finally {
    factory.destroy(target);
  }
}

interface CanvasFactory {
  create(width: number, height: number): { context: SKRSContext2D };
  destroy(target: { context: SKRSContext2D }): void;
}
