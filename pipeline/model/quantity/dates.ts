import { parseChineseNumeral } from './numerals.ts';
import type { Comparator } from './quantity.ts';

/** A date or a span of dates as printed. */
export interface PrintedDate {
  /** ISO 8601 as far as printed: 2022-12-31, 2022-09, 2022, --09 (9月), --09-15, ---15 (15日 of every month). */
  readonly value: string;
  /** The end of a span; null: one date. */
  readonly upper: string | null;
  /** 前 and 之前 are <=, 后 and 起 are >=; else null. */
  readonly comparator: Comparator | null;
  /** UTF-16 units the date takes. */
  readonly length: number;
}

interface Part {
  readonly year: string | null;
  readonly month: number | null;
  readonly day: number | null;
}

const YEAR = '(?:19|20)\\d{2}|[一二][零九〇][零一二三四五六七八九]{2}';
const SMALL = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
const TAIL = '(?:年?[底末初]|[上中下]旬)?(?:之前|以前|前|之后|以后|后|起)?';
const FULL = new RegExp(
  `(${YEAR})\\s{0,2}年(?:度)?(?:\\s{0,2}(${SMALL})\\s{0,2}月(?:份)?(?:\\s{0,2}(${SMALL})\\s{0,2}[日号])?)?`,
  'y',
);
const MONTH = /(\d{1,2})\s{0,2}月(?:份)?(?:\s{0,2}(\d{1,2})\s{0,2}[日号])?/y;
const NUMERIC = /((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?![\d.%])/y;
const YEARS =
  /((?:19|20)\d{2})\s{0,2}年?(?:度)?\s{0,2}[-—–~至]\s{0,2}((?:19|20)\d{2})(?:\s{0,2}年(?:度)?|(?![\d.,%]))/y;
const MONTHS = /(\d{1,2})\s{0,2}(?:月(?:份)?)?\s{0,2}[-—–~至]\s{0,2}(\d{1,2})\s{0,2}月(?!\d)(?:份)?/y;
const YEAR_MONTHS = new RegExp(
  `(${YEAR})\\s{0,2}年\\s{0,2}(\\d{1,2})\\s{0,2}[-—–~至]\\s{0,2}(\\d{1,2})\\s{0,2}月(?:份)?`,
  'y',
);
const MONTHLY = /每月\s{0,2}(\d{1,2})\s{0,2}[日号]/y;
const LINK = /\s{0,2}(?:[-—–~至到]|——)\s{0,2}/y;
const TAIL_PATTERN = new RegExp(TAIL, 'y');

/** The date that starts at `index` of a folded text; null: none starts there. Durations (9个月, 2年) are no dates. */
export function dateAt(text: string, index: number): PrintedDate | null {
  const span = spanAt(text, index);
  if (span === null) return null;
  const tail = execAt(TAIL_PATTERN, text, span.end)?.[0] ?? '';
  const comparator = /前$/.test(tail) ? '<=' : /[后起]$/.test(tail) ? '>=' : null;
  return { value: span.value, upper: span.upper, comparator, length: span.end + tail.length - index };
}

function spanAt(text: string, index: number): { value: string; upper: string | null; end: number } | null {
  const monthly = execAt(MONTHLY, text, index);
  const dayOfMonth = Number(monthly?.[1] ?? 0);
  if (monthly && isDay(dayOfMonth)) {
    return { value: `---${two(dayOfMonth)}`, upper: null, end: index + monthly[0].length };
  }
  const years = execAt(YEARS, text, index);
  if (
    years?.[1] &&
    years[2] &&
    years[1] < years[2] &&
    !/^\s{0,2}\d{1,2}\s{0,2}月/.test(text.slice(index + years[0].length, index + years[0].length + 6))
  ) {
    return { value: years[1], upper: years[2], end: index + years[0].length };
  }
  const yearMonths = execAt(YEAR_MONTHS, text, index);
  if (yearMonths?.[1] && isMonth(Number(yearMonths[2])) && isMonth(Number(yearMonths[3]))) {
    const year = yearOf(yearMonths[1]);
    const [from, to] = [two(Number(yearMonths[2])), two(Number(yearMonths[3]))];
    return { value: `${year}-${from}`, upper: `${year}-${to}`, end: index + yearMonths[0].length };
  }
  const months = execAt(MONTHS, text, index);
  if (months && isMonth(Number(months[1])) && isMonth(Number(months[2]))) {
    const end = index + months[0].length;
    return { value: `--${two(Number(months[1]))}`, upper: `--${two(Number(months[2]))}`, end };
  }
  const first = partAt(text, index);
  if (first === null) return null;
  const link = execAt(LINK, text, first.end);
  const second = link ? partAt(text, first.end + link[0].length) : null;
  if (link && second) {
    const inherited = { ...second.part, year: second.part.year ?? first.part.year };
    return { value: isoOf(first.part), upper: isoOf(inherited), end: second.end };
  }
  return { value: isoOf(first.part), upper: null, end: first.end };
}

function partAt(text: string, index: number): { part: Part; end: number } | null {
  const numeric = execAt(NUMERIC, text, index);
  if (numeric?.[1] && isMonth(Number(numeric[3])) && isDay(Number(numeric[4]))) {
    const part = { year: numeric[1], month: Number(numeric[3]), day: Number(numeric[4]) };
    return { part, end: index + numeric[0].length };
  }
  const full = execAt(FULL, text, index);
  if (full?.[1]) {
    const year = yearOf(full[1]);
    const month = full[2] === undefined ? null : smallOf(full[2]);
    const day = full[3] === undefined ? null : smallOf(full[3]);
    if ((month === null || isMonth(month)) && (day === null || isDay(day))) {
      return { part: { year, month, day }, end: index + full[0].length };
    }
  }
  const month = execAt(MONTH, text, index);
  if (month && isMonth(Number(month[1])) && (month[2] === undefined || isDay(Number(month[2])))) {
    const day = month[2] === undefined ? null : Number(month[2]);
    return { part: { year: null, month: Number(month[1]), day }, end: index + month[0].length };
  }
  return null;
}

function isoOf({ year, month, day }: Part): string {
  const monthText = month === null ? '' : `-${two(month)}`;
  const dayText = day === null ? '' : `-${two(day)}`;
  return `${year ?? '-'}${monthText}${dayText}`;
}

function yearOf(printed: string): string {
  return /^\d/.test(printed) ? printed : (parseChineseNumeral(printed) ?? printed);
}

function smallOf(printed: string): number {
  return Number(/^\d/.test(printed) ? printed : (parseChineseNumeral(printed) ?? Number.NaN));
}

const two = (number: number) => String(number).padStart(2, '0');
const isMonth = (number: number) => number >= 1 && number <= 12;
const isDay = (number: number) => number >= 1 && number <= 31;

function execAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
