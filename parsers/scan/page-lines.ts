import type { Component } from './components.ts';
import type { PxBox } from './image.ts';

/** One line of text on the page, or a stretch of one that wide gaps part from the rest. */
export interface PageLine {
  readonly box: PxBox;
  /** Height of its Han characters in pixels, without the white around them; null for a line of marks only. */
  readonly charHeight: number | null;
}

/** Parts of at least this share of a Han character's height make lines; smaller ones are marks that join a line. */
const LETTER = 0.5;
/** Parts larger than this many characters are pictures and frames, not text. */
const LARGEST = 4;
/** Lines overlap in height by less than this share of the lower one. */
const SAME_LINE = 0.5;
/**
 * Gaps wider than this many characters part a line: columns, and labels pushed to the other margin. A comma and the white
 * after it take one character; columns of a table without lines stand as near as two.
 */
const PART_CHARS = 1.5;
/** Marks join a line from so many characters away. */
const MARK_CHARS = 2.5;
/** Marks hang out of a line by up to this share of its height. */
const HANG = 0.35;
/** Marks that stand alone with less ink than this many pixels are dirt. */
const DIRT_PX = 12;

/** Lines of text among these pieces of ink, from the top, then from the left. */
export function findPageLines(components: readonly Component[], charHeight: number): PageLine[] {
  const size = ({ box }: Component) => Math.max(box[2] - box[0], box[3] - box[1]);
  const text = components.filter((component) => size(component) <= LARGEST * charHeight);
  const letters = text.filter((component) => component.box[3] - component.box[1] >= LETTER * charHeight);
  const marks = text.filter((component) => component.box[3] - component.box[1] < LETTER * charHeight);
  const rows = toRows(letters, charHeight);
  const loose = marks.filter((mark) => !joinRow(rows, mark, charHeight));
  rows.push(
    ...toRows(
      loose.filter(({ area }) => area >= DIRT_PX),
      charHeight,
    ),
  );
  return rows
    .flatMap(({ parts }) => cutAtGaps(parts, charHeight))
    .map((parts) => toLine(parts, charHeight))
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

interface Row {
  top: number;
  bottom: number;
  readonly parts: Component[];
}

/** Rows over the whole width; a row is as tall as the tallest letter in it. */
function toRows(letters: readonly Component[], charHeight: number): Row[] {
  const rows: Row[] = [];
  // The tallest first: they say where the lines are, and lower ones fall into place.
  const byHeight = [...letters].sort(
    (a, b) => b.box[3] - b.box[1] - (a.box[3] - a.box[1]) || a.box[1] - b.box[1] || a.box[0] - b.box[0],
  );
  for (const letter of byHeight) {
    const [, top, , bottom] = letter.box;
    const row = rows.find((other) => {
      const shared = Math.min(other.bottom, bottom) - Math.max(other.top, top);
      return shared > SAME_LINE * Math.min(other.bottom - other.top, bottom - top) && isNear(other, letter, charHeight);
    });
    if (row === undefined) rows.push({ top, bottom, parts: [letter] });
    else row.parts.push(letter);
  }
  return rows;
}

/** Some letter of the row is not much taller or lower, or stands close by: titles beside body text keep their own row. */
function isNear({ parts }: Row, { box }: Component, charHeight: number): boolean {
  const height = box[3] - box[1];
  return parts.some(({ box: other }) => {
    const ratio = (other[3] - other[1]) / height;
    const gap = Math.max(other[0] - box[2], box[0] - other[2]);
    return ratio < 2.5 || gap < 2 * charHeight;
  });
}

/** Puts a mark into the row whose letters it stands beside; false where there is none. */
function joinRow(rows: readonly Row[], mark: Component, charHeight: number): boolean {
  const [x0, top, x1, bottom] = mark.box;
  const middle = (top + bottom) / 2;
  let best: { row: Row; distance: number } | null = null;
  for (const row of rows) {
    const hang = HANG * (row.bottom - row.top);
    if (middle < row.top - hang || middle > row.bottom + hang) continue;
    const gap = Math.min(...row.parts.map(({ box }) => Math.max(0, box[0] - x1, x0 - box[2])));
    if (gap > MARK_CHARS * charHeight) continue;
    const distance = gap + Math.abs((row.top + row.bottom) / 2 - middle);
    if (best === null || distance < best.distance) best = { row, distance };
  }
  best?.row.parts.push(mark);
  return best !== null;
}

function cutAtGaps(parts: readonly Component[], charHeight: number): Component[][] {
  const sorted = [...parts].sort((a, b) => a.box[0] - b.box[0]);
  const stretches: Component[][] = [];
  let reach = -Infinity;
  for (const part of sorted) {
    if (part.box[0] - reach > PART_CHARS * charHeight) stretches.push([part]);
    else stretches.at(-1)?.push(part);
    reach = Math.max(reach, part.box[2]);
  }
  return stretches;
}

function toLine(parts: readonly Component[], charHeight: number): PageLine {
  let [x0, top, x1, bottom] = [Infinity, Infinity, 0, 0];
  for (const { box } of parts) {
    x0 = Math.min(x0, box[0]);
    top = Math.min(top, box[1]);
    x1 = Math.max(x1, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  const heights = parts
    .map(({ box }) => Math.max(box[3] - box[1], Math.min(box[2] - box[0], 1.2 * (box[3] - box[1]))))
    .filter((height) => height >= LETTER * charHeight)
    .sort((a, b) => a - b);
  return { box: [x0, top, x1, bottom], charHeight: heights[Math.floor(0.8 * heights.length)] ?? null };
}
