import type { Word } from '../pdf/page-content.ts';
import type { ReadLine, ReadWord } from './prepared-page.ts';

/** Han characters fill this share of the em. */
export const INK_OF_EM = 0.92;
/** Words of a line that stand apart by more than this share of the em may belong to two columns. */
const PART_EM = 1;

/** How a line of pixels becomes words in points. */
export interface WordScale {
  /** Points of the level page per pixel. */
  readonly scale: number;
  /** Height of the em in points. */
  readonly size: number;
  /** Ordinal of the line on its page. */
  readonly order: number;
  /** Part the line at wide gaps: outside cells, where columns are told from gaps. */
  readonly cut: boolean;
}

/** The words of a recognised line as the steps for tables and text take them; none where nothing was read. */
export function toWords(line: ReadLine, { scale, size, order, cut }: WordScale): Word[] {
  if (line.text.trim() === '') return [];
  const placed = placeWords(line);
  const groups: Placed[][] = [];
  for (const word of placed) {
    const last = groups.at(-1)?.at(-1);
    const gap = last === undefined ? 0 : (word.box[0] - last.box[2]) * scale;
    if (last === undefined || (cut && gap > PART_EM * size)) groups.push([word]);
    else groups.at(-1)?.push(word);
  }
  const middle = ((line.box[1] + line.box[3]) / 2) * scale;
  return groups.map((group, i): Word => {
    const from = i === 0 ? 0 : (group[0]?.from ?? 0);
    const to = groups[i + 1]?.[0]?.from ?? line.text.length;
    const text = line.text.slice(from, to).trimEnd();
    const stops = toStops(group, { from, to: from + text.length, scale });
    return {
      text,
      x0: stops[0] ?? 0,
      top: middle - size / 2,
      x1: stops.at(-1) ?? 0,
      bottom: middle + size / 2,
      baseline: middle + 0.38 * size,
      size,
      bold: false,
      stops,
      turn: 0,
      vertical: false,
      spaced: i > 0,
      mark: null,
      order,
      hidden: false,
    };
  });
}

interface Placed extends ReadWord {
  /** Where the word stands in the text of the line. */
  readonly from: number;
  readonly to: number;
}

/** Finds each word in the text of its line; words whose text was mended later take the room between their neighbours. */
function placeWords({ text, words, box, confidence }: ReadLine): Placed[] {
  const placed: Placed[] = [];
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word.text, at);
    if (found < 0 || word.text === '') continue;
    at = found + word.text.length;
    placed.push({ ...word, from: found, to: at });
  }
  return placed.length === 0 ? [{ text, box, confidence, from: 0, to: text.length }] : placed;
}

/** Where each character of text[from, to) starts, and the end of the last, in points. */
function toStops(
  words: readonly Placed[],
  { from, to, scale }: { from: number; to: number; scale: number },
): readonly number[] {
  const known = words.flatMap((word) => [
    { index: word.from, x: word.box[0] * scale },
    { index: word.to, x: word.box[2] * scale },
  ]);
  const first = known[0] ?? { index: from, x: 0 };
  const last = known.at(-1) ?? first;
  const stops: number[] = [];
  let k = 0;
  for (let i = from; i <= to; i += 1) {
    while (k + 2 < known.length && (known[k + 1]?.index ?? 0) <= i) k += 1;
    const [before, after] = [known[k] ?? first, known[k + 1] ?? last];
    const share = after.index === before.index ? 0 : (i - before.index) / (after.index - before.index);
    const x = before.x + (after.x - before.x) * Math.min(1, share);
    stops.push(Math.max(x, stops.at(-1) ?? x));
  }
  return stops;
}
