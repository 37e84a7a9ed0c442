import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The modules of report.html in the order in which they use one another. They stand beside this file, also in dist. */
export const PAGE_MODULES = [
  'words',
  'elements',
  'page-data',
  'select-rows',
  'draw-table',
  'place-tag',
  'draw-page',
  'draw-charts',
  'show-detail',
  'show-overview',
  'show-filters',
  'show-list',
  'main',
] as const;

/**
 * The modules of report.html as one script: from file:// a page may not load modules, so their imports and exports are
 * taken out and they share one scope. Imports are one line each, and no two modules have a top-level name in common.
 */
export async function readPageScript(): Promise<string> {
  const texts = await Promise.all(
    PAGE_MODULES.map((name) => readFile(join(import.meta.dirname, 'page', `${name}.js`), 'utf8')),
  );
  return `'use strict';\n(() => {\n${texts.map(toPlainScript).join('\n')}\n})();\n`;
}

function toPlainScript(module: string): string {
  return module
    .replaceAll('\r\n', '\n')
    .replace(/^import [^;]*;\n/gm, '')
    .replace(/^export /gm, '');
}
