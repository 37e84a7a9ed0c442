import { toPlainFigure } from './tidy-text.ts';

/** Characters of figures, Latin words and what stands between them. */
const RUN_CHARACTER = /^[\p{Script=Latin}\d.,%‰+\-−~/()[\]{}*:;<>=|·'"“”℃$¥]$/u;
const CORE_CHARACTER = /^[\p{Script=Latin}\d%‰]$/u;
/** What belongs to the sentence rather than to a figure at the end of a run. */
const LOOSE = /^[,.:;·'"“”|]$/;

/** A stretch of characters without Han: [from, to). */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The runs that hold a digit or a letter; `isBroken(i)` tells that something stands between character i - 1 and i. */
export function findRuns(characters: readonly string[], isBroken: (index: number) => boolean): readonly Run[] {
  const plain = characters.map((character) => character.normalize('NFKC'));
  const has = (index: number, pattern: RegExp) => pattern.test(plain[index] ?? '');
  const runs: Run[] = [];
  for (let from = 0; from < plain.length; ) {
    if (!has(from, RUN_CHARACTER)) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < plain.length && has(to, RUN_CHARACTER) && !isBroken(to)) to += 1;
    const next = to;
    while (from < to && has(from, LOOSE)) from += 1;
    while (from < to && has(to - 1, LOOSE)) to -= 1;
    if (Array.from({ length: to - from }, (_, i) => from + i).some((i) => has(i, CORE_CHARACTER)))
      runs.push({ from, to });
    from = next;
  }
  return runs;
}

/** What of a reading decides about figures: digits, points, signs and %; the rest may be read differently without harm. */
export function toFigureKey(text: string): string {
  const kept = toPlainFigure(text)
    .replace(/[−–—]/g, '-')
    .replace(/[^\d.,%‰+-]/g, ' ');
  return kept
    .split(' ')
    .map((part) => part.replace(/^[.,]+|[.,\-+]+$/g, ''))
    .filter((part) => part !== '')
    .join(' ');
}

export function hasDigit(text: string): boolean {
  return /\d/.test(text.normalize('NFKC'));
}
