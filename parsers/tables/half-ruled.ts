import { isCjk, lastChar } from '../layout/join-text.ts';
import { type Line, toLines } from '../layout/lines.ts';
import type { Word } from '../pdf/page-content.ts';
import { isWrapped } from './cell-text.ts';
import type { GridCell } from './find-cells.ts';

type Filled = GridCell & { readonly words: readonly Word[] };

/** Stretches this many ems apart on one line belong to different columns. */
const COLUMN_GAP_EM = 1.2;
/** Share of a table's characters that must stand in cells which hold several columns, or several rows. */
const LEAST_SHARE = 0.5;
/** Lines of a cell that must stand level with lines of its neighbour before they are rows. */
const LEAST_LINES = 3;
const FIGURE = /^[-–—+(]?[\d\s.,%‰]+\)?[*]?$/;

/**
 * A grid whose lines leave rows or columns out: most of its text stands in cells whose lines are parted by wide gaps, or
 * in neighbouring cells whose short lines stand level with one another, figures among them.
 */
export function isHalfRuled(cells: readonly Filled[]): boolean {
  const read = cells.map((cell) => ({ cell, lines: toLines(cell.words) }));
  const all = read.reduce((sum, { lines }) => sum + size(lines), 0);
  const parted = read.filter(({ lines }) => isParted(lines)).reduce((sum, { lines }) => sum + size(lines), 0);
  if (parted > LEAST_SHARE * all && read.filter(({ lines }) => isParted(lines)).length >= 2) return true;
  if (parted > LEAST_SHARE * all && read.some(({ lines }) => isParted(lines) && lines.length >= LEAST_LINES))
    return true;
  const listed = read.filter((entry) => isListed(entry, read)).reduce((sum, { lines }) => sum + size(lines), 0);
  return listed > LEAST_SHARE * all;
}

function size(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

/** Most lines hold two stretches or more, far apart. */
function isParted(lines: readonly Line[]): boolean {
  const parted = lines.filter(({ parts, size: em }) =>
    parts.some(([from], i) => i > 0 && from - (parts[i - 1]?.[1] ?? from) > COLUMN_GAP_EM * em),
  );
  return lines.length > 0 && parted.length >= 0.6 * lines.length;
}

/** Lines that are entries of their own: none is wrapped, and a neighbour's stand level; one of the two holds figures. */
function isListed(
  { cell, lines }: { cell: Filled; lines: readonly Line[] },
  read: readonly { cell: Filled; lines: readonly Line[] }[],
): boolean {
  if (lines.length < LEAST_LINES || !isUnwrapped(cell, lines)) return false;
  return read.some(({ cell: other, lines: others }) => {
    if (other === cell || other.row !== cell.row || others.length < LEAST_LINES || !isUnwrapped(other, others))
      return false;
    const level = others.filter(({ baseline }) => lines.some((line) => Math.abs(line.baseline - baseline) < 2)).length;
    return level >= 0.7 * Math.min(lines.length, others.length) && (holdsFigures(lines) || holdsFigures(others));
  });
}

function isUnwrapped({ box }: GridCell, lines: readonly Line[]): boolean {
  const room = box[2] - box[0];
  const wrapped = lines.slice(1).filter((line, i) => {
    const above = lines[i];
    return (
      above !== undefined &&
      (isWrapped(above, line, room - line.size) ||
        (isCjk(lastChar(above.text)) && above.box[2] - above.box[0] > 0.8 * room))
    );
  });
  return wrapped.length <= 0.2 * lines.length;
}

function holdsFigures(lines: readonly Line[]): boolean {
  return lines.filter(({ text }) => FIGURE.test(text)).length >= 0.6 * lines.length;
}
