import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Text } from '../../pipeline/model/source.ts';
import type { SentenceBlock } from './input.ts';
import { readSentences, type Sentence } from './mentions.ts';
import { readPassages, sourcesOf } from './passages.ts';
import { readDrafts } from './read-drafts.ts';

/** Points, score and grade of the whole report, as a sentence states them; null: it does not. */
export interface TotalSentence {
  readonly points: Quantity | null;
  readonly score: Quantity | null;
  readonly grade: Text | null;
}

const TOTAL = /(?:总得分|总分|综合得分|自评得分|自评总分|自评分|评价得分|最终得分|综合评分)/;
const GRADE =
  /(?:等级|评级|级别|等次|结论|评价结果|评定)[^，。；“”"\d]{0,8}?(?:为|是|：|:)?\s*[“”"‘]?\s*(优秀|优良|良好|较好|较差|中等|不合格|合格|一般|优|良|中|差|好)(?:级|等)?\s*(?:[”“"’，。；,;）)\s]|$)/;

/** The sentence that states the result: one with a total score first, else one with a grade; undefined where neither stands. */
export function findTotalSentence(blocks: readonly SentenceBlock[]): TotalSentence | undefined {
  let graded: TotalSentence | undefined;
  for (const passage of readPassages(blocks)) {
    if (!TOTAL.test(passage.text) && !GRADE.test(passage.text)) continue;
    for (const sentence of readSentences(passage)) {
      const documentId = passage.parts[0]?.block.sources[0]?.documentId ?? '';
      const grade = gradeOf(sentence, documentId);
      const drafts = TOTAL.test(sentence.text)
        ? readDrafts(sentence, documentId).filter(({ partOf }) => partOf === null)
        : [];
      const score = drafts.find(({ metric, subject }) => metric === 'score' && subject === '总得分')?.quantity ?? null;
      const points =
        drafts.find(({ metric, subject }) => metric === 'points' && subject === '总得分')?.quantity ?? null;
      if (score !== null) return { points, score, grade };
      if (grade !== null) graded ??= { points: null, score: null, grade };
    }
  }
  return graded;
}

function gradeOf(sentence: Sentence, documentId: string): Text | null {
  const { passage } = sentence;
  const match = GRADE.exec(passage.text.slice(sentence.start, sentence.end));
  const word = match?.[1];
  if (match === null || word === undefined) return null;
  const start = sentence.start + match.index + match[0].lastIndexOf(word);
  return { text: word, sources: sourcesOf(passage, { start, end: start + word.length }, documentId) };
}
