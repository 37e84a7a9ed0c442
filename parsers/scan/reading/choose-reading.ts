import { hasDigit, toFigureKey } from './runs.ts';
import { toPlainFigure } from './tidy-text.ts';

/** One reading of a run. */
export interface RunReading {
  readonly text: string;
  readonly engine: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What the ink of a run shows: how many glyphs are as tall as digits (%, letters and brackets too), how many are points. */
export interface RunShape {
  readonly tall: number;
  readonly points: number;
}

export interface ChosenReading {
  readonly text: string;
  readonly confidence: number;
  /** The chosen one first; one for each text, where the figures differ. */
  readonly readings: readonly RunReading[];
}

/** Most that a figure is trusted on which readings differ: below what the checks call doubtful (0.8). */
export const MAX_DISPUTED = 0.6;
/**
 * What a figure is trusted that three of four readings tell, surely and by both models, or that all readings tell which
 * tell a figure at all, where its glyphs have the size of digits: 5 is no 号 and 7 no 了.
 */
const SETTLED = 0.85;
const [SETTLED_VOTES, SETTLED_CONFIDENCE] = [3, 0.8];
/** Two readings that agree are right unless both are at a loss: below this mean confidence they prove nothing. */
const MIN_AGREED = 0.45;

/** Whether readings of a run tell the same figures. */
export function doAgree(readings: readonly RunReading[]): boolean {
  return new Set(readings.map(({ text }) => toFigureKey(text))).size <= 1;
}

/** Whether readings of a run are the same to the last bracket and letter. */
export function areSame(readings: readonly RunReading[]): boolean {
  return new Set(readings.map(({ text }) => toPlainFigure(text))).size <= 1;
}

/**
 * Chooses among readings of one run: the first of the Chinese model, the second of the Latin one, then further ones that
 * were made because those two differ. The figures that most readings tell win, the surer reading where none does.
 * `shape` is what the ink shows, null where glyphs touch.
 */
export function chooseReading(readings: readonly RunReading[], shape: RunShape | null): ChosenReading {
  const [first] = readings;
  if (first === undefined) return { text: '', confidence: 0, readings: [] };
  if (readings.length === 1) return { text: first.text, confidence: first.confidence, readings: [] };
  const ranked = rank(readings, shape);
  const best = ranked[0] ?? first;
  const supporters = ranked.filter(({ text }) => toFigureKey(text) === toFigureKey(best.text));
  const mean = supporters.reduce((sum, { confidence }) => sum + confidence, 0) / supporters.length;
  if (supporters.length === readings.length) {
    const [one = 0, other = 0] = supporters.map(({ confidence }) => confidence).sort((a, b) => b - a);
    return { text: best.text, confidence: mean < MIN_AGREED ? mean : 1 - (1 - one) * (1 - other), readings: [] };
  }
  const distinct = ranked.filter(
    (reading, i) => ranked.findIndex(({ text }) => toFigureKey(text) === toFigureKey(reading.text)) === i,
  );
  const isOutvoted = supporters.length >= SETTLED_VOTES && new Set(supporters.map(({ engine }) => engine)).size > 1;
  const isOnlyFigure =
    supporters.length > 1 &&
    countTall(best.text) === shape?.tall &&
    readings.every((reading) => supporters.includes(reading) || !hasDigit(reading.text));
  const isSettled = (isOutvoted || isOnlyFigure) && mean >= SETTLED_CONFIDENCE;
  return {
    text: best.text,
    confidence: isSettled ? SETTLED : Math.min(MAX_DISPUTED, best.confidence),
    readings: distinct,
  };
}

/** The best reading first: that tells a figure, that most share, that fits the number of glyphs, that is surest. */
function rank(readings: readonly RunReading[], shape: RunShape | null): readonly RunReading[] {
  const figureVotes = (reading: RunReading) =>
    readings.filter(({ text }) => toFigureKey(text) === toFigureKey(reading.text)).length;
  const textVotes = (reading: RunReading) =>
    readings.filter(({ text }) => toPlainFigure(text) === toPlainFigure(reading.text)).length;
  const fits = ({ text }: RunReading) =>
    shape === null ? 0 : Number(countTall(text) === shape.tall) + Number(countPoints(text) === shape.points);
  return [...readings].sort(
    (a, b) =>
      Number(hasDigit(b.text)) - Number(hasDigit(a.text)) ||
      figureVotes(b) - figureVotes(a) ||
      fits(b) - fits(a) ||
      textVotes(b) - textVotes(a) ||
      b.confidence - a.confidence,
  );
}

function countTall(text: string): number {
  return toPlainFigure(text).replace(/[^\p{L}\d%‰()[\]/]/gu, '').length;
}

function countPoints(text: string): number {
  return toPlainFigure(text).replace(/[^.,]/g, '').length;
}
