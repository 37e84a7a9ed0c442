import type { Reading } from '../../../pipeline/model/source.ts';
import type { GreyImage, PxBox } from '../image.ts';
import type { ReadLine, ReadWord } from '../prepared-page.ts';
import type { Recognised, Recogniser } from '../recogniser.ts';
import { alignGlyphs } from './align-glyphs.ts';
import {
  areSame,
  type ChosenReading,
  chooseReading,
  MAX_DISPUTED,
  type RunReading,
  type RunShape,
} from './choose-reading.ts';
import { findBounds } from './components.ts';
import { cutOut, recogniseAll } from './recognise.ts';
import { findRuns, hasDigit, type Run } from './runs.ts';
import { scaleImage } from './scale-image.ts';
import { isStrangeFigure } from './strange-figure.ts';
import type { Strip } from './strips.ts';
import { pairBrackets, stripSpaces } from './tidy-text.ts';

/** A character with the glyphs that draw it, counted among all glyphs of its strip. */
interface Placed {
  readonly text: string;
  readonly confidence: number;
  readonly first: number | null;
  readonly last: number | null;
  /** A space stands before it. */
  readonly isSpaced: boolean;
}

/** A run to be read again, and its readings so far. */
interface OpenRun extends Run {
  readonly image: GreyImage;
  readonly shape: RunShape | null;
  /** All of the strip: the Chinese model has seen the same image. */
  readonly isWhole: boolean;
  readonly readings: RunReading[];
}

interface OpenStrip {
  readonly strip: Strip;
  readonly characters: readonly Placed[];
  readonly confidence: number;
  readonly runs: readonly OpenRun[];
}

/** A certain sign: told by its shape. */
const SIGN_CONFIDENCE = 0.95;
/** Further readings are made of letters so much larger: other sizes are read with other mistakes. */
const ZOOM = 1.4;
/** The size at which lines are read again that came out unsure; larger ones come out worse. */
const AGAIN_ZOOM = 1.25;
/** Mean confidence of a line below which it is read again, and that of its weakest word. */
const [UNSURE_LINE, UNSURE_WORD] = [0.8, 0.5];

/** Reads strips: the Chinese model reads all, the Latin one what holds no Han; where figures differ, both once more. */
export async function readStrips(
  image: GreyImage,
  strips: readonly Strip[],
  recogniser: Recogniser,
): Promise<readonly ReadLine[]> {
  const first = await readFirst(strips, recogniser);
  const open = strips.map((strip, i) =>
    openStrip(image, strip, { recognised: first[i] ?? null, name: recogniser.name }),
  );
  const runs = open.flatMap((each) => each.runs);
  await addReadings(runs, { recogniser, language: 'eng', zoom: 1 });
  const differing = runs.filter(({ readings }) => !areSame(readings));
  await addReadings(differing, { recogniser, language: 'eng', zoom: ZOOM });
  await addReadings(
    differing.filter((run) => !run.isWhole),
    { recogniser, language: 'chi_sim', zoom: 1 },
  );
  await addReadings(
    differing.filter((run) => run.isWhole),
    { recogniser, language: 'chi_sim', zoom: ZOOM },
  );
  return open.map(toReadLine);
}

/**
 * The Chinese model's reading of each strip; null where there is nothing for it. A line of two characters is sometimes not
 * taken for text at all (盖率): taken for a word, it is read.
 */
async function readFirst(strips: readonly Strip[], recogniser: Recogniser): Promise<readonly (Recognised | null)[]> {
  const found: (Recognised | null)[] = strips.map(() => null);
  for (const isSingle of [true, false]) {
    const chosen = strips.flatMap(({ text, ...strip }, at) =>
      text !== null && strip.isSingle === isSingle ? [{ at, image: text.image }] : [],
    );
    const images = chosen.map((each) => each.image);
    const layout = isSingle ? 'line' : 'block';
    const request = { language: 'chi_sim', layout } as const;
    const recognised = await recogniseAll(recogniser, images, request);
    for (const [i, { at }] of chosen.entries()) found[at] = recognised[i] ?? null;
    const unsure = chosen.filter((_, i) => isUnsure(recognised[i]));
    const larger = unsure.map((each) => scaleImage(each.image, AGAIN_ZOOM));
    for (const [i, again] of (await recogniseAll(recogniser, larger, request)).entries()) {
      const at = unsure[i]?.at ?? -1;
      if (again.confidence > (found[at]?.confidence ?? 0)) found[at] = again;
    }
    const unread = unsure.filter(({ at }) => isSingle && found[at]?.text.trim() === '');
    const asWords = unread.map((each) => scaleImage(each.image, AGAIN_ZOOM));
    const words = await recogniseAll(recogniser, asWords, { language: 'chi_sim', layout: 'word' });
    for (const [i, word] of words.entries()) found[unread[i]?.at ?? -1] = word;
  }
  return found;
}

