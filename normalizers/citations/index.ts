import type { Citation } from '../../pipeline/model/report.ts';
import type { SentenceBlock } from '../sentences/input.ts';
import { blockAt, type Passage, readPassages, sourcesOf } from '../sentences/passages.ts';
import { findActs } from './find-acts.ts';

/** The documents that sentences cite, in reading order: title and number where both are printed, also where a page break parts them. */
export function readCitations(blocks: readonly SentenceBlock[]): Citation[] {
  return readPassages(blocks).flatMap((passage) =>
    findActs(passage.text).map((act): Citation => toCitation(passage, act)),
  );
}

function toCitation(passage: Passage, act: ReturnType<typeof findActs>[number]): Citation {
  const documentId = passage.parts[0]?.block.sources[0]?.documentId ?? '';
  return {
    title: act.title,
    number: act.number,
    year: act.number === null ? null : (/(?:19|20)\d{2}/.exec(act.number)?.[0] ?? null),
    blockId: blockAt(passage, act.start)?.blockId ?? '',
    sources: sourcesOf(passage, act, documentId),
  };
}
