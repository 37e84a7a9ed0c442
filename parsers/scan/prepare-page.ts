import { compose, type Matrix } from '../pdf/matrix.ts';
import type { Edge } from '../pdf/page-content.ts';
import type { Grid } from '../tables/find-grids.ts';
import { whitenPaper } from './clean/background.ts';
import { splitInks } from './clean/inks.ts';
import { findSkew } from './clean/skew.ts';
import { levelling, warpImage } from './clean/warp.ts';
import type { GreyImage } from './image.ts';
import type { PreparedPage } from './prepared-page.ts';
import { dpiOf, type Raster } from './raster/raster.ts';
import { shrinkRaster } from './raster/shrink.ts';
import { chooseRules } from './rules/choose-rules.ts';
import { eraseRules } from './rules/erase-rules.ts';
import type { Rule } from './rules/find-rules.ts';

/** Text is read best, and fastest, as in a scan of 200 dpi: finer scans are shrunk to it. */
const READING_DPI = 200;
/** Scans up to this many dpi are read as they are. */
const MOST_DPI = 240;
/** Free lines at least this long in inches are rulings, shorter ones may be strokes of large text. */
const LONG_RULE = 0.6;

export interface PreparedScan {
  readonly page: PreparedPage;
  /** Rulings in points of the level page: pixels × 72 / dpi. */
  readonly edges: readonly Edge[];
  readonly grids: readonly Grid[];
  /** Degrees clockwise by which the page was askew. */
  readonly skew: number;
}

/** Whitens, levels and splits a page, and finds its rulings. */
export function preparePage(raster: Raster): PreparedScan {
  const dpi = dpiOf(raster);
  const sized = dpi > MOST_DPI ? shrinkRaster(raster, READING_DPI / dpi) : raster;
  const pageDpi = dpiOf(sized);
  const inks = splitInks(sized);
  const askew = whitenPaper(inks.all);
  const askewBlack = inks.redMask === null ? askew : bleachRed(whitenPaper(inks.black), inks.redMask);
  const skew = findSkew(askewBlack);
  const warp = levelling(askew, skew);
  const level = (image: GreyImage) => (skew === 0 ? image : warpImage(image, warp));
  const toOld: Matrix = skew === 0 ? [1, 0, 0, 1, 0, 0] : warp.toOld;
  const black = level(askewBlack);
  const grey = askewBlack === askew ? black : level(askew);
  const found = chooseRules(black, pageDpi);
  const rules = found.rules.filter((rule) => isRuling(rule, found.grids, pageDpi));
  const blackInk = eraseRules(black, rules);
  const withoutLines = grey === black ? blackInk : eraseRules(grey, rules);
  return {
    page: {
      pageNumber: raster.pageNumber,
      dpi: pageDpi,
      grey,
      withoutLines,
      blackInk,
      redInk: inks.redMask === null ? null : onlyRed(withoutLines, blackInk),
      toPage: compose(sized.toPage, toOld),
    },
    edges: found.edges,
    grids: found.grids,
    skew,
  };
}

/** Red ink reflects this share of the red light paper does at least; black ink under a seal less than half of it. */
const RED_PAPER = 0.7 * 255;
const RED_BLACK = 0.3 * 255;

/** Ink under a seal stretched to full contrast, the seal itself white. */
function bleachRed(image: GreyImage, mask: Uint8Array): GreyImage {
  const data = image.data.map((value, i) => {
    if (mask[i] === 0) return value;
    return Math.max(0, Math.min(255, ((value - RED_BLACK) * 255) / (RED_PAPER - RED_BLACK)));
  });
  return { ...image, data };
}

/** What is dark with red ink and light without. */
function onlyRed(all: GreyImage, black: GreyImage): GreyImage {
  return {
    ...all,
    data: all.data.map((value, i) => Math.min(255, Math.max(0, 255 - ((black.data[i] as number) - value)))),
  };
}

function isRuling(rule: Rule, grids: readonly Grid[], dpi: number): boolean {
  if (rule.to - rule.from >= LONG_RULE * dpi) return true;
  const scale = 72 / dpi;
  const [at, middle] = [rule.at * scale, ((rule.from + rule.to) / 2) * scale];
  const [x, y] = rule.axis === 'h' ? [middle, at] : [at, middle];
  return grids.some((grid) => {
    const levels = rule.axis === 'h' ? grid.ys : grid.xs;
    const [x0, top, x1, bottom] = grid.box;
    const isInside = x >= x0 - 3 && x <= x1 + 3 && y >= top - 3 && y <= bottom + 3;
    return isInside && levels.some((value) => Math.abs(value - at) <= 3);
  });
}
