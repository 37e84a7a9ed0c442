import type { Quantity } from '../model/quantity/quantity.ts';
import type { Message, Reading } from '../model/source.ts';
import type { NamedFigure, Subject, Verdict } from './check.ts';
import { placeKey } from './figures.ts';
import { findNeighbours, type NeighbourReading } from './neighbour-readings.ts';

/** A figure which, read as it may just as well have been printed, would make the verdict a pass. */
export interface Mended {
  readonly figure: NamedFigure;
  /** The other reading; its engine is `arithmetic` where no engine read it so. */
  readonly reading: Reading;
}

/**
 * From this confidence a figure was read alike by two models that were both sure: it is believed against arithmetic, so
 * that a report that is wrong is told so. What is less sure, and what another reading contradicts, may be a misreading.
 */
const SURE = 0.95;
/** Other readings tried for one verdict: some figures with ten neighbours each. */
const MOST_TRIES = 200;

/**
 * Whether a failure vanishes when one of its recognised figures is read in a neighbouring way; null where it does not. The
 * readings that an engine made are tried first.
 */
export function proofRead(subject: Subject, verdict: Verdict): Mended | null {
  if (verdict.outcome !== 'fail') return null;
  const figures = [subject.recorded, ...subject.operands].filter((figure) => figure !== null);
  const candidates = figures.flatMap((figure) =>
    findNeighbours(figure.quantity)
      .filter(({ engine }) => engine !== null || !isSure(figure.quantity))
      .map((neighbour) => ({ figure, neighbour })),
  );
  const byEngine = candidates.filter(({ neighbour }) => neighbour.engine !== null);
  const bySlip = candidates.filter(({ neighbour }) => neighbour.engine === null);
  for (const { figure, neighbour } of [...byEngine, ...bySlip].slice(0, MOST_TRIES)) {
    if (passesWith(subject, figure, neighbour.quantity)) return { figure, reading: toReading(neighbour) };
  }
  return null;
}

function isSure({ sources }: Quantity): boolean {
  return sources.every(({ confidence = 0, readings = [] }) => confidence >= SURE && readings.length < 2);
}

function passesWith(subject: Subject, { quantity: read }: NamedFigure, instead: Quantity): boolean {
  const place = placeKey(read);
  const verdict = subject.evaluate(({ quantity }) =>
    quantity === read || (place !== null && placeKey(quantity) === place) ? instead : quantity,
  );
  return verdict.outcome === 'pass';
}

function toReading({ quantity, engine, confidence }: NeighbourReading): Reading {
  return { text: quantity.raw, engine: engine ?? 'arithmetic', confidence };
}

/** What a message adds: the figure would be right if it were read otherwise. */
export function toMendedRemark({ figure, reading }: Mended): Message {
  const [raw, other] = [figure.quantity.raw.trim(), reading.text.trim()];
  return {
    zh: `${figure.label.zh}识别为 ${raw}，若实为 ${other} 则相符，请核对原件。`,
    en: `${figure.label.en} was recognised as ${raw}; if it is ${other}, all agrees: look at the original.`,
  };
}

/** The figure with both readings in its sources: as it was recognised, and as it would be right. */
export function withBothReadings(quantity: Quantity, { reading }: Mended): Quantity {
  return {
    ...quantity,
    sources: quantity.sources.map((source) => {
      const known = source.readings ?? [];
      const recognised = { text: quantity.raw, engine: 'recognised', confidence: source.confidence ?? null };
      const own = known.length > 0 ? known : [recognised];
      return { ...source, readings: reading.engine === 'arithmetic' ? [...own, reading] : own };
    }),
  };
}
