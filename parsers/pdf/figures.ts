import { createHash } from 'node:crypto';
import type { PDFPageProxy } from 'pdfjs-dist';
import type { Figure } from '../../pipeline/model/document.ts';
import type { Box } from '../../pipeline/model/geometry.ts';
import type { Line } from '../layout/lines.ts';
import type { ReadOptions } from '../parser.ts';
import type { Drawing } from './find-drawings.ts';
import { drawSvg } from './find-drawings.ts';
import type { PageContent } from './page-content.ts';
import { type PageLayout, toDisplayed } from './page-layout.ts';
import { encodePng, type Pixels } from './png.ts';

/** A picture of one page, before it gets its id and caption. */
interface PageFigure {
  readonly pageNumber: number;
  readonly box: Box;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Smaller pictures, in points, are bullets, seals of lines and spacers. */
const LEAST_SIDE = 24;
/** A picture of 40 million pixels takes up to 5 s to decode; one that never comes must not hold the file up. */
const DECODE_WAIT_MS = 15_000;
/** Pixels of a point at the 96 dpi that SVG sizes are given in. */
const PX_PER_POINT = 96 / 72;
/** A caption stands within this many points below or above its picture. */
const CAPTION_REACH = 40;
const FIGURE_CAPTION = /^[（(\s]*(?:续?\s*附?图|Fig(?:ure|\.)?)\s*[0-9０-９一二三四五六七八九十]/i;

export interface FigureCollector {
  /** Takes up the figures of a page; call before the page is cleaned up. */
  readonly take: (page: PDFPageProxy, content: PageContent, layout: PageLayout) => Promise<void>;
  readonly figures: () => Figure[];
}

/** Collects pictures and drawings page by page; one shown again (a logo in the head) is listed once with all places. */
export function createFigureCollector({
  documentId,
  onFigure,
}: Pick<ReadOptions, 'documentId' | 'onFigure'>): FigureCollector {
  const figures = new Map<string, Figure>();
  return {
    take: async (page, content, layout) => {
      for (const found of await takeFigures(page, content, layout.drawings)) {
        const { pageNumber, mediaType, widthPx, heightPx, sha256, box } = found;
        const source = { documentId, pageNumber, bbox: toDisplayed(box, layout), method: 'text' as const };
        const known = figures.get(sha256);
        if (known !== undefined) {
          known.sources.push(source);
          continue;
        }
        const figureId = `g${figures.size + 1}`;
        const caption = findCaption(box, layout.lines);
        figures.set(sha256, { figureId, caption, mediaType, widthPx, heightPx, sha256, sources: [source] });
        onFigure?.(figureId, mediaType, found.bytes);
      }
    },
    figures: () => [...figures.values()],
  };
}

/** Pictures and drawings of a page as files: PNG of the pixels, SVG of what is drawn. */
async function takeFigures(
  page: PDFPageProxy,
  content: PageContent,
  drawings: readonly Drawing[],
): Promise<PageFigure[]> {
  const { pageNumber } = content;
  const taken: PageFigure[] = [];
  for (const { box, objId } of content.pictures) {
    if (objId === null || box[2] - box[0] < LEAST_SIDE || box[3] - box[1] < LEAST_SIDE) continue;
    const pixels = await findPixels(page, objId);
    const bytes = pixels === null ? null : encodePng(pixels);
    if (pixels === null || bytes === null) continue;
    const { width: widthPx, height: heightPx } = pixels;
    taken.push({ pageNumber, box, mediaType: 'image/png', widthPx, heightPx, sha256: hash(bytes), bytes });
  }
  for (const drawing of drawings) {
    const [x0, y0, x1, y1] = drawing.box;
    const bytes = new TextEncoder().encode(drawSvg(drawing, content));
    taken.push({
      pageNumber,
      box: drawing.box,
      mediaType: 'image/svg+xml',
      widthPx: Math.round((x1 - x0) * PX_PER_POINT),
      heightPx: Math.round((y1 - y0) * PX_PER_POINT),
      sha256: hash(bytes),
      bytes,
    });
  }
  return taken.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Decoded pixels of a picture, once they have come; null where they do not, or cannot be decoded. */
async function findPixels(page: PDFPageProxy, objId: string): Promise<Pixels | null> {
  const objects = objId.startsWith('g_') ? page.commonObjs : page.objs;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), DECODE_WAIT_MS);
  });
  const image: unknown = await Promise.race([new Promise((resolve) => objects.get(objId, resolve)), late]);
  clearTimeout(timer);
  if (typeof image !== 'object' || image === null || !('data' in image)) return null;
  const { width, height, kind, data } = image as Pixels;
  return data instanceof Uint8Array || data instanceof Uint8ClampedArray ? { width, height, kind, data } : null;
}

function findCaption([x0, top, x1, bottom]: Box, lines: readonly Line[]): string | null {
  const captions = lines.filter(({ text, box }) => FIGURE_CAPTION.test(text) && box[2] > x0 - 20 && box[0] < x1 + 20);
  const below = captions.find(({ box }) => box[1] >= bottom - 4 && box[1] - bottom <= CAPTION_REACH);
  const above = captions.findLast(({ box }) => box[3] <= top + 4 && top - box[3] <= CAPTION_REACH);
  return (below ?? above)?.text ?? null;
}
