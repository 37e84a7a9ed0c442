import type { Box } from '../../pipeline/model/geometry.ts';
import type { PageContent } from './page-content.ts';

/** What a page holds for a reader of text. */
export type PageKind = 'text' | 'blank' | 'picture' | 'hidden-text';

/** Pictures that cover this share of a page are the page. */
const COVERED = 0.5;
/** A page with fewer characters than this beside such a picture shows a stamp or a page number, not text. */
const LEAST_CHARS = 20;

/** Whether a page is text, blank, a picture (a scan), or a picture with invisible text over it. */
export function findPageKind(content: PageContent): PageKind {
  const { words, pictures, skippedPictures, strokes, widthPt, heightPt } = content;
  let visible = 0;
  let hidden = 0;
  for (const word of words) {
    if (word.hidden) hidden += word.text.length;
    else visible += word.text.length;
  }
  const area = pictures.reduce((sum, { box }) => sum + areaOf(box), 0);
  const covered = skippedPictures > 0 || area > COVERED * widthPt * heightPt;
  if (visible >= LEAST_CHARS) return 'text';
  if (covered) return hidden >= LEAST_CHARS ? 'hidden-text' : 'picture';
  if (visible > 0) return 'text';
  return pictures.length > 0 || strokes.length > 0 ? 'picture' : 'blank';
}

function areaOf([x0, y0, x1, y1]: Box): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
}
