import type { Comparator } from './quantity.ts';

/** Words and signs before a figure, as regular expression sources; longer ones first where one begins another. */
const BEFORE: readonly (readonly [string, Comparator])[] = [
  [
    '≥\\s*[≥=]?|>\\s*=|[〉》]\\s*=|大于或?等于|大于或者等于|高于或?等于|不低于|不少于|不小于|不得低于|不得少于|不得小于|至少|不下于',
    '>=',
  ],
  [
    '≤\\s*[≤=]?|<\\s*=|[〈《]\\s*=|小于或?等于|小于或者等于|低于或?等于|不高于|不超过|不大于|不多于|不超|不得超过|不得高于|不得大于|未超过|最多',
    '<=',
  ],
  ['>|[〉](?=\\s*\\d)|大于|高于|超过|多于|超出', '>'],
  ['<|[〈](?=\\s*\\d)|小于|低于|少于|不足|不到|未满', '<'],
  ['==?|等于', '='],
  ['大约|约为|约|将近|接近|近|大概|~|≈', '~'],
];
/** Words after a figure and its unit. */
const AFTER: readonly (readonly [string, Comparator])[] = [
  ['[(]含[)]以上|[(]?及[)]?以上|[(]?或[)]?以上|[(]?含[)]?以上|以上|\\+(?![\\d.])', '>='],
  ['[(]含[)]以[下内]|[(]?及[)]?以下|以下|以内|之内|[(]?含[)]?以内|内(?![部容外设涵存科])', '<='],
  ['左右|上下', '~'],
];
/** Between a figure and its unit: 200余人, 20多个. */
export const SURPLUS = '[余多]';

export const COMPARATOR_BEFORE = BEFORE.map(([source]) => source).join('|');
/** What a comparator before a figure can begin with. */
export const COMPARATOR_FIRST = '≥≤<>=〈〉《》~≈大高不至小低最未超多少等约将接近';
export const COMPARATOR_AFTER = AFTER.map(([source]) => source).join('|');

const BEFORE_PATTERNS = BEFORE.map(([source, comparator]) => [new RegExp(`^(?:${source})$`), comparator] as const);
const AFTER_PATTERNS = AFTER.map(([source, comparator]) => [new RegExp(`^(?:${source})$`), comparator] as const);

/**
 * The comparator that the words before, between and after a figure make together; null: none. A sign before it wins over
 * a word after it (≥95%以上 is >=), except that 约 and the like give way to a bound (约90%以上 is >=).
 */
export function comparatorOf(words: { before: string; surplus: boolean; after: string }): Comparator | null {
  const before = matchOf(words.before, BEFORE_PATTERNS);
  const after = matchOf(words.after, AFTER_PATTERNS);
  if (before !== null && before !== '~') return before;
  if (after !== null && after !== '~') return after;
  return before ?? after ?? (words.surplus ? '~' : null);
}

function matchOf(words: string, patterns: readonly (readonly [RegExp, Comparator])[]): Comparator | null {
  const text = words.trim();
  if (text === '') return null;
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
