import type { Note } from '../../pipeline/model/note.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fact } from '../../pipeline/model/report.ts';
import type { Text } from '../../pipeline/model/source.ts';
import type { SentenceBlock } from './input.ts';

/** The figures that sentences state, in reading order, with what the sentences themselves say about how they follow from each other. */
export function readFacts(
  blocks: readonly SentenceBlock[],
  options: { readonly documentId: string },
): { facts: Fact[]; notes: Note[] } {
  void blocks;
  void options;
  return { facts: [], notes: [] };
}

/** What a sentence such as 总得分为96分，绩效评级“好” says of the whole report; undefined where none does. */
export function findTotalSentence(
  blocks: readonly SentenceBlock[],
): { points: Quantity | null; score: Quantity | null; grade: Text | null } | undefined {
  void blocks;
  return undefined;
}
