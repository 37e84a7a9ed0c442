import { foldCharacters } from '../../pipeline/model/quantity/fold.ts';

/** A text without spaces and markup remnants, whose offsets lead back to the text as printed. */
export interface CompactText {
  readonly text: string;
  /** Offset in the printed text of a character of `text`. */
  readonly startOf: (index: number) => number;
  /** Offset in the printed text just behind the characters of `text` before `index`. */
  readonly endOf: (index: number) => number;
}

/** What is dropped or stands for a sign, and the signs by what they are written as. */
const REMNANT = /\\(?:[gl]eq?(?:slant)?|times|cdot)(?![a-z])|\\%|\*\*|[\s$]/g;
const SIGNS: readonly (readonly [string, string])[] = [
  ['\\g', '≥'],
  ['\\l', '≤'],
  ['\\t', '×'],
  ['\\c', '·'],
  ['\\%', '%'],
];

/** A stretch of the compact text beginning at `start` that is printed as it stands from `printedAt` on, or one sign. */
interface Run {
  readonly start: number;
  readonly printedAt: number;
  /** UTF-16 units that a sign takes in the printed text; null: one for each of its own. */
  readonly taken: number | null;
}

/** Drops spaces, bold marks and LaTeX remnants ($\geq X$) and folds full-width characters, so that patterns need not expect them. */
export function compactText(printed: string): CompactText {
  const folded = foldCharacters(printed);
  const runs: Run[] = [];
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string, printedAt: number, taken: number | null): void => {
    if (piece === '') return;
    runs.push({ start: length, printedAt, taken });
    pieces.push(piece);
    length += piece.length;
  };
  let from = 0;
  for (const match of folded.matchAll(REMNANT)) {
    const [whole] = match;
    add(folded.slice(from, match.index), from, null);
    add(SIGNS.find(([begin]) => whole.startsWith(begin))?.[1] ?? '', match.index, whole.length);
    from = match.index + whole.length;
  }
  add(folded.slice(from), from, null);
  return {
    text: pieces.length === 1 ? (pieces[0] ?? '') : pieces.join(''),
    startOf: (at) => {
      const run = at < length ? runAt(runs, at) : undefined;
      return run === undefined ? printed.length : run.printedAt + at - run.start;
    },
    endOf: (at) => {
      if (at === 0) return 0;
      const run = at <= length ? runAt(runs, at - 1) : undefined;
      return run === undefined ? printed.length : run.printedAt + (run.taken ?? at - run.start);
    },
  };
}

/** The last run that begins at an offset or before it. */
function runAt(runs: readonly Run[], at: number): Run | undefined {
  let [low, high] = [0, runs.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start ?? 0) <= at) low = middle;
    else high = middle;
  }
  return runs[low];
}
