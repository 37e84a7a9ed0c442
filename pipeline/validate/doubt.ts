import { CORRECTED_BY_PERSON } from '../model/decision.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Reading } from '../model/source.ts';

/**
 * Below this confidence a recognised figure is doubtful. Text layers and markup carry no confidence and are never
 * doubtful.
 */
export const MIN_CONFIDENCE = 0.8;

/**
 * Whether the reading of a figure is too uncertain to accuse the document. Where readings differ, whoever chose among them
 * said how far the chosen one is to be trusted; without such a confidence, readings that differ are doubt enough, unless a
 * person settled them.
 */
export function isDoubtful({ sources }: Pick<Quantity, 'sources'>): boolean {
  return sources.some(({ confidence, readings = [] }) => {
    if (confidence !== undefined) return confidence < MIN_CONFIDENCE;
    if (isSettledByPerson(readings)) return false;
    const texts = readings.map(({ text }) => text.normalize('NFKC').replace(/\s/g, ''));
    return new Set(texts).size > 1;
  });
}

/** Whether a person looked and said what stands there. */
export function isSettledByPerson(readings: readonly Reading[]): boolean {
  return readings.some(({ engine }) => engine === CORRECTED_BY_PERSON);
}
