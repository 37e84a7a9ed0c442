import { compose, IDENTITY, type Matrix } from '../pdf/matrix.ts';
import type { Edge } from '../pdf/page-content.ts';
import type { Grid } from '../tables/find-grids.ts';
import { whitenPaper } from './clean/background.ts';
import { type Inks, splitInks } from './clean/inks.ts';
import { findOrientation, type Turns } from './clean/orientation.ts';
import { findSkew } from './clean/skew.ts';
import { findCharHeight } from './clean/text-size.ts';
import { levelling, warpImage } from './clean/warp.ts';
import { type Component, findComponents, INK } from './components.ts';
import { type GreyImage, turnImage } from './image.ts';
import type { PreparedPage } from './prepared-page.ts';
import { dpiOf, type Raster } from './raster/raster.ts';
import { resizeRaster } from './raster/resize.ts';
import { chooseRules } from './rules/choose-rules.ts';
import { eraseRules } from './rules/erase-rules.ts';
import { toEdges, toWholeRules } from './rules/whole-rules.ts';

/** Text is read best, and fastest, as in a scan of 200 dpi: finer and coarser scans are brought to it. */
const READING_DPI = 200;
/** Scans in this range are read as they are. */
const DPI_AS_IS = { least: 140, most: 240 };
/** Height of a Han character of body text without the white around it, in pixels at 200 dpi: 10.5 to 12 points. */
const BODY_CHAR_PX = 27;
/** Text this many times as large or small as body text says that the size of the page is not to be trusted. */
const SIZE_DOUBT = 1.9;
/** Groups of pixels below this are the grain of the paper: the point of a figure has 4 at least. */
const SPECK_PX = 3;

export interface PreparedScan {
  readonly page: PreparedPage;
  /** Rulings in points of the level page: pixels × 72 / dpi. */
  readonly edges: readonly Edge[];
  readonly grids: readonly Grid[];
  /** Ink that is no ruling. */
  readonly components: readonly Component[];
  /** Height of a Han character in pixels. */
  readonly charHeight: number;
  /** Degrees clockwise by which the page was askew. */
  readonly skew: number;
  /** Quarter turns clockwise that were needed beyond what the file says. */
  readonly turns: Turns;
  /** False where only reading can tell whether the page is upside down. */
  readonly isUpright: boolean;
}

/** Whitens, turns, levels and splits a page, and finds its rulings; `turns` overrules what its marks say. */
export function preparePage(raster: Raster, turns?: Turns): PreparedScan {
  const { sized, dpi, inks, white: whiteAll } = toReadingSize(raster);
  const whiteBlack = inks.redMask === null ? whiteAll : bleachRed(whitenPaper(inks.black), inks.redMask);
  const displayed = displayTurn(sized.toPage);
  const asDisplayed = turnImage(whiteBlack, displayed);
  const ink = findComponents(asDisplayed, INK);
  const orientation = findOrientation(ink, findCharHeight(ink) ?? BODY_CHAR_PX);
  const further = turns ?? orientation.turns;
  const quarter = ((displayed + further) % 4) as Turns;
  const askew = turnImage(whiteBlack, quarter);
  const skew = findSkew(askew);
  const warp = levelling(askew, skew);
  const level = (image: GreyImage) => (skew === 0 ? image : warpImage(image, warp));
  const black = level(askew);
  const grey = whiteBlack === whiteAll ? black : level(turnImage(whiteAll, quarter));
  const found = chooseRules(black, dpi);
  const rules = toWholeRules(found, dpi);
  const blackInk = eraseRules(black, rules);
  const components = dropSpecks(findComponents(blackInk, INK), blackInk);
  const withoutLines = grey === black ? blackInk : eraseRules(grey, rules);
  const toOld = compose(turnMap(quarter, sized), skew === 0 ? IDENTITY : warp.toOld);
  return {
    page: {
      pageNumber: raster.pageNumber,
      dpi,
      grey,
      withoutLines,
      blackInk,
      redInk: inks.redMask === null ? null : onlyRed(withoutLines, blackInk),
      toPage: compose(sized.toPage, toOld),
    },
    edges: toEdges(rules, dpi),
    grids: found.grids,
    components,
    charHeight: findCharHeight(components) ?? (BODY_CHAR_PX * dpi) / READING_DPI,
    skew,
    turns: further,
    isUpright: orientation.sure || turns !== undefined,
  };
}

