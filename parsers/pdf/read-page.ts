import type { PDFPageProxy } from 'pdfjs-dist';
import { type OpenPdf, readOperators } from './engine.ts';
import { type InterpretInput, interpretPage } from './interpret.ts';
import { compose, type Matrix } from './matrix.ts';
import type { PageContent } from './page-content.ts';
import type { FontFacts } from './trace-text.ts';

/** One page read and, where its text runs sideways, turned upright for reading. */
export interface ReadPage {
  readonly content: PageContent;
  /** Quarter turns clockwise by which `content` was turned; boxes are mapped back by `toDisplayed`. */
  readonly turned: 0 | 1 | 2 | 3;
  /** Number of the page's object in the file. */
  readonly pageRef: number | null;
}

const BOLD_NAME = /bold|black|heavy|黑体|simhei/i;
/** Share of a page's characters that must run sideways before the whole page is read turned. */
const TURNED_SHARE = 0.7;

/** Reads what a page shows in one pass over its operators. */
export async function readPage(
  pdf: OpenPdf,
  page: PDFPageProxy,
  isVisible: (group: unknown) => boolean,
): Promise<ReadPage> {
  const { fnArray, argsArray, asked } = await readOperators(page, pdf.port);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const fonts = new Map<string, FontFacts | undefined>();
  const input: InterpretInput = {
    pageNumber: page.pageNumber,
    widthPt: width,
    heightPt: height,
    viewport: transform as unknown as Matrix,
    fnArray,
    argsArray,
    asked,
    ops: pdf.pdfjs.OPS,
    findFont: (id) => {
      if (!fonts.has(id)) fonts.set(id, findFont(page, id));
      return fonts.get(id);
    },
    isVisible,
  };
  const content = interpretPage(input);
  const turned = mainTurn(content);
  const pageRef = page.ref?.num ?? null;
  if (turned === 0) return { content, turned, pageRef };
  const swaps = turned % 2 === 1;
  const upright = interpretPage({
    ...input,
    widthPt: swaps ? height : width,
    heightPt: swaps ? width : height,
    viewport: compose(turnBack(turned, width, height), input.viewport),
  });
  return { content: upright, turned, pageRef };
}

function findFont(page: PDFPageProxy, id: string): FontFacts | undefined {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  const font: unknown = objects.has(id) ? objects.get(id) : undefined;
  // A font that could not be read is an error message here.
  return typeof font === 'object' && font !== null ? toFacts(font) : undefined;
}

/** Read once: each field of pdf.js's font is decoded from bytes anew. */
function toFacts(font: FontFacts): FontFacts {
  const { name, fontMatrix, vertical, isType3Font, bold, black, bbox } = font;
  return {
    ...(name === undefined ? {} : { name }),
    ...(fontMatrix === undefined ? {} : { fontMatrix }),
    ...(bbox === undefined ? {} : { bbox }),
    vertical: vertical === true,
    isType3Font: isType3Font === true,
    bold: bold === true || black === true || BOLD_NAME.test(name ?? ''),
  };
}

/** The way most of the text runs, when it is nearly all of it. */
function mainTurn({ words }: PageContent): 0 | 1 | 2 | 3 {
  const counts = [0, 0, 0, 0];
  let all = 0;
  for (const { text, turn, hidden } of words) {
    if (hidden || turn === null) continue;
    counts[turn] = (counts[turn] ?? 0) + text.length;
    all += text.length;
  }
  for (const turn of [1, 2, 3] as const) if ((counts[turn] ?? 0) > TURNED_SHARE * all) return turn;
  return 0;
}

/** The map from the displayed page to the page turned so that text of this turn is level. */
export function turnBack(turn: 0 | 1 | 2 | 3, width: number, height: number): Matrix {
  if (turn === 1) return [0, -1, 1, 0, 0, width];
  if (turn === 2) return [-1, 0, 0, -1, width, height];
  if (turn === 3) return [0, 1, -1, 0, height, 0];
  return [1, 0, 0, 1, 0, 0];
}
