const DIGITS = '〇一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [value: number, letters: string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/**
 * A list number as Word prints it in a number format (ST_NumberFormat, ECMA-376 17.18.59): 3 → 三, ③, iii, c; '' for
 * bullets and `none`, undefined for a format not known here.
 */
export function formatCount(count: number, format: string): string | undefined {
  switch (format) {
    case 'decimal':
      return String(count);
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'bullet':
    case 'none':
      return '';
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'koreanCounting':
      return toHan(count, { digits: DIGITS, zero: '零', units: ['', '十', '百', '千'], dropsFirstOne: true });
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return toHan(count, { digits: LEGAL_DIGITS, zero: '零', units: ['', '拾', '佰', '仟'], dropsFirstOne: false });
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return [...String(count)].map((digit) => DIGITS[Number(digit)] ?? digit).join('');
    case 'ideographTraditional':
      return STEMS[count - 1] ?? String(count);
    case 'ideographZodiac':
      return BRANCHES[count - 1] ?? String(count);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return circled(count);
    case 'decimalEnclosedParen':
      return count >= 1 && count <= 20 ? String.fromCodePoint(0x2473 + count) : `(${count})`;
    case 'decimalEnclosedFullstop':
      return count >= 1 && count <= 20 ? String.fromCodePoint(0x2487 + count) : `${count}.`;
    case 'ideographEnclosedCircle':
      return count >= 1 && count <= 10 ? String.fromCodePoint(0x327f + count) : String(count);
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(count)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    default:
      return undefined;
  }
}

/** ① to ㊿; beyond, the plain number. */
export function circled(count: number): string {
  if (count >= 1 && count <= 20) return String.fromCodePoint(0x245f + count);
  if (count >= 21 && count <= 35) return String.fromCodePoint(0x323c + count);
  if (count >= 36 && count <= 50) return String.fromCodePoint(0x328d + count);
  return String(count);
}

/** 一百零一; ten to nineteen without the leading 一 where `dropsFirstOne`. Up to 9999, beyond the plain number. */
function toHan(
  count: number,
  form: { digits: string; zero: string; units: readonly string[]; dropsFirstOne: boolean },
): string {
  if (count === 0) return form.zero;
  if (count > 9999) return String(count);
  const figures = [...String(count)].map(Number);
  let text = '';
  let isZeroOwed = false;
  figures.forEach((figure, index) => {
    if (figure === 0) {
      isZeroOwed = true;
      return;
    }
    const unit = form.units[figures.length - 1 - index] ?? '';
    text += `${isZeroOwed ? form.zero : ''}${form.digits[figure] ?? ''}${unit}`;
    isZeroOwed = false;
  });
  return form.dropsFirstOne && count >= 10 && count < 20 ? text.slice(1) : text;
}

/** a … z, aa, bb …, as Word counts. */
function letters(count: number): string {
  if (count < 1) return String(count);
  return String.fromCodePoint(0x61 + ((count - 1) % 26)).repeat(Math.min(20, Math.floor((count - 1) / 26) + 1));
}

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let rest = count;
  let text = '';
  for (const [value, numeral] of ROMAN) {
    while (rest >= value) {
      text += numeral;
      rest -= value;
    }
  }
  return text;
}
