import type { FoundQuantity } from '../../pipeline/model/quantity/find-quantities.ts';
import { openingOf, type Sentence } from './mentions.ts';

const AS_OF = /(?:截至|截止)(?:到)?\s*$/;
const NOW = /(?:截至|截止|到)?目前/g;

/**
 * The year or as-of date that holds for a figure, as printed but for spaces. 截至2022年9月初 holds to the end of the sentence, a
 * year in the figure's own words (`labelStart` to `offset`) for it alone, one that opens a clause for what follows; a year
 * inside an earlier clause (于2019年成立，…) for nothing else. null: none.
 */
export function periodAt(
  sentence: Pick<Sentence, 'dates' | 'passage' | 'start'>,
  { labelStart, offset }: { readonly labelStart: number; readonly offset: number },
): string | null {
  const { text } = sentence.passage;
  const all = sentence.dates.filter((date) => date.end <= offset && /^\d{4}/.test(date.quantity.value ?? ''));
  const before = all.filter(
    (date) =>
      date.start >= labelStart ||
      AS_OF.test(leadOf(text, date)) ||
      /(?:^|[，,；;：:。、）)])\s*$/.test(text.slice(sentence.start, date.start)),
  );
  const asOf = before.findLast((date) => AS_OF.test(leadOf(text, date)));
  if (asOf) return withoutSpaces(`${AS_OF.exec(leadOf(text, asOf))?.[0] ?? ''}${asOf.quantity.raw}`);
  const date = before.at(-1);
  const now = [...text.slice(sentence.start, offset).matchAll(NOW)].at(-1);
  if (now && sentence.start + now.index >= (date?.end ?? 0)) return now[0];
  if (date === undefined) return null;
  const printed = withoutSpaces(date.quantity.raw);
  return openingOf(date, text) === '' ? printed : printed.replace(/年?年初$/, '年');
}

function leadOf(text: string, date: FoundQuantity): string {
  return text.slice(Math.max(0, date.start - 5), date.start);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}
