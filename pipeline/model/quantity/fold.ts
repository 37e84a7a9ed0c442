const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u2002', ' '],
  ['\u2003', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['≧', '≥'],
  ['⩾', '≥'],
  ['≦', '≤'],
  ['⩽', '≤'],
  ['═', '='],
  ['﹦', '='],
  ['﹤', '<'],
  ['﹥', '>'],
  ['﹪', '%'],
  ['−', '-'],
  ['﹣', '-'],
  ['〇', '零'],
  ['○', '零'],
  ['∼', '~'],
  ['〜', '~'],
  ['￥', '¥'],
]);

/** Full-width comma, semicolon and full stop stay: they part sentences and never digits. */
const KEPT = '，；｡';

/**
 * The text with full-width digits, letters and signs, ideographic spaces and look-alike operators replaced by their
 * plain forms. Every UTF-16 unit is replaced by exactly one, so offsets in the result are offsets in the text.
 */
export function foldCharacters(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const code = character.charCodeAt(0);
    if (code < 0x80) folded += character;
    else if (CHARACTERS.has(character)) folded += CHARACTERS.get(character) ?? character;
    else if (((code >= 0xff01 && code <= 0xff5e) || (code >= 0x2f00 && code <= 0x2fd5)) && !KEPT.includes(character)) {
      const plain = character.normalize('NFKC');
      folded += plain.length === 1 ? plain : character;
    } else folded += character;
  }
  return folded;
}

const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&(?:gt|#62);/gi, '>'],
  [/&(?:lt|#60);/gi, '<'],
  [/&(?:ge|geq|#8805);/gi, '≥'],
  [/&(?:le|leq|#8804);/gi, '≤'],
  [/&(?:nbsp|#160);/gi, ' '],
  [/\\geq?(?:slant)?(?![a-z])/g, '≥'],
  [/\\leq?(?:slant)?(?![a-z])/g, '≤'],
  [/\\times(?![a-z])/g, '×'],
  [/\\div(?![a-z])/g, '÷'],
  [/\\%/g, '%'],
  [/\$/g, ''],
];

/** The text without the markup that converters leave in cells: HTML entities and LaTeX such as `$\geq 70\%$`. Changes offsets. */
export function withoutMarkup(text: string): string {
  if (!/[&\\$]/.test(text)) return text;
  return ENTITIES.reduce((plain, [pattern, replacement]) => plain.replace(pattern, replacement), text);
}
