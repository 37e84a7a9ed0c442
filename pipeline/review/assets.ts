import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { PAGE_STYLE } from './page-style.ts';

/** A file of the page itself, the same for every dataset. */
export interface Asset {
  readonly mediaType: string;
  read(): Promise<Uint8Array | string>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.css': 'text/css; charset=utf-8',
};

/** Modules of pdf.js; the legacy build also runs in browsers that are some years old. */
const PDFJS_MODULES = ['legacy/build/pdf.min.mjs', 'legacy/build/pdf.worker.min.mjs'];
/** Folders of pdf.js: encodings and fonts of PDFs that embed none, decoders of scans. */
const PDFJS_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Every file that the server gives out beside documents, by its path in the address: names are looked up, never resolved. */
export function listAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>([
    ['/style.css', { mediaType: MEDIA_TYPES['.css'] ?? '', read: async () => PAGE_STYLE }],
  ]);
  const addFile = (address: string, file: string): void => {
    const mediaType = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
    assets.set(address, { mediaType, read: () => readFile(file) });
  };
  // The modules of the page stand beside this file, also in dist.
  const page = join(import.meta.dirname, 'page');
  for (const name of readdirSync(page)) if (name.endsWith('.js')) addFile(`/page/${name}`, join(page, name));
  const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  for (const name of PDFJS_MODULES) addFile(`/pdfjs/${name}`, join(pdfjs, name));
  for (const folder of PDFJS_FOLDERS) {
    for (const name of readdirSync(join(pdfjs, folder))) addFile(`/pdfjs/${folder}/${name}`, join(pdfjs, folder, name));
  }
  return assets;
}
