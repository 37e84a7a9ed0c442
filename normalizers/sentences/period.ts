import type { FoundQuantity } from '../../pipeline/model/quantity/find-quantities.ts';
import type { Sentence } from './mentions.ts';

const AS_OF = /(?:截至|截止)(?:到)?\s*$/;
const NOW = /(?:截至|截止|到)?目前/g;

/**
 * The year or as-of date that holds at an offset of a sentence, as printed but for spaces: 截至2022年9月初 holds to the end of the
 * sentence, else the last year or 目前 before the figure; null: the sentence names none before it.
 */
export function periodAt(sentence: Pick<Sentence, 'dates' | 'passage' | 'start'>, offset: number): string | null {
  const { text } = sentence.passage;
  const before = sentence.dates.filter((date) => date.end <= offset && /^\d{4}/.test(date.quantity.value ?? ''));
  const asOf = before.findLast((date) => AS_OF.test(leadOf(text, date)));
  if (asOf) return withoutSpaces(`${AS_OF.exec(leadOf(text, asOf))?.[0] ?? ''}${asOf.quantity.raw}`);
  const date = before.at(-1);
  const now = [...text.slice(sentence.start, offset).matchAll(NOW)].at(-1);
  if (now && sentence.start + now.index >= (date?.end ?? 0)) return now[0];
  return date === undefined ? null : withoutSpaces(date.quantity.raw);
}

function leadOf(text: string, date: FoundQuantity): string {
  return text.slice(Math.max(0, date.start - 5), date.start);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}
