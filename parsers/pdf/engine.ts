import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { createDirectPort, type DirectPort } from './direct-port.ts';

type PdfJs = typeof import('pdfjs-dist');

export interface OpenPdf {
  readonly pdfjs: PdfJs;
  readonly document: PDFDocumentProxy;
  readonly port: DirectPort;
  readonly close: () => Promise<void>;
}

/**
 * Pictures above this are not decoded with the text: a page scanned at 150 dpi has 2.2 million pixels and takes 0.2 s,
 * while logos and charts have less.
 */
export const PICTURE_LIMIT_PX = 2_000_000;

const require = createRequire(import.meta.url);

let loading: Promise<{ pdfjs: PdfJs; worker: WorkerModule }> | undefined;

interface WorkerModule {
  readonly WorkerMessageHandler: { initializeFromPort(port: DirectPort): void };
}

/** Opens a file; the errors are those of pdf.js (PasswordException, InvalidPDFException). */
export async function openPdf(bytes: Uint8Array, password: string | null): Promise<OpenPdf> {
  loading ??= loadPdfJs();
  const { pdfjs, worker: workerModule } = await loading;
  const folder = packageFolder();
  const port = createDirectPort(PICTURE_LIMIT_PX);
  workerModule.WorkerMessageHandler.initializeFromPort(port);
  // pdf.js takes any object with these three methods; its types ask for a Worker.
  const worker = new pdfjs.PDFWorker({ port: port as unknown as null, verbosity: pdfjs.VerbosityLevel.ERRORS });
  const task = pdfjs.getDocument({
    // A copy: pdf.js refuses a Buffer and takes the memory for its own.
    data: new Uint8Array(bytes),
    worker,
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
    // Glyph outlines are made only when fonts cannot be loaded; fonts that "load" into nothing save them.
    disableFontFace: false,
    ownerDocument: { fonts: NO_FONTS } as never,
  });
  const close = async () => {
    await task.destroy();
    worker.destroy();
  };
  try {
    const document = await task.promise;
    port.takeAsked();
    return { pdfjs, document, port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The operators of one page, without annotations; `asked` counts the pictures weighed against the limit. */
export async function readOperators(
  page: PDFPageProxy,
  port: DirectPort,
): Promise<{ fnArray: readonly number[]; argsArray: readonly unknown[]; asked: number }> {
  port.takeAsked();
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  return { fnArray, argsArray, asked: port.takeAsked() };
}

/** Folder of the installed pdf.js with `/`, for its character maps, fonts and decoders. */
function packageFolder(): string {
  return dirname(require.resolve('pdfjs-dist/package.json')).replaceAll('\\', '/');
}

async function loadPdfJs(): Promise<{ pdfjs: PdfJs; worker: WorkerModule }> {
  const { push } = Array.prototype;
  const scope = globalThis as { FontFace?: unknown };
  scope.FontFace ??= UnloadedFontFace;
  const folder = packageFolder();
  const pdfjs = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as PdfJs;
  // The worker half has no types of its own.
  const worker = (await import(pathToFileURL(`${folder}/legacy/build/pdf.worker.mjs`).href)) as WorkerModule;
  // pdf.js replaces Array.prototype.push of V8 before version 12.2, for arrays whose length cannot be written, by one in
  // JavaScript: a tenth of the reading time here. No such array is pushed to.
  Object.defineProperty(Array.prototype, 'push', {
    value: push,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return { pdfjs, worker };
}

const NO_FONTS = { add() {}, delete() {} };

/** Stands in for the browser's FontFace: nothing is drawn here, so no font is loaded. */
class UnloadedFontFace {
  readonly loaded = Promise.resolve(this);
  load(): Promise<this> {
    return this.loaded;
  }
}
