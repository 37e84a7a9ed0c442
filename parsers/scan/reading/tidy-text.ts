const WIDE = '\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef★☑□√≥≤—';
const SPACE_AT_WIDE = new RegExp(`(?<=[${WIDE}])[ \\t]+|[ \\t]+(?=[${WIDE}])`, 'gu');

/** The text of one line without the spaces that engines put between Han characters, and before and after them. */
export function stripSpaces(text: string): string {
  return text.trim().replace(SPACE_AT_WIDE, '');
}

/** Signs of which the engines take one for another; the first is written. */
const FIGURE_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[，]/g, ','],
  [/[．。·](?=\d)/g, '.'],
];

/** A reading of figures in one spelling: narrow signs and no spaces, so that two readings can be compared. */
export function toPlainFigure(text: string): string {
  const narrow = text.normalize('NFKC').replace(/\s/g, '');
  return FIGURE_SIGNS.reduce((plain, [pattern, sign]) => plain.replace(pattern, sign), narrow);
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '（': '）', '[': ']', '【': '】', '《': '》', '〈': '〉' };
const NARROW_CLOSING: Readonly<Record<string, string>> = { ')': '(', '）': '（' };
const NARROW_OPENING: Readonly<Record<string, string>> = { '(': ')', '（': '）' };

/**
 * Mends brackets of which only one half was taken for another kind: 产出指标《50分) becomes 产出指标(50分). Round ones are
 * the common ones, so they win.
 */
export function pairBrackets(text: string): string {
  const characters = [...text];
  const open: number[] = [];
  for (const [at, character] of characters.entries()) {
    if (PAIRS[character] !== undefined) open.push(at);
    else if (Object.values(PAIRS).includes(character)) {
      const from = open.pop();
      const opening = from === undefined ? undefined : characters[from];
      if (from === undefined || opening === undefined || PAIRS[opening] === character) continue;
      const mendedOpening = NARROW_CLOSING[character];
      const mendedClosing = NARROW_OPENING[opening];
      if (mendedOpening !== undefined && !'(（'.includes(opening)) characters[from] = mendedOpening;
      else if (mendedClosing !== undefined) characters[at] = mendedClosing;
    }
  }
  return characters.join('');
}
