/** One piece of a section of a number format. */
export type FormatToken =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digit'; readonly mark: '0' | '#' | '?' }
  | { readonly kind: 'point' | 'comma' | 'percent' | 'text' | 'general' | 'unknown' }
  /** y, m, d, h, s as often as written, aaa for the day of the week, am for the half of the day. */
  | { readonly kind: 'date'; readonly letters: string; readonly isElapsed: boolean };

/** One of the parts of a number format between `;`. */
export interface FormatSection {
  readonly tokens: readonly FormatToken[];
  /** [>=100]: the values the section is for; null: by its place. */
  readonly condition: { readonly comparator: string; readonly bound: number } | null;
  readonly isDate: boolean;
}

/** Formats that have numbers and no code in the file (ECMA-376 part 1, 18.8.30), as zh-CN shows them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy年m月',
  28: 'm月d日',
  29: 'm月d日',
  30: 'm/d/yy',
  31: 'yyyy年m月d日',
  32: 'h时mm分',
  33: 'h时mm分ss秒',
  34: '上午/下午h时mm分',
  35: '上午/下午h时mm分ss秒',
  36: 'yyyy年m月',
  37: '#,##0_);(#,##0)',
  38: '#,##0_);(#,##0)',
  39: '#,##0.00_);(#,##0.00)',
  40: '#,##0.00_);(#,##0.00)',
  41: '#,##0;-#,##0;"-";@',
  42: '"¥"#,##0;"¥"-#,##0;"¥""-";@',
  43: '#,##0.00;-#,##0.00;"-";@',
  44: '"¥"#,##0.00;"¥"-#,##0.00;"¥""-";@',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
  49: '@',
  50: 'yyyy年m月',
  51: 'm月d日',
  52: 'yyyy年m月',
  53: 'm月d日',
  54: 'm月d日',
  55: '上午/下午h时mm分',
  56: '上午/下午h时mm分ss秒',
  57: 'yyyy年m月',
  58: 'm月d日',
};

const COLOUR =
  /^\[(?:black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d{1,2}|[黑蓝绿红白黄]色?|青色|洋红|颜色\s*\d{1,2})\]$/i;
const TOKEN =
  /"([^"]*)"?|[\\!]([\s\S])|_[\s\S]|\*[\s\S]|(\[[^\]]*\])|(general|G\/通用格式)|(AM\/PM|A\/P|上午\/下午)|(E[+-])|(y+|m+|d+|h+|s+|a{3,4}|e+|b{1,4}|g+)|([0#?])|([.,%@/])|[\s\S]/giu;

/** The code of a built-in format; undefined for numbers that have none, which a file must spell out. */
export function builtInFormat(id: number): string | undefined {
  return BUILT_IN[id];
}

/** Takes a format code apart into its sections (positive; negative; zero; text). */
export function parseFormatCode(code: string): readonly FormatSection[] {
  return splitSections(code).map(parseSection);
}

/** At `;` outside quotes, escapes and brackets. */
function splitSections(code: string): readonly string[] {
  const sections = [''];
  for (const [part] of code.matchAll(/"[^"]*"?|[\\!_*][\s\S]|\[[^\]]*\]|[\s\S]/gu)) {
    if (part === ';') sections.push('');
    else sections[sections.length - 1] += part;
  }
  return sections;
}

function parseSection(code: string): FormatSection {
  let condition: FormatSection['condition'] = null;
  const tokens: FormatToken[] = [];
  for (const found of code.matchAll(TOKEN)) {
    const [whole, quoted, escaped, bracketed, general, half, exponent, date, digit, sign] = found;
    if (quoted !== undefined || escaped !== undefined) tokens.push({ kind: 'literal', text: quoted ?? escaped ?? '' });
    else if (whole.startsWith('*')) continue;
    else if (whole.startsWith('_') && whole.length > 1) tokens.push({ kind: 'literal', text: ' ' });
    else if (bracketed !== undefined) {
      const compared = /^\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]$/.exec(bracketed);
      if (compared) condition = { comparator: compared[1] ?? '', bound: Number(compared[2]) };
      else tokens.push(...parseBracket(bracketed));
    } else if (general !== undefined) tokens.push({ kind: 'general' });
    else if (half !== undefined) tokens.push({ kind: 'date', letters: 'am', isElapsed: false });
    else if (exponent !== undefined) tokens.push({ kind: 'unknown' });
    else if (date !== undefined) tokens.push({ kind: 'date', letters: date.toLowerCase(), isElapsed: false });
    else if (digit === '0' || digit === '#' || digit === '?') tokens.push({ kind: 'digit', mark: digit });
    else tokens.push(sign === undefined ? { kind: 'literal', text: whole } : parseSign(sign));
  }
  return settle({ tokens, condition });
}

function parseSign(sign: string): FormatToken {
  if (sign === '.') return { kind: 'point' };
  if (sign === ',') return { kind: 'comma' };
  if (sign === '%') return { kind: 'percent' };
  return sign === '@' ? { kind: 'text' } : { kind: 'literal', text: sign };
}

/** Colours show nothing, [$¥-804] shows its sign; [DBNum1] and what else changes the digits is unknown. */
function parseBracket(bracketed: string): readonly FormatToken[] {
  if (COLOUR.test(bracketed)) return [];
  const currency = /^\[\$([^\]-]*)(-[^\]]*)?\]$/.exec(bracketed);
  if (/^\[\$-(?:x-)?F800\]$/i.test(bracketed) || /^\[\$-x-sysdate\]$/i.test(bracketed)) return [{ kind: 'unknown' }];
  if (currency) return currency[1] ? [{ kind: 'literal', text: currency[1] }] : [];
  if (/^\[(?:h+|m+|s+)\]$/i.test(bracketed)) {
    return [{ kind: 'date', letters: bracketed.slice(1, -1).toLowerCase(), isElapsed: true }];
  }
  return [{ kind: 'unknown' }];
}

/** In a date `.` and `,` are signs like others; a fraction (# ?/?) is known by its digits on both sides of `/`. */
function settle({ tokens, condition }: Omit<FormatSection, 'isDate'>): FormatSection {
  const isDate = tokens.some(({ kind }) => kind === 'date');
  const settled = tokens.map((token, index): FormatToken => {
    if (isDate && token.kind === 'point') return { kind: 'literal', text: '.' };
    if (isDate && token.kind === 'comma') return { kind: 'literal', text: ',' };
    const isFraction =
      token.kind === 'literal' &&
      token.text === '/' &&
      tokens[index - 1]?.kind === 'digit' &&
      tokens[index + 1]?.kind === 'digit';
    return isFraction ? { kind: 'unknown' } : token;
  });
  return { tokens: settled, condition, isDate };
}
