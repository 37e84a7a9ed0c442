import { findTextRules } from '../rules/text-rules.ts';
import { compactText } from './compact.ts';

/** Stands for a character that belongs to no figure; one for one, so that offsets stay. */
export const MASK = '■';

/** Longest quotation left out; a lone opening mark must not swallow a paragraph. */
const LONGEST_QUOTE = 120;
const LEFT_OUT: readonly RegExp[] = [
  /《(?:[^《》]|《[^《》]{0,120}》){1,200}》/g,
  new RegExp(`“[^“”]{0,${LONGEST_QUOTE}}”`, 'g'),
  new RegExp(`‘[^‘’]{0,${LONGEST_QUOTE}}’`, 'g'),
  /"[^"“”。]{1,60}"/g,
  // （长政办发〔2022〕7号）, （2015年第78号政府令）
  /[（(][^（()）]{0,24}(?:[（(][^（()）]{0,6}[)）][^（()）]{0,12})?[〔[（(【]\s?(?:19|20)\d{2}\s?[〕\]）)】]?\s?(?:第\s?)?\d{1,5}\s?[)）]?\s?号?\s?[）)]?/g,
  /[（(][^（()）]{0,12}第?\s?\d{1,4}\s?号[^（()）]{0,8}[）)]/g,
  /表\s?\d{1,2}(?:\s?[-—–.]\s?\d{1,2}){1,2}/g,
  /^\s*[-–•]\s*\d{1,2}\s?[.．、]/g,
  /[（(]\s?\d{1,2}\s?[）)](?=\s*$)/g,
  /(?:填报|填表|编制|报告|评价)?(?:日期|时间)\s?[:：]\s?[\d.\s年月日-]+/g,
  /收支两条线/g,
  // 5:5比例
  /\d+\s?[:：]\s?\d+/g,
];

/** The text with titles, quotations, document numbers and printed scoring rules blanked out: what stands there is no figure of the sentence. */
export function maskText(text: string): string {
  const spans = ruleSpans(text);
  for (const pattern of LEFT_OUT) {
    for (const match of text.matchAll(pattern)) spans.push([match.index, match.index + match[0].length]);
  }
  if (spans.length === 0) return text;
  const characters = text.split('');
  for (const [start, end] of spans) characters.fill(MASK, start, end);
  return characters.join('');
}

function ruleSpans(text: string): [number, number][] {
  if (!/分|%|％/.test(text)) return [];
  const compact = compactText(text);
  return findTextRules(compact.text, null)
    .filter(({ kind }) => kind !== 'not-applicable-full')
    .map(({ start, end }): [number, number] => [compact.startOf(start), compact.endOf(end)]);
}
