import type { Box } from '../../pipeline/model/geometry.ts';
import { wrapSeparator } from '../layout/join-text.ts';
import { type Line, toLines } from '../layout/lines.ts';
import type { Word } from '../pdf/page-content.ts';
import type { GridCell } from './find-cells.ts';
import type { PageCell } from './page-table.ts';

/** Space that a cell keeps free at its left and right, in points. */
export interface Padding {
  readonly left: number;
  readonly right: number;
}

/** Cells of forms keep 1 to 6 points free; more is the indent or the centring of one cell. */
const MOST_PADDING = 8;
/**
 * A cell with its text: wrapped lines are joined as their language asks, lines ended on purpose are kept apart.
 */
export function toPageCell(
  cell: GridCell & { readonly words: readonly Word[] },
  { padding, openTop, openBottom }: { padding: Padding; openTop: boolean; openBottom: boolean },
): PageCell {
  const { row, col, rowSpan, colSpan, box, words } = cell;
  const lines = words.length === 0 ? [] : toCellLines(words);
  let room = Math.max(0, box[2] - box[0] - padding.left - padding.right);
  let lastWidth = 0;
  for (const line of lines) {
    lastWidth = line.box[2] - line.box[0];
    if (lastWidth > room) room = lastWidth;
  }
  const text = joinLines(lines, room);
  const firstUnit = lines[0]?.firstUnit ?? 0;
  // Written out: spreading made this the slowest function of a page of 200 cells.
  return { row, col, rowSpan, colSpan, box, text, openTop, openBottom, lastWidth, firstUnit, room };
}

/** Lines joined into text; `room` is the width a line may fill. */
export function joinLines(lines: readonly Line[], room: number): string {
  let text = '';
  let previous: Line | undefined;
  for (const line of lines) {
    if (previous !== undefined) text += isWrapped(previous, line, room) ? wrapSeparator(text, line.text) : '\n';
    text += line.text;
    previous = line;
  }
  return text;
}

/** Lines of a cell in reading order; words turned sideways are read along their own direction. */
export function toCellLines(words: readonly Word[]): Line[] {
  const turn = words[0]?.turn ?? 0;
  if (turn === 0 && !words[0]?.vertical) return toLines(words);
  return toLines(words.map((word) => level(word)));
}

/** The word as it would stand if its text ran from left to right, for putting lines in order. */
function level(word: Word): Word {
  const { x0, top, x1, bottom } = word;
  if (word.vertical) {
    // Columns of vertical writing run from right to left.
    return { ...word, x0: top, x1: bottom, top: -x1, bottom: -x0 };
  }
  if (word.turn === 1) return { ...word, x0: top, x1: bottom, top: -x1, bottom: -x0 };
  if (word.turn === 3) return { ...word, x0: -bottom, x1: -top, top: x0, bottom: x1 };
  if (word.turn === 2) return { ...word, x0: -x1, x1: -x0, top: -bottom, bottom: -top };
  return word;
}

/** A line was wrapped when the next one's first character or word would not have fitted on it. */
export function isWrapped(line: Line, next: Line, room: number): boolean {
  const width = line.box[2] - line.box[0];
  return width + next.firstUnit > room + 0.1 * line.size;
}

/** How much cells keep free at their sides: what nearly all lines of the table leave. */
export function findPadding(cells: readonly { box: Box; words: readonly Word[] }[]): Padding {
  const left: number[] = [];
  const right: number[] = [];
  for (const { box, words } of cells) {
    if (words.length === 0) continue;
    left.push(Math.min(...words.map(({ x0 }) => x0)) - box[0]);
    right.push(box[2] - Math.max(...words.map(({ x1 }) => x1)));
  }
  return { left: typical(left), right: typical(right) };
}

function typical(gaps: readonly number[]): number {
  const sorted = [...gaps].sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length / 10)] ?? 0;
  return Math.min(MOST_PADDING, Math.max(0, low));
}
