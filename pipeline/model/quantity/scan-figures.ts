import { COMPARATOR_AFTER, COMPARATOR_BEFORE, COMPARATOR_FIRST, comparatorOf, SURPLUS } from './comparators.ts';
import { dateAt } from './dates.ts';
import { maySkipAt, skipLengthAt } from './not-figures.ts';
import { NUMERAL_CHARACTERS, parseChineseNumeral } from './numerals.ts';
import type { Comparator } from './quantity.ts';
import { CLASSIFIERS, UNIT_WORDS } from './units.ts';

/** A figure found in a folded text. */
export interface ScannedFigure {
  readonly start: number;
  readonly end: number;
  /** Canonical decimal, or ISO date. */
  readonly value: string;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly comparator: Comparator | null;
  readonly decimals: number | null;
  readonly isDate: boolean;
  /** Written in Chinese numerals. */
  readonly spelled: boolean;
}

/** More digits than any amount has: a longer run is an account number or glued columns, not a figure. */
const MOST_DIGITS = 20;
const NUMBER = `(?:\\d{1,3}(?:,\\d{3}){1,6}(?![\\d,])|\\d{1,${MOST_DIGITS}})(?:\\.\\s?\\d{1,${MOST_DIGITS}}|\\.(?=\\s*(?:%|$)))?`;
const MULTIPLIER = '万亿|千万|百万|十万|亿|万|千(?![米克瓦])|百(?!分)';
const WORDS = UNIT_WORDS.map((word) =>
  // Latin units are printed in either case: 25TB, 25tb
  escapeForPattern(word).replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
).join('|');
const SIMPLE_UNIT = `(?:${WORDS})(?![A-Za-z])`;
const PER_UNIT = `\\s?(?:[/·*•]|每)\\s?(?:${WORDS})(?![A-Za-z])`;
const UNIT = `(?:百分比|(?:(?:${MULTIPLIER})?${SIMPLE_UNIT}(?:(?:${PER_UNIT}){1,3}(?:、[天日月年次])?)?))`;
const BEFORE = new RegExp(
  `(${COMPARATOR_BEFORE})?\\s{0,3}(?:了)?(为|达到?|到)?\\s{0,2}(?:¥|人民币)?\\s{0,2}(百分之|千分之)?`,
  'y',
);
const VALUE = new RegExp(`([-+]?)(${NUMBER})`, 'y');
const AFTER_NUMBER = new RegExp(
  `\\s{0,3}(${SURPLUS})?(${MULTIPLIER})?(${SURPLUS})?\\s{0,3}(${UNIT})?(${SURPLUS}(?!少))?`,
  'y',
);
const RANGE_LINK = /\s{0,2}(?:\(不?含\))?(?:-{1,2}|—{1,2}|–|~|至|到)\s{0,2}/y;
const TRAILING = new RegExp(`\\s{0,3}(${COMPARATOR_AFTER})`, 'y');
const SPELLED = new RegExp(`[${NUMERAL_CHARACTERS}]{1,16}`, 'y');
const SPELLED_UNIT = new RegExp(
  `(?:大)?(?:${[
    ...CLASSIFIERS.filter(
      (word) =>
        ![
          '县',
          '市',
          '区',
          '省',
          '村',
          '镇',
          '乡',
          '点',
          '期',
          '届',
          '层',
          '路',
          '面',
          '级',
          '把',
          '班',
          '段',
          '方',
          '对',
          '块',
          '片',
          '队',
          '包',
          '组',
          '单',
          '册',
          '轮',
          '起',
        ].includes(word),
    ),
    '个工作日',
    '个月',
    '人次',
    '万人次',
    '万人',
    '万元',
    '亿元',
    '元',
    '人',
    '名',
    '位',
    '倍',
    '天',
    '小时',
  ]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(escapeForPattern)
    .join('|')})`,
  'y',
);
/** Set phrases that begin like a count. */
const SPELLED_PHRASES =
  /(?:[三二两四]位一体|[四两三]个(?:意识|自信|维护|全面|确立|务必|聚焦|责任)|八项规定|十分|两个[“"]|三个一批|百家|三重)/y;
/** 一个, 一项, 一种 are articles, not counts, unless such a word stands before them. */
const ONE_COUNTED = /(?:共|设|设置|设立|仅|只有|包括|下设|内设)$/;
/** Before a numeral these make a word of it: 第三, 统一, 十四五, 唯一, 星期三. */
const NOT_BEFORE_SPELLED = /[第统唯“"'‘「期周每之初某逐另任同那一二三四五六七八九十百千万]$/;

/** All figures and dates of a folded text, in order and without overlap; linear in the length of the text. */
export function scanFigures(text: string): readonly ScannedFigure[] {
  const found: ScannedFigure[] = [];
  let index = 0;
  while (index < text.length) {
    const mayBegin = FIRST.has(text.charCodeAt(index));
    if (!mayBegin && !maySkipAt(text, index)) {
      index += 1;
      continue;
    }
    const skipped = skipLengthAt(text, index);
    if (skipped > 0) {
      index += skipped;
      continue;
    }
    if (!mayBegin) {
      index += 1;
      continue;
    }
    const figure = dateFigureAt(text, index) ?? digitFigureAt(text, index) ?? spelledFigureAt(text, index);
    if (figure === null) {
      index += 1;
      // A run of digits that is no figure is passed over as one, or its tail would be taken for a number.
      if (isDigit(text, index - 1)) while (isDigit(text, index)) index += 1;
      continue;
    }
    found.push(figure);
    index = figure.end;
  }
  return found;
}

/** Characters that a figure or a date can begin with: digits, signs, numerals, and what comparators and 百分之 begin with. */
const FIRST: ReadonlySet<number> = new Set(
  [...`0123456789-+¥人了每${COMPARATOR_FIRST}${NUMERAL_CHARACTERS}`].map((character) => character.charCodeAt(0)),
);

function dateFigureAt(text: string, index: number): ScannedFigure | null {
  if (!isDigit(text, index) && !/[一二每]/.test(text.charAt(index))) return null;
  if (isDigit(text, index - 1) || /[\d.][.\-/]$/.test(text.slice(Math.max(0, index - 2), index))) return null;
  const date = dateAt(text, index);
  if (date === null) return null;
  const { value, upper, comparator, length } = date;
  const base = { start: index, end: index + length, decimals: null, unit: null, isDate: true, spelled: false };
  return { ...base, value, upper, comparator };
}

function digitFigureAt(text: string, index: number): ScannedFigure | null {
  if (/[\s为达到]/.test(text.charAt(index))) return null;
  const before = execAt(BEFORE, text, index);
  const beforeWords = before?.[1] ?? '';
  const lead =
    before && (beforeWords !== '' || before[3] !== undefined || /[¥人]/.test(text.charAt(index))) ? before[0] : '';
  if (beforeWords === '=' && inEquation(text, index)) return null;
  const numberAt = index + lead.length;
  const fraction = lead === '' ? undefined : before?.[3];
  const spelledPercent = fraction ? spelledShareAt(text, numberAt, index, fraction, beforeWords) : null;
  if (spelledPercent !== null) return spelledPercent;
  if (isDigit(text, numberAt - 1)) return null;
  const first = execAt(VALUE, text, numberAt);
  if (first === null || isDigit(text, numberAt + first[0].length)) return null;
  const signed = first[1] === '-';
  if (signed && !minusAllowed(text, numberAt)) return null;
  let end = numberAt + first[0].length;
  let tail = unitAt(text, end);
  end = tail.end;
  let upper: string | null = null;
  const link = execAt(RANGE_LINK, text, end);
  if (link && rangeAllowed(text, index, link[0])) {
    const second = execAt(VALUE, text, end + link[0].length);
    if (second && second[1] === '' && !isDigit(text, end + link[0].length + second[0].length)) {
      const secondTail = unitAt(text, end + link[0].length + second[0].length);
      // 5万-10万元: the first end may print the beginning of the unit only.
      if (tail.unit === null || secondTail.unit?.startsWith(tail.unit)) {
        upper = canonical(second[2] ?? '', false);
        tail = { ...secondTail, surplus: tail.surplus || secondTail.surplus };
        end = secondTail.end;
      }
    }
  }
  if (/[A-Za-z_]/.test(text.charAt(end))) return null;
  const after = execAt(TRAILING, text, end);
  if (after) end += after[0].length;
  const money = tail.unit === null && /¥|人民币/.test(lead) ? '元' : tail.unit;
  const unit = fraction === undefined ? money : fraction === '百分之' ? '%' : '‰';
  const comparator = comparatorOf({ before: beforeWords, surplus: tail.surplus, after: after?.[1] ?? '' });
  const value = canonical(first[2] ?? '', signed);
  const decimals = (value.split('.')[1] ?? '').length;
  return { start: index, end, value, upper, unit, comparator, decimals, isDate: false, spelled: false };
}

function spelledShareAt(
  text: string,
  numberAt: number,
  start: number,
  fraction: string,
  beforeWords: string,
): ScannedFigure | null {
  const numeral = execAt(SPELLED, text, numberAt);
  const value = numeral && parseChineseNumeral(numeral[0]);
  if (!numeral || value === null) return null;
  let end = numberAt + numeral[0].length;
  const after = execAt(TRAILING, text, end);
  if (after) end += after[0].length;
  const comparator = comparatorOf({ before: beforeWords, surplus: false, after: after?.[1] ?? '' });
  const unit = fraction === '百分之' ? '%' : '‰';
  return { start, end, value, upper: null, unit, comparator, decimals: 0, isDate: false, spelled: true };
}

function spelledFigureAt(text: string, index: number): ScannedFigure | null {
  const lead = execAt(BEFORE, text, index);
  const beforeWords = lead?.[1] ?? '';
  const numberAt = beforeWords === '' ? index : index + (lead?.[0].length ?? 0);
  const numeral = execAt(SPELLED, text, numberAt);
  if (numeral === null) return null;
  if (execAt(SPELLED_PHRASES, text, numberAt)) return null;
  const previous = text.slice(Math.max(0, numberAt - 4), numberAt);
  if (beforeWords === '' && NOT_BEFORE_SPELLED.test(previous)) return null;
  if (isDigit(text, numberAt - 1)) return null;
  // 四万三千元: the multiplier belongs to the numeral; a numeral of multipliers only (百, 千万) is none.
  const printed = numeral[0];
  if (!/[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]/.test(printed)) return null;
  const value = parseChineseNumeral(printed);
  const unit = execAt(SPELLED_UNIT, text, numberAt + printed.length);
  if (value === null || unit === null) return null;
  if (value === '1' && !ONE_COUNTED.test(previous)) return null;
  let end = numberAt + printed.length + unit[0].length;
  if (/^之/.test(text.slice(end, end + 1)) && !/^之[内前后]/.test(text.slice(end, end + 2))) return null;
  const after = execAt(TRAILING, text, end);
  if (after) end += after[0].length;
  const comparator = comparatorOf({ before: beforeWords, surplus: false, after: after?.[1] ?? '' });
  const printedUnit = unit[0].replace(/^大(?=[类项])/, '');
  return {
    start: index,
    end,
    value,
    upper: null,
    unit: printedUnit,
    comparator,
    decimals: 0,
    isDate: false,
    spelled: true,
  };
}

function unitAt(text: string, index: number): { unit: string | null; surplus: boolean; end: number } {
  const match = execAt(AFTER_NUMBER, text, index);
  if (match === null) return { unit: null, surplus: false, end: index };
  const [whole, surplus1, multiplier, surplus2, base, surplus3] = match;
  const printed = `${multiplier ?? ''}${(base ?? '').replace(/\s+/g, '')}`;
  const hasAny = printed !== '' || surplus1 !== undefined;
  if (!hasAny) return { unit: null, surplus: false, end: index };
  const surplus = surplus1 !== undefined || surplus2 !== undefined || surplus3 !== undefined;
  const end = index + whole.trimEnd().length;
  return { unit: printed === '' ? null : printed, surplus, end };
}

/** 122元/人=899.52万元 is arithmetic; =8个 at the start of a clause is a comparator. */
function inEquation(text: string, index: number): boolean {
  return /[^\s(:：,，、；;]\s*$/.test(text.slice(Math.max(0, index - 3), index));
}

/** A minus stands at the start or after a word that takes a sign; after a digit or a bracket it is a dash. */
function minusAllowed(text: string, index: number): boolean {
  const previous = text
    .slice(Math.max(0, index - 4), index)
    .trimEnd()
    .slice(-1);
  return previous === '' || /[(:：,，、；;为=≥≤<>~是减余额率长幅达到]/.test(previous);
}

/** 从5%到8% and 由5至8 tell of a change, not of a range. */
function rangeAllowed(text: string, index: number, link: string): boolean {
  if (!/[至到]/.test(link)) return true;
  return !/[从由]$/.test(text.slice(Math.max(0, index - 1), index));
}

function canonical(printed: string, negative: boolean): string {
  const plain = printed.replace(/[,\s]/g, '').replace(/\.$/, '');
  const [whole = '0', decimals] = plain.split('.');
  const trimmed = whole.replace(/^0+(?=\d)/, '');
  const value = decimals === undefined ? trimmed : `${trimmed}.${decimals}`;
  return negative && /[1-9]/.test(value) ? `-${value}` : value;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

function execAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function escapeForPattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
