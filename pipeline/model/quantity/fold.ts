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

/** What has a plain form. Full-width comma, semicolon and full stop stay: they part sentences and never digits. */
const FOLDABLE = new RegExp(
  `[${[...CHARACTERS.keys()].join('')}\\uff01-\\uff0b\\uff0d-\\uff1a\\uff1c-\\uff5e\\u2f00-\\u2fd5]`,
  'g',
);

/**
 * The text with full-width digits, letters and signs, ideographic spaces and look-alike operators replaced by their
 * plain forms. Every UTF-16 unit is replaced by exactly one, so offsets in the result are offsets in the text.
 */
export function foldCharacters(text: string): string {
  return text.replace(FOLDABLE, (character) => {
    const plain = CHARACTERS.get(character) ?? character.normalize('NFKC');
    return plain.length === 1 ? plain : character;
  });
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