function isUnsure(recognised: Recognised | undefined): boolean {
  if (recognised === undefined || recognised.confidence < UNSURE_LINE) return true;
  return recognised.words.some(({ confidence }) => confidence < UNSURE_WORD);
}

async function addReadings(
  runs: readonly OpenRun[],
  { recogniser, language, zoom }: { recogniser: Recogniser; language: 'chi_sim' | 'eng'; zoom: number },
): Promise<void> {
  const images = runs.map(({ image }) => (zoom === 1 ? image : scaleImage(image, zoom)));
  const recognised = await recogniseAll(recogniser, images, { language, layout: 'line' });
  for (const [i, run] of runs.entries()) {
    const { text, confidence } = recognised[i] ?? { text: '', confidence: 0 };
    run.readings.push({
      text: stripSpaces(text.replaceAll('\n', ' ')),
      engine: `${recogniser.name} ${language}`,
      confidence,
    });
  }
}

function openStrip(
  image: GreyImage,
  strip: Strip,
  { recognised, name }: { recognised: Recognised | null; name: string },
): OpenStrip {
  const confidence = recognised?.confidence ?? 0;
  if (recognised === null) return { strip, characters: [], confidence, runs: [] };
  const characters = placeCharacters(strip, recognised);
  if (!strip.isSingle) return { strip, characters, confidence, runs: [] };
  const hasSignBetween = (from: number, to: number) =>
    strip.glyphs.slice(from + 1, to).some(({ sign }) => sign !== null);
  const isBroken = (i: number) => {
    const [before, after] = [characters[i - 1]?.last ?? null, characters[i]?.first ?? null];
    return before !== null && after !== null && (hasSignBetween(before, after) || isWideGap(strip, before, after));
  };
  const found = findRuns(
    characters.map((character) => (isMistakenFigure(character, strip) ? '0' : character.text)),
    isBroken,
  );
  const isEmpty = characters.length === 0;
  const whole = { from: 0, to: characters.length };
  const isFigure = looksLikeFigure(strip) && !strip.glyphs.some((_, i) => i > 0 && isWideGap(strip, i - 1, i));
  const runs = (isEmpty || isFigure ? [whole] : found).flatMap((run) => {
    const open = openRun(image, { strip, characters, run });
    if (open === null) return [];
    const part = characters.slice(run.from, run.to);
    const mean = part.reduce((sum, each) => sum + each.confidence, 0) / Math.max(1, part.length);
    const reading = { text: toText(part), engine: `${name} chi_sim`, confidence: isEmpty ? 0 : mean };
    return [{ ...open, readings: [reading] }];
  });
  return { strip, characters, confidence, runs };
}

/** Figures so far apart, in letters, are two. */
const WIDE_GAP = 0.9;

function isWideGap({ glyphs, letterPx }: Strip, before: number, after: number): boolean {
  const [left, right] = [glyphs[before], glyphs[after]];
  return left !== undefined && right !== undefined && right.box[0] - left.box[2] > WIDE_GAP * letterPx;
}

/** The part of the strip that draws a run, and glyphs beside it that no character claims. */
function openRun(
  image: GreyImage,
  { strip, characters, run }: { strip: Strip; characters: readonly Placed[]; run: Run },
): Omit<OpenRun, 'readings'> | null {
  const isWhole = run.from === 0 && run.to === characters.length;
  const part = characters.slice(run.from, run.to);
  const claimed = new Set<number>();
  for (const { first, last } of characters) {
    for (let g = first ?? 0; g <= (last ?? -1); g += 1) claimed.add(g);
  }
  const isFree = (g: number) => strip.glyphs[g]?.sign === null && !claimed.has(g);
  let first = Math.min(...part.map((each) => each.first ?? Number.POSITIVE_INFINITY));
  let last = Math.max(...part.map((each) => each.last ?? Number.NEGATIVE_INFINITY));
  if (isWhole) [first, last] = [0, strip.glyphs.length - 1];
  if (!Number.isFinite(first) || !Number.isFinite(last)) return null;
  while (first > 0 && isFree(first - 1)) first -= 1;
  while (last < strip.glyphs.length - 1 && isFree(last + 1)) last += 1;
  const glyphs = strip.glyphs.slice(first, last + 1).filter(({ sign }) => sign === null);
  const components = glyphs.flatMap((glyph) => glyph.components);
  const box = findBounds(components.map((component) => component.box));
  if (box === undefined) return null;
  return { ...run, image: cutOut(image, components, box), shape: measureRun(strip, glyphs), isWhole };
}

