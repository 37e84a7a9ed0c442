/** @import * as PdfJs from 'pdfjs-dist' */

/** Opened documents kept: findings are gone through file by file. */
const MOST_OPEN = 3;
/** A page is never drawn with more pixels than this; a poster would take all memory. */
const MOST_PIXELS = 16_000_000;

/** @type {Map<string, Promise<PdfJs.PDFDocumentProxy>>} */
const opened = new Map();

/** @returns {Promise<typeof PdfJs>} */
async function loadPdfJs() {
  const address = '/pdfjs/legacy/build/pdf.min.mjs';
  /** @type {typeof PdfJs} */
  const pdfjs = await import(address);
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/legacy/build/pdf.worker.min.mjs';
  return pdfjs;
}

/**
 * @param {string} documentId
 * @returns {Promise<PdfJs.PDFDocumentProxy>}
 */
function openPdf(documentId) {
  const known = opened.get(documentId) ?? loadPdf(documentId);
  opened.delete(documentId);
  opened.set(documentId, known);
  for (const [oldest, pdf] of opened) {
    if (opened.size <= MOST_OPEN) break;
    opened.delete(oldest);
    pdf.then((each) => each.destroy()).catch(() => undefined);
  }
  known.catch(() => opened.delete(documentId));
  return known;
}

/** @param {string} documentId */
async function loadPdf(documentId) {
  const pdfjs = await loadPdfJs();
  return pdfjs.getDocument({
    url: `/api/source/${documentId}`,
    cMapUrl: '/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors: false,
  }).promise;
}

/**
 * Draws a page into a canvas as wide as `width` CSS pixels; annotations are drawn as they look and cannot be used.
 *
 * @param {{ documentId: string, pageNumber: number, width: number, canvas: HTMLCanvasElement }} options
 */
export async function drawPdfPage({ documentId, pageNumber, width, canvas }) {
  const pdf = await openPdf(documentId);
  const page = await pdf.getPage(pageNumber);
  const natural = page.getViewport({ scale: 1 });
  const wanted = (width * window.devicePixelRatio) / natural.width;
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (natural.width * natural.height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  page.cleanup();
}

/** @typedef {{ text: string, box: readonly [x0: number, top: number, x1: number, bottom: number] }} Word */

/**
 * The pieces of text of a page with their boxes, in points from the top left of the page as displayed.
 *
 * @param {string} documentId
 * @param {number} pageNumber
 * @returns {Promise<readonly Word[]>}
 */
export async function readPdfWords(documentId, pageNumber) {
  const pdf = await openPdf(documentId);
  const page = await pdf.getPage(pageNumber);
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return [];
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform;
    const [across, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
    const [width, height] = [item.width / across, item.height / up];
    const corners = [
      [e, f],
      [e + a * width, f + b * width],
      [e + c * height, f + d * height],
      [e + a * width + c * height, f + b * width + d * height],
    ].map(([x = 0, y = 0]) => viewport.convertToViewportPoint(x, y));
    const [xs, ys] = [corners.map(([x]) => Number(x)), corners.map(([, y]) => Number(y))];
    return [{ text: item.str, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] }];
  });
}
