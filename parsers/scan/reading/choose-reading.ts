import { hasDigit, toFigureKey } from './runs.ts';

/** One reading of a run. */
export interface RunReading {
  readonly text: string;
  readonly engine: string;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface ChosenReading {
  readonly text: string;
  readonly confidence: number;
  /** The chosen one first; one for each text, where the figures differ. */
  readonly readings: readonly RunReading[];
}

/** Most that a figure is trusted on which readings differ: below what the checks call doubtful (0.8). */
export const MAX_DISPUTED = 0.6;
/** Two readings that agree are right unless both are at a loss: below this mean confidence they prove nothing. */
const MIN_AGREED = 0.45;
/** Letters and brackets are taken from the model of Latin script where it is so sure. */
const MIN_LATIN = 0.5;

/** Whether readings of a run tell the same figures. */
export function doAgree(readings: readonly RunReading[]): boolean {
  return new Set(readings.map(({ text }) => toFigureKey(text))).size <= 1;
}

/**
 * Chooses among readings of one run: the first of the Chinese model, the second of the Latin one, then further ones that
 * were made because those two differ. The figures that most readings tell win, the surer reading where none does.
 * `digits` is how many glyphs of the run look like digits, null where they touch.
 */
export function chooseReading(readings: readonly RunReading[], digits: number | null): ChosenReading {
  const [chinese, latin] = readings;
  if (chinese === undefined) return { text: '', confidence: 0, readings: [] };
  if (latin === undefined) return { text: chinese.text, confidence: chinese.confidence, readings: [] };
  if (doAgree(readings)) {
    const isLatinBetter = latin.confidence >= MIN_LATIN && latin.text.trim() !== '';
    const mean = (chinese.confidence + latin.confidence) / 2;
    const both = 1 - (1 - chinese.confidence) * (1 - latin.confidence);
    return {
      text: isLatinBetter ? latin.text : chinese.text,
      confidence: mean < MIN_AGREED ? mean : both,
      readings: [],
    };
  }
  const votes = (reading: RunReading) =>
    readings.filter(({ text }) => toFigureKey(text) === toFigureKey(reading.text)).length;
  const fits = (reading: RunReading) => digits !== null && countDigits(reading.text) === digits;
  const isFigure = (reading: RunReading) => hasDigit(reading.text);
  const ranked = [...readings].sort(
    (a, b) =>
      Number(isFigure(b)) - Number(isFigure(a)) ||
      votes(b) - votes(a) ||
      Number(fits(b)) - Number(fits(a)) ||
      b.confidence - a.confidence,
  );
  const best = ranked[0] ?? chinese;
  const distinct = ranked.filter(
    (reading, i) => ranked.findIndex(({ text }) => toFigureKey(text) === toFigureKey(reading.text)) === i,
  );
  return { text: best.text, confidence: Math.min(MAX_DISPUTED, best.confidence), readings: distinct };
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