interface Sized {
  readonly sized: Raster;
  readonly dpi: number;
  readonly inks: Inks;
  readonly white: GreyImage;
}

/** The raster at a size that reads well, and its pixels per inch as the size of its text suggests. */
function toReadingSize(raster: Raster): Sized {
  const nominal = dpiOf(raster);
  const rough = toSized(
    nominal > DPI_AS_IS.most && nominal < 1000 ? resizeRaster(raster, READING_DPI / nominal) : raster,
  );
  const charHeight = findCharHeight(findComponents(rough.white, INK));
  const byText = charHeight === null ? rough.dpi : (charHeight * READING_DPI) / BODY_CHAR_PX;
  const isPlausible = byText < rough.dpi * SIZE_DOUBT && byText > rough.dpi / SIZE_DOUBT;
  const dpi = isPlausible ? rough.dpi : byText;
  if (dpi >= DPI_AS_IS.least && dpi <= DPI_AS_IS.most) return { ...rough, dpi };
  const factor = Math.min(READING_DPI / dpi, LARGEST_FACTOR);
  return { ...toSized(resizeRaster(rough.sized, factor)), dpi: dpi * factor };
}

function toSized(sized: Raster): Sized {
  const inks = splitInks(sized);
  return { sized, dpi: dpiOf(sized), inks, white: whitenPaper(inks.all) };
}

/** Coarser pictures are enlarged by this at most: there is nothing more to see in them. */
const LARGEST_FACTOR = 3;

/** Quarter turns clockwise from the pixels to the page as displayed. */
function displayTurn([a, b]: Matrix): Turns {
  if (Math.abs(a) >= Math.abs(b)) return a >= 0 ? 0 : 2;
  return b >= 0 ? 1 : 3;
}

/** From pixels of the turned image to those of the image before. */
function turnMap(turns: Turns, { widthPx, heightPx }: Pick<Raster, 'widthPx' | 'heightPx'>): Matrix {
  if (turns === 1) return [0, -1, 1, 0, 0, heightPx];
  if (turns === 2) return [-1, 0, 0, -1, widthPx, heightPx];
  if (turns === 3) return [0, 1, -1, 0, widthPx, 0];
  return IDENTITY;
}

/** Red ink reflects this share of the red light paper does at least; black ink under a seal less than half of it. */
const RED_PAPER = 0.7 * 255;
const RED_BLACK = 0.3 * 255;

/** Ink under a seal stretched to full contrast, the seal itself white. */
function bleachRed(image: GreyImage, mask: Uint8Array): GreyImage {
  const data = image.data.slice();
  for (let i = 0; i < data.length; i += 1) {
    if (mask[i] === 0) continue;
    data[i] = Math.max(0, Math.min(255, (((data[i] as number) - RED_BLACK) * 255) / (RED_PAPER - RED_BLACK)));
  }
  return { ...image, data };
}

/** What is dark with red ink and light without. */
function onlyRed(all: GreyImage, black: GreyImage): GreyImage {
  const data = new Uint8Array(all.data.length);
  for (let i = 0; i < data.length; i += 1) {
    data[i] = Math.max(0, Math.min(255, 255 - (black.data[i] as number) + (all.data[i] as number)));
  }
  return { ...all, data };
}

/** Takes specks out of the list and whitens them in the image, which is this module's own copy. */
function dropSpecks(components: readonly Component[], { data, widthPx }: GreyImage): Component[] {
  return components.filter(({ box: [x0, top, x1, bottom], area }) => {
    if (area > SPECK_PX) return true;
    for (let y = top; y < bottom; y += 1) data.fill(255, y * widthPx + x0, y * widthPx + x1);
    return false;
  });
}
