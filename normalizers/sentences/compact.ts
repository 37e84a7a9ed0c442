import { foldCharacters } from '../../pipeline/model/quantity/fold.ts';

/** A text without spaces and markup remnants, whose offsets lead back to the text as printed. */
export interface CompactText {
  readonly text: string;
  /** Offset in the printed text of a character of `text`. */
  readonly startOf: (index: number) => number;
  /** Offset in the printed text just behind the characters of `text` before `index`. */
  readonly endOf: (index: number) => number;
}

const REMNANTS: readonly (readonly [RegExp, string])[] = [
  [/\\geq?(?:slant)?(?![a-z])/y, '≥'],
  [/\\leq?(?:slant)?(?![a-z])/y, '≤'],
  [/\\times(?![a-z])/y, '×'],
  [/\\cdot(?![a-z])/y, '·'],
  [/\\%/y, '%'],
  [/\*\*/y, ''],
  [/[\s$]/y, ''],
];

/** Drops spaces, bold marks and LaTeX remnants ($\geq X$) and folds full-width characters, so that patterns need not expect them. */
export function compactText(printed: string): CompactText {
  const folded = foldCharacters(printed);
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  while (index < folded.length) {
    const remnant = remnantAt(folded, index);
    const taken = remnant?.length ?? 1;
    const kept = remnant ? remnant.text : folded.charAt(index);
    if (kept !== '') {
      text += kept;
      starts.push(index);
      ends.push(index + taken);
    }
    index += taken;
  }
  return {
    text,
    startOf: (at) => starts[at] ?? printed.length,
    endOf: (at) => (at === 0 ? 0 : (ends[at - 1] ?? printed.length)),
  };
}

function remnantAt(text: string, index: number): { text: string; length: number } | undefined {
  if (!/[\\*\s$]/.test(text.charAt(index))) return undefined;
  for (const [pattern, replacement] of REMNANTS) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match) return { text: replacement, length: match[0].length };
  }
  return undefined;
}
