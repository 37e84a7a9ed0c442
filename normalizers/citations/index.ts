import type { Citation } from '../../pipeline/model/report.ts';
import type { SentenceBlock } from '../sentences/input.ts';

/** The documents that sentences cite, in reading order: title and number where both are printed. */
export function readCitations(blocks: readonly SentenceBlock[]): Citation[] {
  void blocks;
  return [];
}
