/**
 * Characters written without spaces between words: Han, kana, and the punctuation and full-width forms set with them.
 */
const CJK =
  /[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}“”‘’…—·]/u;
const LATIN_WORD = /[\p{L}\p{N}\p{M}]/u;

export function isCjk(char: string | undefined): boolean {
  return char !== undefined && CJK.test(char);
}

/** What stands between two pieces of text where a line was wrapped: nothing beside Han, a space between words. */
export function wrapSeparator(before: string, after: string): '' | ' ' {
  const last = lastChar(before);
  const first = firstChar(after);
  if (last === undefined || first === undefined) return '';
  if (isCjk(last) || isCjk(first)) return '';
  // A word or a figure parted at a hyphen, slash or bracket goes on without a space.
  if (/[-‐/(（[~～]$/u.test(last) || /^[%‰)）\],.;:]/u.test(first)) return '';
  return LATIN_WORD.test(last) || LATIN_WORD.test(first) ? ' ' : '';
}

export function lastChar(text: string): string | undefined {
  return Array.from(text.slice(-2)).at(-1);
}

export function firstChar(text: string): string | undefined {
  return Array.from(text.slice(0, 2))[0];
}
