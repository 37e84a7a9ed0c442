import { NUMERAL_CHARACTERS } from './numerals.ts';

/** Longest book title skipped; a lone 《 must not swallow a paragraph. */
const LONGEST_TITLE = 160;
const HAN_NUMERAL = '一二三四五六七八九十';

const DIGITS = '0-9';

/** Things that are written with digits and are no figures, tried in order at every place that has one of their first characters. */
const ANYWHERE: readonly (readonly [first: string, pattern: RegExp])[] = [
  // 〔2022〕20号, [2018]34号, (2022)20号, and 〔201834号 that lost its bracket
  ['〔[(【', /[〔[(【]\s?(?:19|20)\d{2}\s?[〕\])】]\s?(?:第\s?)?\d{1,5}\s?号?/y],
  ['〔', /〔(?:19|20)\d{2}\d{1,4}号/y],
  ['《', new RegExp(`《[^《》]{1,${LONGEST_TITLE}}》`, 'y')],
  // telephones, hotlines, identity and account numbers
  ['(0', /\(?0\d{2,3}\)?\s?[-—–]?\s?\d{7,8}(?!\d)/y],
  ['48', /[48]00[-—–]\d{3,4}[-—–]?\d{3,4}(?!\d)/y],
  ['1', /1[3-9]\d{9}(?!\d)/y],
  ['1', /1[3-9]\d-\d{4}-\d{4}(?!\d)/y],
  ['联咨举服办电', /(?:联系|咨询|举报|服务|办公)?电话(?:号码)?\s?[:：]?\s?\d{5,12}/y],
  [DIGITS, /\d{5}(?=(?:服务)?(?:热线|平台|电话))/y],
  [DIGITS, /\d{14,}/y],
  ['邮', /邮编\s?[:：]?\s?\d{6}/y],
  // 12:30, 7×24, 1:30
  [DIGITS, /\d{1,3}\s?[:：]\s?\d{1,3}(?!\d)/y],
  ['57', /[57]\s?[×xX*]\s?(?:24|8)(?:\s?小时)?/y],
  // ×100% is part of a formula
  ['×*', /[×*]\s?100\s?%/y],
  // codes, formulas and addresses: DRG, A4, GB/T19001, B/A, http://…
  ['A-Za-z', /[A-Za-z][A-Za-z0-9_./\\:@#&+-]*/y],
  // 第五条, 第3批; 五级 and 3级 are ranks
  [
    '第',
    new RegExp(
      `第\\s?[\\d${NUMERAL_CHARACTERS}]{1,8}\\s?[-、]?[\\d${NUMERAL_CHARACTERS}]{0,4}(?:季度|次|批|期|条|款|项|章|节|名|个|位|号|部分|阶段)?`,
      'y',
    ),
  ],
  // 表4-1, 附件3, 图2
  ['附图注栏行序', /(?:附件|附表|附录|图|注|栏次|行次|序号)\s?\d{1,3}(?:[-—–.]\d{1,3}){0,2}(?!\s?[个份张幅])/y],
  ['表', new RegExp(`表\\s?[\\d${HAN_NUMERAL}]{1,3}(?:[-—–.]\\d{1,3}){0,2}(?!\\d|\\s?[个份张分次类项])`, 'y')],
  ['指目', new RegExp(`(?:指标|目标)\\s?[\\d${HAN_NUMERAL}]{1,2}(?=\\s?(?:[:：、]|\\.(?!\\d))|\\s*$)`, 'y')],
  [DIGITS, /\d{1,5}\s?号(?![^\n]{0,1}\d)/y],
  [DIGITS, /\d\s?级/y],
  // (1) and （2） inside a line
  ['(', new RegExp(`\\((?:\\d{1,2}|[${HAN_NUMERAL}]{1,3})\\)(?=\\s{0,2}[^\\d\\s,，。;；%)分])`, 'y')],
  ['①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿', /[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]/y],
];
const BY_FIRST = byFirst(ANYWHERE);
/** 7.5 分 and 1.5 个百分点 alone are a figure with a blank before its unit, not a numbered heading. */
const BARE_UNIT =
  '(?:分|个|人|人次|次|户|家|年|天|月|个月|小时|亩|公里|千米|米|平方米|立方米|吨|公斤|倍|项|件|台|套|个百分点)\\s{0,3}(?:$|[\\n,，。;；、/)])';
/** At the start of a line: 1. 2、 1.1  (1) 一、 (一) 1) */
const LINE_START = new RegExp(
  `\\s{0,12}(?:\\(\\s?(?:\\d{1,3}|[${HAN_NUMERAL}]{1,3})\\s?\\)[.、]?(?=\\s{0,3}[^\\s\\d.%])|(?:\\d{1,3}|[${HAN_NUMERAL}]{1,3})\\s?[)、](?!\\s?\\d)|(?:\\d{1,3}|[${HAN_NUMERAL}]{1,3})\\s?[)、](?=\\s?(?:19|20)\\d{2}\\s?年)|\\d{1,2}(?:\\.\\d{1,2}){1,3}\\s{1,3}(?=[\\u4e00-\\u9fff])(?![万亿元%])(?!${BARE_UNIT})|(?:\\d{1,3}|[${HAN_NUMERAL}]{1,3})\\s?[.．](?!\\d|\\s?%))`,
  'y',
);
/** After the end of a sentence or a colon: 。2. and ：1、 start a list item. */
const AFTER_STOP =
  /\s{0,3}(?:\d{1,2}\s?、(?!\d)|\d{1,2}\s?\.(?!\s?\d)|\d{1,2}\s?\.(?=(?:19|20)\d{2}年)|\d{1,2}\)(?=[\u4e00-\u9fff]))/y;

const LINE_FEED = 10;
const STOPS: ReadonlySet<number> = new Set([...'。；;:：'].map((stop) => stop.charCodeAt(0)));

/** Length of what stands at `index` of a folded text and is no figure though it has digits; 0: nothing of the kind. */
export function skipLengthAt(text: string, index: number): number {
  if (isLineStart(text, index)) {
    const item = lengthAt(LINE_START, text, index);
    if (item > 0) return item;
  }
  if (isAfterStop(text, index)) {
    const item = lengthAt(AFTER_STOP, text, index);
    if (item > 0) return item;
  }
  for (const pattern of BY_FIRST.get(text.charCodeAt(index)) ?? []) {
    const length = lengthAt(pattern, text, index);
    if (length > 0) return length;
  }
  return 0;
}

/** True where something that is no figure may begin with this character. */
export function maySkipAt(text: string, index: number): boolean {
  return BY_FIRST.has(text.charCodeAt(index)) || isLineStart(text, index) || isAfterStop(text, index);
}

function isLineStart(text: string, index: number): boolean {
  return index === 0 || text.charCodeAt(index - 1) === LINE_FEED;
}

function isAfterStop(text: string, index: number): boolean {
  return index > 0 && STOPS.has(text.charCodeAt(index - 1));
}

/** Patterns by the code of each first character, in order; `a-z` in a list of characters is the range. */
function byFirst(patterns: typeof ANYWHERE): ReadonlyMap<number, readonly RegExp[]> {
  const found = new Map<number, RegExp[]>();
  for (const [characters, pattern] of patterns) {
    for (const [, from = '', to = from] of characters.matchAll(/(.)(?:-(.))?/g)) {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) {
        const known = found.get(code);
        if (known === undefined) found.set(code, [pattern]);
        else known.push(pattern);
      }
    }
  }
  return found;
}

function lengthAt(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0].length ?? 0;
}