/** A digit is at least so tall and at most so wide, in letters; wider glyphs are several that touch. */
const [MIN_DIGIT_HEIGHT, MAX_DIGIT_WIDTH] = [0.5, 0.72];
/** Digits are lower than 日 and 月, the narrow ones among Han characters: sans serif ones take 0.80 of the letters, worn 0.85. */
const MAX_DIGIT_HEIGHT = 0.88;

/** Below this a Han character is not believed where its glyphs have the size of digits: 75 read as 站. */
const UNSURE_CHARACTER = 0.7;

function isMistakenFigure({ text, confidence, first, last }: Placed, { glyphs, letterPx }: Strip): boolean {
  if (first === null || last === null || confidence >= UNSURE_CHARACTER || !/\p{Script=Han}/u.test(text)) return false;
  return glyphs.slice(first, last + 1).every(({ box: [x0, top, x1, bottom] }) => {
    const [width, height] = [(x1 - x0) / letterPx, (bottom - top) / letterPx];
    return width <= MAX_DIGIT_WIDTH && height <= MAX_DIGIT_HEIGHT && height >= MIN_DIGIT_HEIGHT;
  });
}

/** Whether all glyphs are of the size of digits: 7 is then no 了, whatever the Chinese model says. */
function looksLikeFigure({ glyphs, letterPx }: Strip): boolean {
  return glyphs.every(({ box: [x0, top, x1, bottom], sign }) => {
    return sign !== null || (bottom - top <= MAX_DIGIT_HEIGHT * letterPx && x1 - x0 <= MAX_DIGIT_WIDTH * letterPx);
  });
}

/** A point is at most so large, in letters. */
const MAX_POINT = 0.25;

/** What the glyphs of a run are; null where some touch. */
function measureRun({ letterPx }: Strip, glyphs: Strip['glyphs']): RunShape | null {
  const tall = glyphs.filter(({ box }) => box[3] - box[1] >= MIN_DIGIT_HEIGHT * letterPx);
  if (tall.some(({ box }) => box[2] - box[0] > MAX_DIGIT_WIDTH * letterPx)) return null;
  const bottom = Math.max(...tall.map(({ box }) => box[3]));
  const points = glyphs.filter(({ box: [x0, top, x1, y1] }) => {
    return Math.max(x1 - x0, y1 - top) <= MAX_POINT * letterPx && y1 > bottom - MAX_POINT * letterPx;
  });
  return { tall: tall.length, points: points.length };
}

/** The characters of a reading laid along the glyphs of its strip. */
function placeCharacters(strip: Strip, { text, words }: Recognised): readonly Placed[] {
  const confidences = words.flatMap((word) => [...word.text].map(() => word.confidence));
  const lines = strip.isSingle ? text.replaceAll('\n', ' ') : text.trim();
  const spaced = stripSpaces(lines);
  const characters: { text: string; isSpaced: boolean }[] = [];
  let isSpaced = false;
  for (const character of spaced) {
    if (character === ' ') isSpaced = true;
    else {
      characters.push({ text: character, isSpaced });
      isSpaced = false;
    }
  }
  const texts = characters.filter((character) => character.text !== '\n');
  const indexes = strip.glyphs.flatMap(({ sign }, index) => (sign === null ? [index] : []));
  const glyphs = strip.glyphs.filter(({ sign }) => sign === null);
  const places = strip.isSingle
    ? alignGlyphs(
        texts.map((each) => each.text),
        glyphs,
        strip.letterPx,
      )
    : [];
  let at = 0;
  return characters.map((character) => {
    if (character.text === '\n') return { ...character, confidence: 1, first: null, last: null };
    const place = places[at] ?? null;
    const confidence = confidences[at] ?? 0;
    at += 1;
    const [first, last] = place === null ? [null, null] : [indexes[place[0]] ?? null, indexes[place[1]] ?? null];
    return { ...character, confidence, first, last };
  });
}

/** A stretch of the line that is written as one: a character, a run or a sign. */
interface Piece extends Placed {
  readonly isFigure: boolean;
  readonly readings: readonly RunReading[];
}

