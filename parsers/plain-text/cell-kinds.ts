/** Most cells need no folding; the test is ten times as fast. */
const FOLDED = /^[!-~\u4e00-\u9fff]*$/;

/** Text for comparing: full-width forms and compatibility characters folded, no white space. */
export function fold(text: string): string {
  return FOLDED.test(text) ? text : text.normalize('NFKC').replace(/\s+/g, '');
}

const FIGURE = /^[≥≤<>=≧≦═±约近]*-?[\d,]*\.?\d+(?:[-~—至到][\d.,]+)?(?:%|‰|[\p{L}/·*]{0,6})$/u;
const BARE_FIGURE = /^[≥≤<>=≧≦═]*-?[\d,]*\.?\d+%?$/;
const PERCENT = /^[≥≤<>=≧≦═]*-?[\d,]*\.?\d+%$/;
const CLAIM = /\(\d+(?:\.\d+)?分\)$/;
const FUSED = /^(\([^()]*\))(-?[\d,]*\.?\d+(?:%|分)?)$/;

/** A figure, with a comparator and a short unit at most: 9, 87.7, ≥95%, 10分, 6-9个月. */
export function isFigure(text: string): boolean {
  return FIGURE.test(fold(text));
}

export function isBareFigure(text: string): boolean {
  return BARE_FIGURE.test(fold(text));
}

export function isPercent(text: string): boolean {
  return PERCENT.test(fold(text));
}

/** Words that cannot stand where a form asks for a figure: three Han characters or more, not led by a digit. */
export function isWords(text: string): boolean {
  const folded = fold(text);
  return /\p{Script=Han}{3}/u.test(folded) && !/^[≥≤<>=≧≦═约近]*[\d-]/.test(folded) && splitFused(text) === null;
}

/** A heading that claims points: 决策依据（5分）. */
export function claimsPoints(text: string): boolean {
  return CLAIM.test(fold(text));
}

/** Text in brackets and nothing else: （20分）, (20分*执行率), (A). */
export function isBracketed(text: string): boolean {
  return /^\([^()]{1,40}\)$/.test(fold(text));
}

/** 得分's second line and the score in one cell, (20分*执行率) 13: both parts, or null. The brackets hold words or a formula. */
export function splitFused(text: string): { readonly heading: string; readonly figure: string } | null {
  const folded = fold(text);
  const match = FUSED.exec(folded);
  if (match?.[1] === undefined || match[2] === undefined || /^\([\d.,%]*\)$/.test(match[1])) return null;
  const end = /[)）]/.exec(text);
  return end === null
    ? null
    : { heading: text.slice(0, end.index + 1).trim(), figure: text.slice(end.index + 1).trim() };
}

export function endsSentence(text: string): boolean {
  return /[。！？!?；;：:…](?:[”’』」》）)"']*)$/.test(text.trim());
}
