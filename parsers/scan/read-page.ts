import type { Box } from '../../pipeline/model/geometry.ts';
import type { Reading } from '../../pipeline/model/source.ts';
import type { Matrix } from '../pdf/matrix.ts';
import { compose, mapBox } from '../pdf/matrix.ts';
import type { PageContent, Word } from '../pdf/page-content.ts';
import { layOutPage, type PageLayout } from '../pdf/page-layout.ts';
import { findCells } from '../tables/find-cells.ts';
import type { Grid } from '../tables/find-grids.ts';
import type { Turns } from './clean/orientation.ts';
import { clampBox, type PxBox } from './image.ts';
import { findPageLines } from './page-lines.ts';
import { type PreparedScan, preparePage } from './prepare-page.ts';
import type { CellReading, LineField, PreparedPage, ReadLine } from './prepared-page.ts';
import type { Raster } from './raster/raster.ts';
import { readCells } from './reading/read-cells.ts';
import { readLines } from './reading/read-lines.ts';
import type { Recogniser } from './recogniser.ts';
import { findRedLines } from './red-lines.ts';
import { INK_OF_EM, toWords } from './to-words.ts';
import { isUpsideDown } from './upside-down.ts';

/** Something recognised and where, in points of the level page. */
export interface RecognisedPlace {
  readonly kind: 'cell' | 'line';
  readonly box: Box;
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly readings: readonly Reading[];
}

/** A scanned page as the steps for tables and text take it, with what recognition knows of each place. */
export interface RecognisedPage {
  readonly layout: PageLayout;
  readonly places: readonly RecognisedPlace[];
  /** From points of the level page to points of the page as displayed. */
  readonly toPage: Matrix;
  /** 0 to 1; of all that was read, by length. 0 where nothing was. */
  readonly confidence: number;
  readonly turns: Turns;
}

/** More fields than this are no form but a drawing or a photograph: a page of small print has 300 cells. */
const MOST_FIELDS = 1500;
const MOST_LINES = 400;
/** Pixels of a cell's side that belong to its ruling and the blur of it. */
const RULING_PX = 2;
/** Sides below this hold no character. */
const SMALLEST_PX = 8;

/** Reads a page: its cells one by one, then the lines outside tables. */
export async function readScannedPage(raster: Raster, recogniser: Recogniser): Promise<RecognisedPage> {
  const scan = await prepareUpright(raster, recogniser);
  const { page, edges } = scan;
  const scale = 72 / page.dpi;
  const cells = findFields(scan);
  const cellReadings = await readCells(
    page,
    cells.map((box) => ({ box })),
    recogniser,
  );
  const lineFields = findLineFields(scan, cells);
  const isText = cells.length > 0 || (await isLegible(page, lineFields, recogniser));
  const lines = isText ? await readLines(page, lineFields, recogniser) : [];
  const words: Word[] = [];
  const places: RecognisedPlace[] = [];
  const bodySize = (scan.charHeight / INK_OF_EM) * scale;
  for (const [i, reading] of cellReadings.entries()) {
    const box = cells[i];
    if (box === undefined || reading.lines.length === 0) continue;
    places.push(toCellPlace(reading, scaled(box, scale)));
    for (const line of reading.lines)
      words.push(...toWords(line, { scale, size: bodySize, order: words.length, cut: false }));
  }
  for (const [i, line] of lines.entries()) {
    if (line.text.trim() === '') continue;
    const size = ((lineFields[i]?.charHeight ?? scan.charHeight) / INK_OF_EM) * scale;
    places.push({
      kind: 'line',
      box: scaled(line.box, scale),
      text: line.text,
      confidence: line.confidence,
      readings: line.readings,
    });
    words.push(...toWords(line, { scale, size: toStep(size, bodySize), order: words.length, cut: true }));
  }
  const content: PageContent = {
    pageNumber: raster.pageNumber,
    widthPt: page.grey.widthPx * scale,
    heightPt: page.grey.heightPx * scale,
    words,
    edges,
    shades: [],
    pictures: [],
    strokes: [],
    skippedPictures: 0,
    quality: 1,
    glyphs: words.length,
    overdrawn: false,
  };
  return {
    layout: layOutPage({ content, turned: 0, pageRef: null }),
    places,
    toPage: compose(page.toPage, [1 / scale, 0, 0, 1 / scale, 0, 0]),
    confidence: meanConfidence(places),
    turns: scan.turns,
  };
}

/** A page of text without tables has some 45 lines; what shows more is looked at before all of it is read. */
const MANY_LINES = 60;
const SAMPLED_LINES = 12;
/** Lines of a photograph come out below 0.3, those of a worn page above 0.7. */
const LEAST_SAMPLE = 0.45;

/** Whether a few of many lines read as text: the grain of a photograph makes hundreds, and each takes its time. */
async function isLegible(page: PreparedPage, fields: readonly LineField[], recogniser: Recogniser): Promise<boolean> {
  if (fields.length <= MANY_LINES) return true;
  const step = Math.floor(fields.length / SAMPLED_LINES);
  const sample = await readLines(page, fields.filter((_, i) => i % step === 0).slice(0, SAMPLED_LINES), recogniser);
  return sample.reduce((sum, { confidence }) => sum + confidence, 0) >= LEAST_SAMPLE * sample.length;
}