function toReadLine({ strip, characters, runs }: OpenStrip): ReadLine {
  const chosen = runs.map((run) => ({ run, choice: chooseReading(run.readings, run.shape) }));
  const pieces = toPieces(strip, characters, chosen);
  const text = pairBrackets(toText(pieces));
  const figures = pieces.filter(({ isFigure }) => isFigure);
  return {
    text,
    box: strip.box,
    words: toWords(strip, pieces),
    confidence: figures.length > 0 ? weakestFigure(figures, pieces) : meanConfidence(pieces),
    readings: toReadings(pieces, text),
  };
}

/**
 * Below this a character beside figures makes its line doubtful: 12态元, 5军, 100.00'%. Of 16 wrong characters beside
 * figures on 18 clean and 18 worn pages 13 stood below it, and 3 % of the lines that were right.
 */
const UNSURE_BESIDE = 0.75;

/** A line with figures is as sure as the least sure of them, and doubtful where something beside them is unsure or strange. */
function weakestFigure(figures: readonly Piece[], pieces: readonly Piece[]): number {
  const weakest = Math.min(...figures.map(({ confidence }) => confidence));
  const isUnsure = pieces.some(({ isFigure, confidence }) => !isFigure && confidence < UNSURE_BESIDE);
  return isUnsure || isStrangeFigure(toText(pieces)) ? Math.min(weakest, MAX_DISPUTED) : weakest;
}

function toPieces(
  strip: Strip,
  characters: readonly Placed[],
  chosen: readonly { run: OpenRun; choice: ChosenReading }[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: Placed, choice?: ChosenReading) =>
    pieces.push({
      ...piece,
      isFigure: choice !== undefined && hasDigit(choice.text),
      readings: choice?.readings ?? [],
    });
  for (let i = 0; i <= characters.length; i += 1) {
    const found = chosen.find(({ run }) => run.from === i);
    if (found && (found.run.to > i || characters.length === 0)) {
      const part = characters.slice(i, found.run.to);
      const { text, confidence } = found.choice;
      const first = part.find((each) => each.first !== null)?.first ?? (characters.length === 0 ? 0 : null);
      const last = part.findLast((each) => each.last !== null)?.last ?? null;
      if (text !== '') add({ text, confidence, first, last, isSpaced: part[0]?.isSpaced ?? false }, found.choice);
      i = Math.max(i, found.run.to - 1);
      continue;
    }
    const character = characters[i];
    if (character) add(character);
  }
  for (const [index, { sign }] of strip.glyphs.entries()) {
    if (sign === null) continue;
    const after = pieces.findIndex(({ first }) => first !== null && first > index);
    const piece = { text: sign, confidence: SIGN_CONFIDENCE, first: index, last: index, isSpaced: false };
    pieces.splice(after < 0 ? pieces.length : after, 0, { ...piece, isFigure: false, readings: [] });
  }
  return pieces;
}

function toText(pieces: readonly Placed[]): string {
  return stripSpaces(pieces.map(({ text, isSpaced }) => (isSpaced ? ` ${text}` : text)).join(''));
}

function meanConfidence(pieces: readonly Placed[]): number {
  const letters = pieces.reduce((sum, { text }) => sum + text.length, 0);
  return letters === 0 ? 0 : pieces.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
}

function toWords(strip: Strip, pieces: readonly Piece[]): readonly ReadWord[] {
  let end = strip.box[0];
  return pieces.map(({ text, confidence, first, last }) => {
    const boxes = strip.glyphs.slice(first ?? 0, first === null ? 0 : (last ?? first) + 1).map((glyph) => glyph.box);
    const box: PxBox = findBounds(boxes) ?? [end, strip.box[1], end, strip.box[3]];
    end = box[2];
    return { text, box, confidence };
  });
}

/** The whole line as the other readings of its figures have it, the chosen one first; none where all agree. */
function toReadings(pieces: readonly Piece[], text: string): readonly Reading[] {
  const most = Math.max(0, ...pieces.map(({ readings }) => readings.length));
  if (most < 2) return [];
  return Array.from({ length: most }, (_, rank) => {
    const disputed = pieces.flatMap(({ readings }) => readings[rank] ?? []);
    const line = pieces.map((piece) => {
      const reading = piece.readings[rank] ?? piece.readings[0];
      return reading ? { ...piece, text: reading.text } : piece;
    });
    return {
      text: rank === 0 ? text : pairBrackets(toText(line)),
      engine: disputed[0]?.engine ?? '',
      confidence: Math.min(...disputed.map(({ confidence }) => confidence)),
    };
  });
}
