import type { Box } from '../../pipeline/model/geometry.ts';

/** Something that stands in the text: a line, a table, a picture. */
export interface Placed {
  readonly box: Box;
  /** Stretches the element covers across the page; one for a table, one for each group of words of a line. */
  readonly parts: readonly (readonly [from: number, to: number])[];
}

/** Elements that follow one another between the same two margins. */
export interface Column<T> {
  readonly elements: readonly T[];
  readonly left: number;
  readonly right: number;
}

/** Narrowest gutter between two columns of text, in points; word spaces of justified text stay below 8. */
const GUTTER = 9;
/** Lines that must stand on both sides before a gap is a gutter. */
const GUTTER_LINES = 5;
/** Each side of a gutter is filled to this share on average: lists of labels and values are not. */
const FILLED_SHARE = 0.55;

/**
 * Puts elements into reading order: from the top, and where a gutter runs through five lines or more, the left column
 * before the right one. `split` gives the two halves of an element that spans the gutter, or null if it cannot be cut.
 */
export function orderElements<T extends Placed>(
  elements: readonly T[],
  split: (element: T, x: number) => readonly [T | null, T | null] | null,
): Column<T>[] {
  const sorted = [...elements].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  const columns: Column<T>[] = [];
  let single: T[] = [];
  const flush = () => {
    if (single.length > 0) columns.push(toColumn(single));
    single = [];
  };
  for (let i = 0; i < sorted.length; ) {
    const band = findBand(sorted, i);
    if (band === null) {
      single.push(sorted[i] as T);
      i += 1;
      continue;
    }
    flush();
    const left: T[] = [];
    const right: T[] = [];
    for (const element of sorted.slice(i, band.end)) {
      const halves =
        element.box[2] <= band.x
          ? [element, null]
          : element.box[0] >= band.x
            ? [null, element]
            : split(element, band.x);
      if (halves?.[0]) left.push(halves[0]);
      if (halves?.[1]) right.push(halves[1]);
    }
    columns.push(...orderElements(left, split), ...orderElements(right, split));
    i = band.end;
  }
  flush();
  return columns;
}

function toColumn<T extends Placed>(elements: readonly T[]): Column<T> {
  return {
    elements,
    left: Math.min(...elements.map(({ box }) => box[0])),
    right: Math.max(...elements.map(({ box }) => box[2])),
  };
}

/** The longest run of elements from `start` that one gutter runs through, with text on both sides. */
function findBand(elements: readonly Placed[], start: number): { end: number; x: number } | null {
  let free: [number, number][] = [[-Infinity, Infinity]];
  let end = start;
  while (end < elements.length) {
    const next = subtract(free, elements[end]?.parts ?? []);
    if (!next.some(([from, to]) => Number.isFinite(from) && Number.isFinite(to) && to - from >= GUTTER)) {
      // A line on one side only closes nothing yet: its gap is still open to the margin.
      if (!next.some(([from, to]) => to - from >= GUTTER && end - start < 2)) break;
    }
    free = next;
    end += 1;
  }
  const run = elements.slice(start, end);
  const gap = free
    .filter(([from, to]) => Number.isFinite(from) && Number.isFinite(to) && to - from >= GUTTER)
    .map(([from, to]) => ({ x: (from + to) / 2, width: to - from }))
    .filter(({ x }) => isGutter(run, x))
    .sort((a, b) => b.width - a.width)[0];
  return gap === undefined ? null : { end, x: gap.x };
}

function isGutter(run: readonly Placed[], x: number): boolean {
  const sides = [
    run.flatMap(({ parts }) => parts.filter(([, to]) => to <= x)),
    run.flatMap(({ parts }) => parts.filter(([from]) => from >= x)),
  ];
  return sides.every((parts) => {
    if (parts.length < GUTTER_LINES) return false;
    const left = Math.min(...parts.map(([from]) => from));
    const right = Math.max(...parts.map(([, to]) => to));
    const mean = parts.reduce((sum, [from, to]) => sum + to - from, 0) / parts.length;
    return right - left > 60 && mean >= FILLED_SHARE * (right - left);
  });
}

function subtract(free: readonly [number, number][], parts: Placed['parts']): [number, number][] {
  let left = [...free];
  for (const [from, to] of parts) {
    left = left.flatMap(([a, b]): [number, number][] => {
      if (to <= a || from >= b) return [[a, b]];
      const rest: [number, number][] = [];
      if (from > a) rest.push([a, from]);
      if (to < b) rest.push([to, b]);
      return rest;
    });
  }
  return left;
}
