import type { Box } from '../../pipeline/model/geometry.ts';
import type { Message } from '../../pipeline/model/source.ts';
import { wrapSeparator } from '../layout/join-text.ts';
import { breaksOff, endsOpen, findContinued, findPairs, hasOpenStyle, isRowCut } from './broken-rows.ts';
import { squeeze } from './find-cells.ts';
import type { JoinedCell, JoinedTable } from './joined-table.ts';
import type { PageTable } from './page-table.ts';
import { type Ranged, SAME_SIDE, toLower, toRanged } from './ranged-cells.ts';
import { countRepeatedHeads, isNewInstance } from './repeated-heads.ts';

/** Where the two parts stand on their pages. */
export interface Break {
  /** Free space left below the upper part on its page, in points. */
  readonly roomBelow: number;
  /** A line above the lower part says that the table goes on (续表). */
  readonly saysContinued: boolean;
}

/** Share of the lower part's inner sides that must stand where the upper part has one, or the other way round. */
const SHARED_SIDES = 0.6;
/** Rows that do not fit leave their height free; a little more is the space below the last line. */
const ROOM_LEFT = 14;

/**
 * Joins the lower part of a table that a page break cut to its upper part; null when the two are tables of their own.
 * Columns are matched by their sides, repeated heading rows are dropped, and a row or merged cell cut by the break is put
 * together.
 */
export function joinParts(upper: JoinedTable, lower: PageTable, at: Break): JoinedTable | null {
  const last = upper.parts.at(-1);
  if (last === undefined || last.ruled !== lower.ruled) return null;
  const shift = findShift(last.box, lower.box);
  if (shift === null || !sharesSides(upper, last, lower, shift)) return null;
  const above = toRanged(upper);
  const below = lower.cells.map((cell): Ranged => toLower(cell, lower.pageNumber, shift));
  const heads = countRepeatedHeads(above, below);
  if (heads === 0 && !at.saysContinued) {
    if (isNewInstance(above, below)) return null;
    // A row moves down as a whole, often with all rows that a merged cell of it spans.
    const firstRow = Math.max(0, ...lower.cells.filter(({ row }) => row === 0).map(({ box }) => box[3] - box[1]));
    if (at.roomBelow > firstRow + ROOM_LEFT) return null;
  }
  const body = below.filter(({ row }) => row >= heads);
  if (body.length === 0) return null;
  const rows = Math.max(...above.map(({ row, rowSpan }) => row + rowSpan));
  const pairs = findPairs(above, body, { rows, heads });
  const isOpenStyle = hasOpenStyle(upper.parts[0], lower);
  const cut = isRowCut(above, body, { rows, heads, pairs, linesTell: upper.ruled && !isOpenStyle });
  const merged = new Map<Ranged, Ranged>();
  const lines = isOpenStyle || endsOpen(above, rows) ? 'unknown' : 'drawn';
  const continued = cut ? pairs : findContinued(pairs, { above, below: body, lines });
  for (const [a, b] of continued) merged.set(b, a);
  const offset = rows - heads - (cut ? 1 : 0);
  const cells = [
    ...above.map((a): Ranged => {
      const pair = continued.find(([upperCell]) => upperCell === a);
      return pair === undefined ? a : mergeCells(a, pair[1], offset);
    }),
    ...body.filter((b) => !merged.has(b)).map((b): Ranged => ({ ...b, row: b.row + offset })),
  ];
  return {
    cells: toCells(cells),
    parts: [...upper.parts, lower],
    ruled: upper.ruled,
    confidence: Math.min(upper.confidence, lower.confidence) * 0.98,
    reasons: [...upper.reasons, toReason({ last, lower, heads, cut, continued: continued.length, at })],
  };
}

/** A part of one page as a table of its own. */
export function toJoined(part: PageTable): JoinedTable {
  const cells = part.cells.map(({ row, col, rowSpan, colSpan, text, box }) => ({
    row,
    col,
    rowSpan,
    colSpan,
    text,
    places: [{ pageNumber: part.pageNumber, box }],
  }));
  return { cells, parts: [part], ruled: part.ruled, confidence: part.confidence, reasons: [] };
}

