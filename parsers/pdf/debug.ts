import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { Box } from '../../pipeline/model/geometry.ts';
import { findCrossings } from '../tables/find-grids.ts';
import { findRuledTables } from '../tables/ruled.ts';
import { escapeXml } from './escape-xml.ts';
import { openOrRepair } from './open-failures.ts';
import type { PageContent } from './page-content.ts';
import { layOutPage, tablesOf } from './page-layout.ts';
import { readPage } from './read-page.ts';

export interface DebugOptions {
  readonly password: string | null;
  readonly maxPages: number;
}

export interface DebugPage {
  readonly pageNumber: number;
  /** One SVG document, in points of the page as read; text of the file is escaped. */
  readonly svg: string;
}

/** Pages of more words or lines than this are drawn without the rest. */
const MOST_MARKS = 20_000;

/** Draws, page by page, the words, lines, crossings and cells found. Throws ReadFailure where the file cannot be opened. */
export async function* drawDebugPages(bytes: Uint8Array, options: DebugOptions): AsyncGenerator<DebugPage> {
  const { pdf } = await openOrRepair(bytes, options.password);
  try {
    const { document } = pdf;
    if (document.numPages > options.maxPages) {
      throw new ReadFailure('too-many-pages', {
        zh: `共 ${document.numPages} 页，超过上限 ${options.maxPages} 页。`,
        en: `${document.numPages} pages, more than the limit of ${options.maxPages}.`,
      });
    }
    for (let pageNumber = 1; pageNumber <= document.numPages; pageNumber += 1) {
      const page = await document.getPage(pageNumber).catch(() => null);
      if (page === null) continue;
      const read = await readPage(pdf, page, () => true);
      page.cleanup();
      const tables = tablesOf(layOutPage(read));
      yield { pageNumber, svg: drawPage(read.content, tables) };
    }
  } finally {
    await pdf.close();
  }
}

/** One page as SVG: words grey, lines blue, crossings red, cells green; cells of tables without lines orange. */
export function drawPage(
  content: PageContent,
  tables: readonly { readonly ruled: boolean; readonly cells: readonly { readonly box: Box }[] }[],
): string {
  const { widthPt, heightPt, words } = content;
  const { edges } = findRuledTables(content);
  const parts: string[] = [];
  for (const { text, x0, top, x1, bottom, size, turn } of words.slice(0, MOST_MARKS)) {
    parts.push(
      `<rect class="word" ${toRect([x0, top, x1, bottom])}/>`,
      turn === 0
        ? `<text x="${fix(x0)}" y="${fix(bottom - 0.12 * size)}" font-size="${fix(size)}" textLength="${fix(Math.max(0.1, x1 - x0))}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`
        : `<title>${escapeXml(text)}</title>`,
    );
  }
  for (const { axis, at, from, to } of edges.slice(0, MOST_MARKS)) {
    const [x1, y1, x2, y2] = axis === 'h' ? [from, at, to, at] : [at, from, at, to];
    parts.push(`<line class="edge" x1="${fix(x1)}" y1="${fix(y1)}" x2="${fix(x2)}" y2="${fix(y2)}"/>`);
  }
  for (const { x, y } of findCrossings(edges).slice(0, MOST_MARKS))
    parts.push(`<circle class="crossing" cx="${fix(x)}" cy="${fix(y)}" r="1.5"/>`);
  for (const { ruled, cells } of tables) {
    for (const { box } of cells) parts.push(`<rect class="${ruled ? 'cell' : 'cell ruleless'}" ${toRect(box)}/>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fix(widthPt)} ${fix(heightPt)}" width="${fix(widthPt)}" height="${fix(heightPt)}">
<style>text{fill:#555;font-family:serif}.word{fill:#8882;stroke:none}.edge{stroke:#06c;stroke-width:1}.crossing{fill:#d00}.cell{fill:#0a02;stroke:#080;stroke-width:.5}.ruleless{fill:#f802;stroke:#c60}</style>
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

function toRect([x0, y0, x1, y1]: Box): string {
  return `x="${fix(x0)}" y="${fix(y0)}" width="${fix(Math.max(0, x1 - x0))}" height="${fix(Math.max(0, y1 - y0))}"`;
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
