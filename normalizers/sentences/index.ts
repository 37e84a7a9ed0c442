import type { Note } from '../../pipeline/model/note.ts';
import type { Fact } from '../../pipeline/model/report.ts';
import type { Draft } from './draft.ts';
import { deriveFits } from './fits.ts';
import { readFullScores } from './indicator-scores.ts';
import type { SentenceBlock } from './input.ts';
import { joinLevels } from './levels.ts';
import { linkTopics } from './link-topics.ts';
import { readSentences, type Sentence } from './mentions.ts';
import { joinParts } from './parts.ts';
import { blockAt, readPassages, sourcesOf } from './passages.ts';
import { deriveBalances, deriveProducts } from './products.ts';
import { deriveRates } from './rates.ts';
import { readClaims, readDrafts } from './read-drafts.ts';

export { findTotalSentence, type TotalSentence } from './total-sentence.ts';

/** The figures that sentences state, in reading order, with what the sentences themselves say about how they follow from each other. */
export function readFacts(
  blocks: readonly SentenceBlock[],
  options: { readonly documentId: string },
): { facts: Fact[]; notes: Note[] } {
  const { documentId } = options;
  const drafts: Draft[] = [];
  const notes: Note[] = [];
  for (const passage of readPassages(blocks)) {
    if (passage.isHeading) {
      // A heading states nothing but the points it claims: 项目决策（20分）.
      drafts.push(...readSentences(passage).flatMap((sentence) => readClaims(sentence, documentId)));
      continue;
    }
    const paragraph: Draft[] = [];
    let before: readonly Draft[] = [];
    for (const sentence of readSentences(passage)) {
      const own = readDrafts(sentence, documentId);
      joinParts(sentence, own, before);
      deriveBalances(own);
      deriveProducts(own);
      deriveRates(own, paragraph);
      deriveFits(own, paragraph);
      paragraph.push(...own, ...readFullScores(sentence, documentId));
      before = own;
      if (sentence.unread > 0) notes.push(tooManyFigures(sentence, documentId));
    }
    drafts.push(...paragraph);
  }
  joinLevels(drafts);
  linkTopics(drafts);
  return { facts: toFacts(drafts), notes };
}

function toFacts(drafts: readonly Draft[]): Fact[] {
  const ids = new Map(drafts.map((draft, index) => [draft, `f${index + 1}`]));
  const idOf = (draft: Draft): string => ids.get(draft) ?? '';
  return drafts.map((draft): Fact => {
    const { metric, subject, period, basis, quantity, list, listOpen, derivation, partOf, sentence } = draft;
    return {
      factId: idOf(draft),
      metric,
      subject,
      period,
      basis,
      quantity,
      partOf: partOf === null ? null : idOf(partOf),
      derivation:
        derivation === null
          ? null
          : { kind: derivation.kind, operands: derivation.operands.map(idOf), exhaustive: derivation.exhaustive },
      list,
      listOpen,
      blockId: blockAt(sentence.passage, draft.start)?.blockId ?? '',
      headings: [...sentence.passage.headings],
      sentence: sentence.text,
    };
  });
}

function tooManyFigures(sentence: Sentence, documentId: string): Note {
  const { unread, passage, start, end } = sentence;
  return {
    code: 'sentence-with-too-many-figures',
    message: {
      zh: `一句之中数字过多，后面${unread}个没有读取`,
      en: `${unread} figures at the end of a sentence with too many of them were not read`,
    },
    documentId,
    reportId: null,
    sources: sourcesOf(passage, { start, end }, documentId),
  };
}
