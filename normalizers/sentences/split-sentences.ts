import type { FoundQuantity } from '../../pipeline/model/quantity/find-quantities.ts';

/** A pair of round brackets: offsets of the opening and the closing one. */
export interface Bracket {
  readonly open: number;
  readonly close: number;
}

/** A sentence as a span of its text, with the brackets inside it. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  readonly brackets: readonly Bracket[];
}

const STOPS = '。！？!?';

/** Parts a text at stops that stand in no bracket and no figure, and at line breaks that begin a list item. */
export function splitSentences(text: string, found: readonly FoundQuantity[]): SentenceSpan[] {
  const brackets = bracketsOf(text);
  const covered = coverOf(text.length, [
    ...brackets,
    ...found.map(({ start, end }) => ({ open: start - 1, close: end })),
  ]);
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (covered[index] || !(STOPS.includes(character) || (character === '\n' && isLineEnd(text, index)))) continue;
    spans.push({ start, end: index + 1 });
    start = index + 1;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  let next = 0;
  return spans
    .map((span) => {
      const own: Bracket[] = [];
      for (let pair = brackets[next]; pair !== undefined && pair.open < span.end; pair = brackets[next]) {
        next += 1;
        own.push(pair);
      }
      return { ...span, brackets: own };
    })
    .filter((span) => text.slice(span.start, span.end).trim() !== '');
}

/** Matched round brackets by their opening; a lone one is a character like any other. */
function bracketsOf(text: string): Bracket[] {
  const open: number[] = [];
  const pairs: Bracket[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '（' || character === '(') open.push(index);
    else if (character === '）' || character === ')') {
      const start = open.pop();
      if (start !== undefined) pairs.push({ open: start, close: index });
    } else if (character === '\n') open.length = 0;
  }
  return pairs.sort((a, b) => a.open - b.open);
}

/** For every offset whether it lies strictly between the ends of a pair. */
function coverOf(length: number, pairs: readonly Bracket[]): boolean[] {
  const change = new Array<number>(length + 1).fill(0);
  for (const { open, close } of pairs) {
    change[open + 1] = (change[open + 1] ?? 0) + 1;
    change[close] = (change[close] ?? 0) - 1;
  }
  let depth = 0;
  return change.map((step) => {
    depth += step;
    return depth > 0;
  });
}

/** A line break inside a sentence is only where the line was full. */
function isLineEnd(text: string, index: number): boolean {
  return (
    /[；;：:]\s*$/.test(text.slice(Math.max(0, index - 4), index)) ||
    /^\s{0,8}(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[①-⑳])/.test(text.slice(index + 1, index + 16))
  );
}
