import { Decimal } from 'decimal.js';
import type { FormatSection, FormatToken } from './format-code.ts';
import { showDate } from './show-date.ts';

/** A value as its cell shows it; `isKnown` false: the format is not known, and the text is the value itself. */
export interface Shown {
  readonly text: string;
  readonly isKnown: boolean;
}

/** Digits that a spreadsheet keeps of a number; what a file stores beyond is an artefact of binary floats. */
const KEPT_DIGITS = 15;
/** Characters that General shows of a number with decimals, the point included. */
const GENERAL_LENGTH = 11;
const Plain = Decimal.clone({ toExpNeg: -40, toExpPos: 40, rounding: Decimal.ROUND_HALF_UP });

/** A number as shown under a format; dates count from 1904 where the workbook says so. */
export function showNumber(stored: string, sections: readonly FormatSection[], isFrom1904: boolean): Shown {
  const value = new Plain(stored).toSignificantDigits(KEPT_DIGITS);
  const raw = { text: value.toString(), isKnown: false };
  const chosen = chooseSection(value, sections);
  if (!chosen || chosen.section.tokens.some(({ kind }) => kind === 'unknown')) {
    const date = chosen?.section.isDate ? showDate(value.toNumber(), ISO_DATE, isFrom1904) : undefined;
    return date === undefined ? raw : { text: date, isKnown: false };
  }
  const { section, isSigned } = chosen;
  if (section.isDate) {
    const text = showDate(value.toNumber(), section.tokens, isFrom1904);
    return text === undefined ? raw : { text, isKnown: true };
  }
  const sign = isSigned && value.isNegative() ? '-' : '';
  const text = fillSection(value.abs(), section.tokens);
  if (text === undefined) return raw;
  const isNothing = !/[1-9]/.test(text);
  return { text: isNothing ? text : sign + text, isKnown: true };
}

/** Text under a format: the fourth section, or the only one, if it has a place for text. */
export function showText(text: string, sections: readonly FormatSection[]): string {
  const section = sections[3] ?? (sections.length === 1 ? sections[0] : undefined);
  if (!section || (sections.length < 4 && !section.tokens.some(({ kind }) => kind === 'text'))) return text;
  return section.tokens.map((token) => (token.kind === 'text' ? text : literalOf(token))).join('');
}

const ISO_DATE: readonly FormatToken[] = ['yyyy', '-', 'mm', '-', 'dd'].map((part) =>
  part === '-' ? { kind: 'literal', text: '-' } : { kind: 'date', letters: part, isElapsed: false },
);

function chooseSection(
  value: Decimal,
  sections: readonly FormatSection[],
): { section: FormatSection; isSigned: boolean } | undefined {
  const [first, second, third] = sections;
  if (!first) return undefined;
  if (first.condition || second?.condition) {
    const section = sections.slice(0, 3).find(({ condition }) => condition === null || meets(value, condition));
    return section && { section, isSigned: true };
  }
  if (!second) return { section: first, isSigned: true };
  if (value.isZero()) return { section: third ?? first, isSigned: false };
  return value.isNegative() ? { section: second, isSigned: false } : { section: first, isSigned: false };
}

function meets(value: Decimal, { comparator, bound }: NonNullable<FormatSection['condition']>): boolean {
  const order = value.cmp(bound);
  if (comparator === '<>') return order !== 0;
  return (
    (order < 0 && comparator.startsWith('<')) ||
    (order > 0 && comparator.startsWith('>')) ||
    (order === 0 && comparator.endsWith('='))
  );
}

/** undefined where the section groups digits and breaks them up as well, which nothing here is sure of. */
function fillSection(value: Decimal, tokens: readonly FormatToken[]): string | undefined {
  if (!tokens.some(({ kind }) => kind === 'digit')) {
    return tokens
      .map((token) => (token.kind === 'general' || token.kind === 'text' ? showGeneral(value) : literalOf(token)))
      .join('');
  }
  const point = tokens.findIndex(({ kind }) => kind === 'point');
  const whole = point === -1 ? tokens : tokens.slice(0, point);
  const after = point === -1 ? [] : tokens.slice(point + 1);
  const lastDigit = whole.findLastIndex(({ kind }) => kind === 'digit');
  const firstDigit = whole.findIndex(({ kind }) => kind === 'digit');
  const commas = whole.flatMap(({ kind }, index) => (kind === 'comma' ? index : []));
  const isGrouped = commas.some((index) => index > firstDigit && index < lastDigit);
  const isBroken = whole.slice(firstDigit, lastDigit).some(({ kind }) => kind === 'literal');
  if (isGrouped && isBroken) return undefined;
  const tail = after.slice(after.findLastIndex(({ kind }) => kind === 'digit') + 1);
  const thousands = [...whole.slice(lastDigit + 1), ...tail].filter(({ kind }) => kind === 'comma').length;
  const percents = tokens.filter(({ kind }) => kind === 'percent').length;
  const decimals = after.filter(({ kind }) => kind === 'digit').length;
  const scaled = value.times(new Plain(100).pow(percents)).div(new Plain(1000).pow(thousands));
  const [digits = '', fraction = ''] = scaled.toFixed(decimals).split('.');
  return fillWhole(digits, whole, isGrouped) + (point === -1 ? '' : fillFraction(fraction, after));
}

/** Digits from the right into their places; the first place takes what is left. */
function fillWhole(digits: string, tokens: readonly FormatToken[], isGrouped: boolean): string {
  const least = tokens.filter((token) => token.kind === 'digit' && token.mark === '0').length;
  let left = (digits === '0' && least === 0 ? '' : digits).padStart(least, '0');
  if (isGrouped) left = left.replace(/\B(?=(?:\d{3})+$)/g, ',');
  let places = tokens.filter(({ kind }) => kind === 'digit').length;
  const isWhole =
    isGrouped || !tokens.slice(tokens.findIndex(({ kind }) => kind === 'digit')).some(({ kind }) => kind === 'literal');
  const shown: string[] = [];
  for (const token of [...tokens].reverse()) {
    if (token.kind !== 'digit') {
      shown.push(literalOf(token));
      continue;
    }
    places--;
    const take = isWhole || places === 0 ? (places === 0 ? left.length : 0) : 1;
    shown.push(take === 0 ? '' : left.slice(-take));
    left = take === 0 ? left : left.slice(0, -take);
  }
  return shown.reverse().join('');
}

/** Without decimals the point is left out: 1. is 1. */
function fillFraction(fraction: string, tokens: readonly FormatToken[]): string {
  const marks = tokens.flatMap((token) => (token.kind === 'digit' ? token.mark : []));
  let length = marks.length;
  while (length > 0 && marks[length - 1] !== '0' && fraction[length - 1] === '0') length--;
  let next = 0;
  const shown = tokens.map((token) => {
    if (token.kind !== 'digit') return literalOf(token);
    const digit = next < length ? fraction[next] : '';
    next++;
    return digit;
  });
  const text = shown.join('');
  return /^\d/.test(text) ? `.${text}` : text;
}

/** Whole numbers in full, others to 11 characters: a wide column is taken for granted. */
function showGeneral(value: Decimal): string {
  if (value.isInteger() || value.isZero()) return value.toFixed();
  const whole = value.trunc().toFixed().length;
  return value.toDecimalPlaces(Math.max(0, GENERAL_LENGTH - 1 - whole)).toString();
}

function literalOf(token: FormatToken): string {
  if (token.kind === 'literal') return token.text;
  return token.kind === 'percent' ? '%' : '';
}
