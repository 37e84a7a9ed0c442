import { RADICALS } from './radicals.ts';

export interface GlyphText {
  readonly text: string;
  readonly kind: 'text' | 'space' | 'mark' | 'illegible';
}

const SPACE = /^[\s\u00a0\u2000-\u200b\u3000]+$/u;
const MARK = /^\p{Mn}$/u;
const FORMAT = /^[\p{Cf}\p{Cc}]$/u;
/** No meaning outside the font: private use, replacement and control characters, unassigned code points. */
const ILLEGIBLE = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/u;
/** Forms that stand for ordinary characters: ligatures, radicals, compatibility ideographs, presentation forms. */
const COMPATIBLE = /[\u2e3a\u2e3b\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufb13-\ufdff\ufe70-\ufefc]/u;
/** Check boxes and bullets of symbol fonts, by the low byte of the character. */
const WINGDINGS: Readonly<Record<number, string>> = {
  108: '●',
  110: '■',
  111: '□',
  113: '□',
  114: '□',
  116: '◆',
  117: '◆',
  118: '◆',
  158: '·',
  159: '•',
  161: '○',
  167: '▪',
  168: '□',
  216: '➢',
  252: '√',
  251: '×',
  253: '☒',
  254: '☑',
};
const WINGDINGS_2: Readonly<Record<number, string>> = {
  42: '□',
  48: '□',
  79: '×',
  80: '√',
  81: '☒',
  82: '☑',
  83: '☒',
  84: '☒',
  163: '□',
  152: '●',
  162: '■',
};
const SYMBOL_BULLETS: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0d8': '➢',
  '\uf0fc': '√',
  '\uf0fe': '☑',
  '\uf0a8': '□',
  '\uf06e': '■',
  '\uf06c': '●',
  '\uf0b3': '≥',
  '\uf0a3': '≤',
  '\uf02d': '-',
};

const known = new Map<string, GlyphText>();

/** What one glyph says (`symbols` as findSymbols gives them): its characters with radicals and ligatures resolved, and whether it is legible at all. */
export function readGlyph(unicode: string, symbols: SymbolTable | undefined): GlyphText {
  if (symbols !== undefined) {
    const symbol = symbols[(unicode.codePointAt(0) ?? 0) & 0xff];
    if (symbol !== undefined) return { text: symbol, kind: 'text' };
  }
  let glyph = known.get(unicode);
  if (glyph === undefined) {
    glyph = classify(unicode);
    // Fonts may map a code to any string: what is remembered stays bounded.
    if (known.size < 50_000) known.set(unicode, glyph);
  }
  return glyph;
}

export type SymbolTable = Readonly<Record<number, string>>;

const tables = new Map<string, SymbolTable | undefined>();

/** The check boxes and bullets of a symbol font, by its name; undefined for other fonts. */
export function findSymbols(fontName: string): SymbolTable | undefined {
  const known = tables.get(fontName);
  if (known !== undefined || tables.has(fontName)) return known;
  const table = /wingdings ?-?2/i.test(fontName) ? WINGDINGS_2 : /wingdings/i.test(fontName) ? WINGDINGS : undefined;
  if (tables.size < 10_000) tables.set(fontName, table);
  return table;
}

function classify(unicode: string): GlyphText {
  if (unicode === '') return { text: '', kind: 'illegible' };
  if (SPACE.test(unicode)) return { text: ' ', kind: 'space' };
  if (unicode === '\u00ad') return { text: '-', kind: 'text' };
  if (MARK.test(unicode)) return { text: unicode, kind: 'mark' };
  const bullet = SYMBOL_BULLETS[unicode];
  if (bullet !== undefined) return { text: bullet, kind: 'text' };
  if (ILLEGIBLE.test(unicode)) return { text: /^\p{Cc}+$/u.test(unicode) ? '' : '\ufffd', kind: 'illegible' };
  if (FORMAT.test(unicode)) return { text: '', kind: 'text' };
  return { text: COMPATIBLE.test(unicode) ? resolve(unicode) : unicode, kind: 'text' };
}

/** Characters fonts of simplified Chinese use for others than the ones NFKC gives. */
const SIMPLIFIED: Readonly<Record<string, string>> = {
  '\u2f3e': '户',
  // Fonts draw —— as one glyph.
  '\u2e3a': '——',
  '\u2e3b': '———',
};

function resolve(text: string): string {
  return Array.from(
    text,
    (char) => SIMPLIFIED[char] ?? RADICALS.get(char) ?? (COMPATIBLE.test(char) ? char.normalize('NFKC') : char),
  ).join('');
}
