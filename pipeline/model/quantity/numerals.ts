import { Decimal } from 'decimal.js';

const DIGITS: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['〇', 0],
  ['○', 0],
  ['一', 1],
  ['壹', 1],
  ['二', 2],
  ['贰', 2],
  ['两', 2],
  ['三', 3],
  ['叁', 3],
  ['四', 4],
  ['肆', 4],
  ['五', 5],
  ['伍', 5],
  ['六', 6],
  ['陆', 6],
  ['七', 7],
  ['柒', 7],
  ['八', 8],
  ['捌', 8],
  ['九', 9],
  ['玖', 9],
]);
const STEPS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);
const MYRIADS: ReadonlyMap<string, string> = new Map([
  ['万', '10000'],
  ['亿', '100000000'],
]);

/** Characters a Chinese numeral is written with, for use inside a character class. */
export const NUMERAL_CHARACTERS = '零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';

/** Longest numeral read; longer runs of such characters are no number anyone writes. */
const LONGEST_NUMERAL = 24;

/**
 * The whole number a Chinese numeral names, as a decimal string: 十二 "12", 一百零三 "103", 二〇二二 "2022", 四万三千 "43000".
 * null where the characters are no numeral (百姓, 千万 without a digit, 三二十).
 */
export function parseChineseNumeral(text: string): string | null {
  if (text.length === 0 || text.length > LONGEST_NUMERAL) return null;
  const characters = [...text];
  if (characters.every((character) => DIGITS.has(character))) {
    // 三四 (three or four) is no 34: a run of digits is a number only from three on, as in years.
    if (characters.length === 2) return null;
    const digits = characters.map((character) => DIGITS.get(character)).join('');
    return digits.replace(/^0+(?=\d)/, '');
  }
  let total = new Decimal(0);
  let section = 0;
  let digit: number | null = null;
  let lastStep = Number.POSITIVE_INFINITY;
  let seenValue = false;
  for (const character of characters) {
    const asDigit = DIGITS.get(character);
    const step = STEPS.get(character);
    const myriad = MYRIADS.get(character);
    if (asDigit !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = asDigit;
      seenValue = true;
    } else if (step !== undefined) {
      if (step >= lastStep) return null;
      if (digit === null && step !== 10) return null;
      section += (digit ?? 1) * step;
      digit = null;
      lastStep = step;
      seenValue = true;
    } else if (myriad !== undefined) {
      if (!seenValue) return null;
      const head = new Decimal(section + (digit ?? 0));
      // 一万亿 is 10000 × 10⁸, 一亿二千万 is 10⁸ + 2000 × 10⁴.
      total = character === '亿' ? total.plus(head).times(myriad) : total.plus(head.times(myriad));
      section = 0;
      digit = null;
      lastStep = Number.POSITIVE_INFINITY;
    } else return null;
  }
  return total.plus(section + (digit ?? 0)).toFixed();
}
