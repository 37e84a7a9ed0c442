import type { Reading } from '../../pipeline/model/source.ts';
import type { Matrix } from '../pdf/matrix.ts';
import type { GreyImage, PxBox } from './image.ts';
import type { Recogniser } from './recogniser.ts';

/**
 * A page made ready for reading: upright, level, paper white, text as in a scan of about 200 dpi. All images have one size
 * and one grid of pixels; boxes are in that grid.
 */
export interface PreparedPage {
  /** From 1. */
  readonly pageNumber: number;
  /** Pixels per inch of the images below, as nearly as it is known. */
  readonly dpi: number;
  /** Everything on the page. */
  readonly grey: GreyImage;
  /** Ruling lines taken away; black and red ink. */
  readonly withoutLines: GreyImage;
  /** Ruling lines and red ink (seals, red heads) taken away: what cells and lines are read from. The same object as
   * `withoutLines` where the page has no red ink. */
  readonly blackInk: GreyImage;
  /** Only what is red, dark on white and lines taken away; null where the page has no red ink. */
  readonly redInk: GreyImage | null;
  /** From pixels of these images to points of the page as displayed. */
  readonly toPage: Matrix;
}

/** A field to be read: the inside of a cell, its ruling lines left out. */
export interface CellField {
  readonly box: PxBox;
}

/** One line of text outside tables, to be read. */
export interface LineField {
  readonly box: PxBox;
  /** Which image holds it: `blackInk`, or `redInk` for a red head. */
  readonly ink: 'black' | 'red';
}

/** A run of characters with the place where it stands. */
export interface ReadWord {
  readonly text: string;
  /** In pixels of the page. */
  readonly box: PxBox;
  /** 0 to 1. */
  readonly confidence: number;
}

/** One line as read. */
export interface ReadLine {
  /** As printed, without the spaces an engine puts between Han characters. */
  readonly text: string;
  readonly box: PxBox;
  /** From left to right; together they hold the text. */
  readonly words: readonly ReadWord[];
  /** 0 to 1: how far the text may be trusted, disagreement of readings included. */
  readonly confidence: number;
  /** All readings where more than one was made, the one chosen first. */
  readonly readings: readonly Reading[];
}

/** What was read in one cell: lines from the top; none where the cell is blank. */
export interface CellReading {
  readonly lines: readonly ReadLine[];
}

/**
 * `reading/read-cells.ts`: reads each field by itself; one reading for each field, in their order. Nothing outside the box
 * may be looked at.
 */
export type ReadCells = (
  page: PreparedPage,
  fields: readonly CellField[],
  recogniser: Recogniser,
) => Promise<readonly CellReading[]>;

/** `reading/read-lines.ts`: one line for each field, in their order; an empty text where nothing was legible. */
export type ReadLines = (
  page: PreparedPage,
  fields: readonly LineField[],
  recogniser: Recogniser,
) => Promise<readonly ReadLine[]>;
