import type { PageContent } from './page-content.ts';

/** A page whose legible share is below this is not read: one wrong character in three leaves no figure certain. */
export const LEAST_QUALITY = 0.7;
/** Scripts a report may be written in; others side by side come from codes taken for characters. */
const EXPECTED =
  /[\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u;
const OTHER_SCRIPTS = [
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Syriac}/u,
  /\p{Script=Thaana}/u,
  /\p{Script=Nko}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Bengali}/u,
  /\p{Script=Tamil}/u,
  /\p{Script=Telugu}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Lao}/u,
  /\p{Script=Tibetan}/u,
  /\p{Script=Myanmar}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Ethiopic}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Canadian_Aboriginal}/u,
  /\p{Script=Khmer}/u,
  /\p{Script=Mongolian}/u,
  /\p{Script=Yi}/u,
  /\p{Script=Sinhala}/u,
  /\p{Script=Oriya}/u,
];
/** Letters of this many scripts on one page are no text. */
const MOST_SCRIPTS = 3;

/** Share of a page's characters that are legible, with two decimals; 1 for a page without text. */
export function measureQuality({ glyphs, quality, words }: Pick<PageContent, 'glyphs' | 'quality' | 'words'>): number {
  if (glyphs === 0) return 1;
  let strange = 0;
  let all = 0;
  const scripts = new Set<number>();
  for (const { text } of words) {
    for (const char of text) {
      all += 1;
      if (EXPECTED.test(char)) continue;
      strange += 1;
      const script = OTHER_SCRIPTS.findIndex((pattern) => pattern.test(char));
      scripts.add(script);
    }
  }
  const share = all === 0 || scripts.size < MOST_SCRIPTS ? 1 : 1 - strange / all;
  return Math.round(Math.min(quality, share) * 100) / 100;
}

export function isLegible(quality: number): boolean {
  return quality >= LEAST_QUALITY;
}
