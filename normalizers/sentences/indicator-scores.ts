import type { Draft } from './draft.ts';
import type { Sentence } from './mentions.ts';
import { sourcesOf } from './passages.ts';

const FULL = /(?:本项|本|该项|该|此项|此)?指标(?:自评|实际)?(?:得|为|计|记)(满分)/g;

/** 本项指标得满分 as a score without a figure: quantity of kind text; 本项指标得0分 is a figure like any other. */
export function readFullScores(sentence: Sentence, documentId: string): Draft[] {
  const { passage } = sentence;
  const topic = passage.topicLeads ? passage.topic : null;
  if (topic === null) return [];
  return [...passage.text.slice(sentence.start, sentence.end).matchAll(FULL)].map((match): Draft => {
    const end = sentence.start + match.index + match[0].length;
    const start = end - (match[1]?.length ?? 0);
    return {
      sentence,
      start,
      end,
      mention: null,
      dimension: 'points',
      quantity: {
        raw: passage.text.slice(start, end),
        kind: 'text',
        value: null,
        upper: null,
        unit: null,
        comparator: null,
        decimals: null,
        sources: sourcesOf(passage, { start, end }, documentId),
      },
      label: match[0].slice(0, -2),
      metric: 'score',
      subject: topic,
      period: null,
      basis: null,
      partOf: null,
      derivation: null,
      list: null,
      listOpen: false,
    };
  });
}
