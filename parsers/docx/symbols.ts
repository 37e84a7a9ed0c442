/** Boxes and ticks of the Wingdings fonts by font and low byte of the code, as the characters forms are filled with. */
const SYMBOLS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: {
    111: '□',
    112: '□',
    113: '□',
    114: '□',
    168: '□',
    120: '☒',
    251: '×',
    252: '√',
    253: '☒',
    254: '☑',
  },
  'wingdings 2': {
    42: '□',
    48: '□',
    79: '×',
    80: '√',
    81: '☒',
    82: '☑',
    83: '☒',
    84: '☒',
    163: '□',
  },
};
const SYMBOL_FONT = /^(?:wingdings(?: [23])?|webdings|symbol)$/i;

/** True for fonts whose letters are printed as other signs. */
export function isSymbolFont(font: string | undefined): font is string {
  return font !== undefined && SYMBOL_FONT.test(font.trim());
}

/** The box or tick at a code of a symbol font (low byte, or 0xF000 above it); undefined for any other sign. */
export function toBox(font: string, code: number): string | undefined {
  return SYMBOLS[font.trim().toLowerCase()]?.[code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code];
}
