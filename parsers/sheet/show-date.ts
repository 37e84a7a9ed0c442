import type { FormatToken } from './format-code.ts';

const DAY_SECONDS = 86_400;
/** Day 60 of the 1900 calendar is 29 February 1900, which never was; it is kept for old files (ECMA-376 part 1, 18.17.4.1). */
const FALSE_DAY = 60;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1462;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = '日一二三四五六';

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly seconds: number;
  readonly serial: number;
}

/** A serial date and time under the tokens of a format; undefined outside 1900–9999, where a sheet shows ####. */
export function showDate(stored: number, tokens: readonly FormatToken[], isFrom1904: boolean): string | undefined {
  const moment = toMoment(stored + (isFrom1904 ? DAYS_FROM_1900_TO_1904 : 0));
  if (!moment) return undefined;
  const hasHalf = tokens.some((token) => token.kind === 'date' && token.letters === 'am');
  const shown = tokens.map((token, index) => {
    if (token.kind === 'literal') return token.text;
    if (token.kind === 'date') return showPart(moment, token, { isMinute: isMinute(tokens, index), hasHalf });
    return '';
  });
  return shown.join('');
}

function toMoment(serial: number): Moment | undefined {
  const total = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(total / DAY_SECONDS);
  if (!(days >= 0 && days <= LAST_DAY)) return undefined;
  const seconds = total - days * DAY_SECONDS;
  const weekday = (days + 6) % 7;
  if (days === 0) return { year: 1900, month: 1, day: 0, weekday, seconds, serial };
  if (days === FALSE_DAY) return { year: 1900, month: 2, day: 29, weekday, seconds, serial };
  const date = new Date(Date.UTC(1899, 11, days < FALSE_DAY ? 31 : 30) + days * DAY_SECONDS * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday,
    seconds,
    serial,
  };
}

/** m is minutes after hours or before seconds (ECMA-376 part 1, 18.8.31). */
function isMinute(tokens: readonly FormatToken[], index: number): boolean {
  const nearest = (step: number): string => {
    for (let at = index + step; at >= 0 && at < tokens.length; at += step) {
      const token = tokens[at];
      if (token?.kind === 'date' && token.letters !== 'am') return token.letters[0] ?? '';
    }
    return '';
  };
  return nearest(-1) === 'h' || nearest(1) === 's';
}

function showPart(
  { year, month, day, weekday, seconds, serial }: Moment,
  { letters, isElapsed }: Extract<FormatToken, { kind: 'date' }>,
  { isMinute: minute, hasHalf }: { isMinute: boolean; hasHalf: boolean },
): string {
  const pad = (value: number): string => String(value).padStart(letters.length > 1 ? 2 : 1, '0');
  const hour = Math.floor(seconds / 3600);
  if (isElapsed) {
    const all = Math.round(serial * DAY_SECONDS);
    const unit = { h: 3600, m: 60, s: 1 }[letters[0] ?? 's'] ?? 1;
    return String(Math.floor(all / unit)).padStart(letters.length, '0');
  }
  switch (letters[0]) {
    case 'y':
      return letters.length > 2 ? String(year).padStart(4, '0') : pad(year % 100);
    case 'e':
      return String(year);
    case 'm':
      if (minute && letters.length <= 2) return pad(Math.floor(seconds / 60) % 60);
      if (letters.length <= 2) return pad(month);
      return (MONTHS[month - 1] ?? '').slice(0, letters.length === 3 ? 3 : letters.length === 5 ? 1 : undefined);
    case 'd':
      return letters.length > 2 ? `星期${WEEKDAYS[weekday] ?? ''}` : pad(day);
    case 'h':
      return pad(hasHalf ? hour % 12 || 12 : hour);
    case 's':
      return pad(seconds % 60);
    case 'a':
      if (letters === 'am') return hour < 12 ? '上午' : '下午';
      return `${letters.length > 3 ? '星期' : ''}${WEEKDAYS[weekday] ?? ''}`;
    default:
      return '';
  }
}
