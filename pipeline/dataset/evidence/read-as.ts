import { toDiffering } from '../../model/apply-corrections.ts';
import { CORRECTED_BY_PERSON, type Correction } from '../../model/decision.ts';
import type { FindingSource } from '../../model/finding.ts';

/** What was read where a person corrected it: the words that differ; null where nobody corrected what is cited. */
export function toReadAs(source: FindingSource, corrections: readonly Correction[]): string | null {
  // Only what was applied counts: a correction of a file that has changed since is left alone.
  if (!source.readings?.some(({ engine }) => engine === CORRECTED_BY_PERSON)) return null;
  for (const correction of [...corrections].reverse()) {
    if (!isSamePlace(source, correction.source)) continue;
    const { from, to } = toDiffering(correction.from, correction.to);
    // A paragraph holds more than what is cited.
    if (source.tableId === undefined && !source.text.includes(to)) continue;
    return from;
  }
  return null;
}

function isSamePlace(cited: FindingSource, corrected: Correction['source']): boolean {
  if (cited.documentId !== corrected.documentId || cited.tableId !== corrected.tableId) return false;
  if (cited.tableId === undefined) return cited.blockId === corrected.blockId;
  return cited.row === corrected.row && cited.col === corrected.col;
}
