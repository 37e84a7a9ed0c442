/** Characters of a cell or paragraph shown whole; longer texts are shown around what is cited. */
export const MAX_SHOWN_CHARACTERS = 700;
/** Characters kept before and after what is cited, and at the head of the text. */
const AROUND = 120;
const GAP = ' … ';

export type Span = readonly [start: number, end: number];

/** A text cut to what is cited, and where a span of the whole text stands in it. */
export interface CutText {
  readonly text: string;
  toSpan(span: Span): Span;
}

/** Cuts a long text to its head and what stands around the cited spans (UTF-16 units, half open). */
export function cutText(text: string, cited: readonly Span[]): CutText {
  if (text.length <= MAX_SHOWN_CHARACTERS) return { text, toSpan: (span) => clamp(span, text.length) };
  const kept = mergeSpans(
    [
      [0, AROUND] as const,
      ...cited.map(([start, end]): Span => [start - AROUND, Math.min(end, start + MAX_SHOWN_CHARACTERS) + AROUND]),
    ].map((span) => toWholeCharacters(text, clamp(span, text.length))),
  );
  const pieces: { readonly start: number; readonly end: number; readonly at: number }[] = [];
  let shown = '';
  for (const [start, end] of kept) {
    if (pieces.length > 0) shown += GAP;
    pieces.push({ start, end, at: shown.length });
    shown += text.slice(start, end);
  }
  if (kept.at(-1)?.[1] !== text.length) shown += GAP.trimEnd();
  const toPlace = (offset: number): number => {
    const piece = pieces.findLast(({ start }) => start <= offset) ?? pieces[0];
    return piece === undefined ? 0 : piece.at + Math.min(Math.max(offset, piece.start), piece.end) - piece.start;
  };
  return { text: shown, toSpan: ([start, end]) => [toPlace(start), toPlace(end)] };
}

/** The first characters of a text, without half of a surrogate pair. */
export function shorten(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

function clamp([start, end]: Span, length: number): Span {
  const from = Math.min(Math.max(start, 0), length);
  return [from, Math.min(Math.max(end, from), length)];
}

function toWholeCharacters(text: string, [start, end]: Span): Span {
  const isLow = (index: number): boolean => /[\uDC00-\uDFFF]/u.test(text.charAt(index));
  return [isLow(start) ? start - 1 : start, isLow(end) ? end + 1 : end];
}
