import type { Box } from '../../pipeline/model/geometry.ts';
import type { Matrix } from './matrix.ts';

/**
 * Glyphs that follow one another on one line without a gap, as the page shows them. Coordinates are points from the
 * top left of the displayed page.
 */
export interface Word {
  readonly text: string;
  readonly x0: number;
  readonly top: number;
  readonly x1: number;
  readonly bottom: number;
  /** y of the line the glyphs stand on; for vertical writing the x of the column's middle. */
  readonly baseline: number;
  /** Height of the em in points. */
  readonly size: number;
  readonly bold: boolean;
  /** Where each UTF-16 unit of `text` starts along the line, and one more for the end. */
  readonly stops: readonly number[];
  /** Quarter turns clockwise of the writing direction: 0 upright, 1 downwards, 2 upside down, 3 upwards; null: slanted. */
  readonly turn: 0 | 1 | 2 | 3 | null;
  /** Vertical writing mode: glyphs upright, one below the other. */
  readonly vertical: boolean;
  /** A white-space glyph stands before the word in the content stream. */
  readonly spaced: boolean;
  /**
   * Number of the marked-content sequence (MCID) the word is drawn in, below 0 inside a form; null where the file is not
   * tagged.
   */
  readonly mark: number | null;
  /** Ordinal of the first show-text operator of the word: words of another operator may belong to another cell. */
  readonly order: number;
  readonly hidden: boolean;
}

/** A straight ruling, or a stretch of one; `at` is its middle across, `from` and `to` its ends along. */
export interface Edge {
  readonly axis: 'h' | 'v';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
}

/** A filled area that is more than a line. */
export interface Shade {
  readonly box: Box;
  readonly white: boolean;
}

/** A picture put on the page. `objId` names its pixels inside pdf.js; null: inline, masked or not decoded. */
export interface Picture {
  readonly box: Box;
  readonly objId: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A stroke or fill that is neither ruling nor upright rectangle: part of a drawing. `points` as in PaintedPath. */
export interface Stroke {
  readonly box: Box;
  readonly ctm: Matrix;
  readonly points: Float32Array;
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly width: number;
}

/** What one page shows, in displayed coordinates. */
export interface PageContent {
  readonly pageNumber: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly words: readonly Word[];
  readonly edges: readonly Edge[];
  readonly shades: readonly Shade[];
  readonly pictures: readonly Picture[];
  readonly strokes: readonly Stroke[];
  /** Pictures on the page that were too large to decode. */
  readonly skippedPictures: number;
  /** Share of the glyphs whose text is legible; 1 where there is none. */
  readonly quality: number;
  /** Glyphs shown. */
  readonly glyphs: number;
  /** Too many lines for a table search: only words were kept. */
  readonly overdrawn: boolean;
}