/** The page made ready; where its marks leave it open whether it is upside down, a few lines are read both ways. */
async function prepareUpright(raster: Raster, recogniser: Recogniser): Promise<PreparedScan> {
  const scan = preparePage(raster);
  if (scan.isUpright || !(await isUpsideDown(scan, recogniser))) return scan;
  return preparePage(raster, ((scan.turns + 2) % 4) as Turns);
}

/** The insides of all cells of the page's grids, in pixels; a cell that holds another grid is left to that grid. */
function findFields({ page, grids }: PreparedScan): PxBox[] {
  const scale = page.dpi / 72;
  const fields = grids.flatMap((grid) =>
    findCells(grid)
      .map(({ box }) => box)
      .filter((box) => !grids.some((other) => other !== grid && holds(box, other))),
  );
  return fields
    .map(([x0, top, x1, bottom]): PxBox => {
      const inset = [
        x0 * scale + RULING_PX,
        top * scale + RULING_PX,
        x1 * scale - RULING_PX,
        bottom * scale - RULING_PX,
      ];
      return clampBox(inset as unknown as PxBox, page.grey);
    })
    .filter((box) => box[2] - box[0] >= SMALLEST_PX && box[3] - box[1] >= SMALLEST_PX)
    .slice(0, MOST_FIELDS);
}

function holds([x0, top, x1, bottom]: Box, { box }: Grid): boolean {
  return box[0] >= x0 - 2 && box[1] >= top - 2 && box[2] <= x1 + 2 && box[3] <= bottom + 2;
}

type PageLineField = LineField & { readonly charHeight: number | null };

/** Lines of ink outside the cells, black ones first. */
function findLineFields({ page, components, charHeight }: PreparedScan, cells: readonly PxBox[]): PageLineField[] {
  const outside = components.filter(({ box }) => !cells.some((cell) => isMiddleIn(cell, box)));
  const lines = findPageLines(outside, charHeight).slice(0, MOST_LINES);
  // Red heads stand above tables; what is red over cells is a seal, whose words would join those of the cells.
  const red = findRedLines(page, { black: components, charHeight }).filter(
    ({ box }) => !cells.some((cell) => touches(cell, box)),
  );
  const fields = [
    ...lines.map((line) => ({ ...line, ink: 'black' as const })),
    ...red.map((line) => ({ ...line, ink: 'red' as const })),
  ];
  return fields.map((line): PageLineField => {
    const [x0, top, x1, bottom] = line.box;
    const box = clampBox([x0 - RULING_PX, top - RULING_PX, x1 + RULING_PX, bottom + RULING_PX], page.grey);
    return { box, ink: line.ink, charHeight: line.charHeight };
  });
}

function isMiddleIn([x0, top, x1, bottom]: PxBox, box: PxBox): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return x >= x0 && x < x1 && y >= top && y < bottom;
}

function touches([x0, top, x1, bottom]: PxBox, box: PxBox): boolean {
  return box[0] < x1 && box[2] > x0 && box[1] < bottom && box[3] > top;
}

function toCellPlace({ lines }: CellReading, box: Box): RecognisedPlace {
  const text = lines.map((line) => line.text).join('\n');
  return { kind: 'cell', box, text, confidence: weakest(lines), readings: toReadings(lines) };
}

/** A cell is as sure as its least sure line. */
function weakest(lines: readonly ReadLine[]): number {
  return Math.min(1, ...lines.map(({ confidence }) => confidence));
}

/** What each engine read in the whole cell; lines it did not read stand as chosen. */
function toReadings(lines: readonly ReadLine[]): Reading[] {
  const engines = [...new Set(lines.flatMap(({ readings }) => readings.map(({ engine }) => engine)))];
  return engines.map((engine): Reading => {
    const own = lines.map((line) => line.readings.find((reading) => reading.engine === engine));
    const known = own.flatMap((reading) => (reading?.confidence == null ? [] : [reading.confidence]));
    return {
      text: lines.map((line, i) => own[i]?.text ?? line.text).join('\n'),
      engine,
      confidence: known.length === 0 ? null : Math.min(...known),
    };
  });
}

function scaled([x0, top, x1, bottom]: PxBox, scale: number): Box {
  return mapBox([scale, 0, 0, scale, 0, 0], [x0, top, x1, bottom]);
}

/** Sizes near that of body text are that of body text: headings are told by size, and pixels are coarse. */
function toStep(size: number, bodySize: number): number {
  return Math.abs(size - bodySize) < 0.13 * bodySize ? bodySize : Math.round(2 * size) / 2;
}

function meanConfidence(places: readonly RecognisedPlace[]): number {
  let [sum, length] = [0, 0];
  for (const { confidence, text } of places) {
    sum += confidence * text.length;
    length += text.length;
  }
  return length === 0 ? 0 : sum / length;
}