/** How far the lower part must be moved to stand below the upper one: pages may have other margins left and right. */
function findShift(a: Box, b: Box): number | null {
  return Math.abs(a[2] - a[0] - (b[2] - b[0])) <= SAME_SIDE ? a[0] - b[0] : null;
}

function sharesSides(upper: JoinedTable, last: PageTable, lower: PageTable, shift: number): boolean {
  const inner = (cells: readonly { x0: number; x1: number }[], box: Box) => {
    const sides = cells
      .flatMap(({ x0, x1 }) => [x0, x1])
      .filter((x) => x > box[0] + SAME_SIDE && x < box[2] - SAME_SIDE);
    return sides.filter((x, i) => sides.findIndex((other) => Math.abs(other - x) <= SAME_SIDE) === i);
  };
  const a = inner(toRanged(upper), [last.box[0], 0, last.box[2], 0]);
  const b = inner(
    lower.cells.map(({ box }) => ({ x0: box[0] + shift, x1: box[2] + shift })),
    [lower.box[0] + shift, 0, lower.box[2] + shift, 0],
  );
  const shared = b.filter((x) => a.some((other) => Math.abs(other - x) <= SAME_SIDE)).length;
  return shared >= SHARED_SIDES * Math.min(a.length, b.length);
}

function mergeCells(a: Ranged, b: Ranged, offset: number): Ranged {
  const end = b.row + offset + b.rowSpan;
  const [upper, lower] = [a.text, b.text];
  const separator = upper === '' || lower === '' ? '' : breaksOff(a, b) ? wrapSeparator(upper, lower) : '\n';
  return { ...a, rowSpan: end - a.row, text: upper + separator + lower, places: [...a.places, ...b.places] };
}

/** Columns from the sides of all cells; rows stay as they are. */
function toCells(cells: readonly Ranged[]): JoinedCell[] {
  const sides: number[] = [];
  for (const x of cells.flatMap(({ x0, x1 }) => [x0, x1]).sort((a, b) => a - b)) {
    const last = sides.at(-1);
    if (last === undefined || x - last > SAME_SIDE) sides.push(x);
  }
  const indexOf = (x: number) =>
    sides.reduce((best, side, i) => (Math.abs(side - x) < Math.abs((sides[best] ?? 0) - x) ? i : best), 0);
  const placed = cells.map(({ row, rowSpan, text, places, x0, x1 }): JoinedCell => {
    const col = indexOf(x0);
    return { row, col, rowSpan, colSpan: Math.max(1, indexOf(x1) - col), text, places };
  });
  return squeeze(placed).sort((a, b) => a.row - b.row || a.col - b.col);
}

function toReason({
  last,
  lower,
  heads,
  cut,
  continued,
  at,
}: {
  last: PageTable;
  lower: PageTable;
  heads: number;
  cut: boolean;
  continued: number;
  at: Break;
}): Message {
  const zh = [`第 ${last.pageNumber} 页末与第 ${lower.pageNumber} 页首的表格列边一致，合为一表`];
  const en = [
    `the table at the foot of page ${last.pageNumber} goes on at the head of page ${lower.pageNumber}: same columns`,
  ];
  if (heads > 0) {
    zh.push(`去掉重复的表头 ${heads} 行`);
    en.push(`${heads} repeated heading rows dropped`);
  }
  if (at.saysContinued) {
    zh.push('标有“续表”');
    en.push('marked as continued');
  }
  if (cut) {
    zh.push('跨页的一行已拼合');
    en.push('a row cut by the break was put together');
  } else if (continued > 0) {
    zh.push(`跨页的合并单元格 ${continued} 个已拼合`);
    en.push(`${continued} merged cells cut by the break were put together`);
  }
  return { zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}
