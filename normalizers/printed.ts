import type { Source, Text } from '../pipeline/model/source.ts';

const HAN = '\\p{Script=Han}';
/** Marks and letters between which a line break or blank is only layout. */
const NO_SPACE = `[${HAN}\\u3000-\\u303f\\uff00-\\uffef“”‘’…—]`;
const AFTER = new RegExp(`(?<=${NO_SPACE})\\s+`, 'gu');
const BEFORE = new RegExp(`\\s+(?=${NO_SPACE})`, 'gu');

/** NFKC without any white space: for comparing, never for showing. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/** The text on one line: breaks and blanks beside Han characters are layout and go, others become one blank. */
export function printed(text: string): string {
  return text.replace(AFTER, '').replace(BEFORE, '').replace(/\s+/gu, ' ').trim();
}

/** NFKC without white space, brackets, quotation marks and separators: two printings of one name are equal. */
export function nameKey(name: string): string {
  return folded(name).replace(/[()[\]{}〔〕【】《》〈〉「」『』“”‘’"'、,，。.·:：;；\-—_]/gu, '');
}

/** A name with its place; null where nothing is printed. */
export function toText(text: string, sources: readonly Source[]): Text | null {
  const shown = printed(text);
  return shown === '' ? null : { text: shown, sources: [...sources] };
}

/** Whether a cell holds a figure and nothing else but its unit. */
export function isFigure(text: string): boolean {
  return /^[约¥]?[-+]?\d[\d,]*(\.\d+)?([%‰]|分|万?元|亿元|万)?$/u.test(folded(text));
}

/** Blank, dashes and dots: a place left empty. */
export function isEmpty(text: string): boolean {
  return /^[-—–―－/\\…·.。、~〜_*]*$/u.test(folded(text));
}
