import { CORRECTED_BY_PERSON } from '../model/decision.ts';
import type { Quantity } from '../model/quantity/quantity.ts';

/**
 * Below this confidence a recognised figure is doubtful. Text layers and markup carry no confidence and are never
 * doubtful. To be measured on scans; 0.8 is where the two engines used for figures start to disagree often.
 */
export const MIN_CONFIDENCE = 0.8;

/**
 * Whether the reading of a figure is too uncertain to accuse the document: low confidence, or two readings that differ
 * and no person who settled them.
 */
export function isDoubtful(quantity: Quantity): boolean {
  return quantity.sources.some((source) => {
    if (source.confidence !== undefined && source.confidence < MIN_CONFIDENCE) return true;
    const readings = source.readings ?? [];
    if (readings.some(({ engine }) => engine === CORRECTED_BY_PERSON)) return false;
    const texts = readings.map(({ text }) => text.normalize('NFKC').replace(/\s/g, ''));
    return new Set(texts).size > 1;
  });
}
