import type { Box } from '../../pipeline/model/geometry.ts';
import type { Message } from '../../pipeline/model/source.ts';
import { wrapSeparator } from '../layout/join-text.ts';
import { squeeze } from './find-cells.ts';
import type { PageCell, PageTable } from './page-table.ts';

/** A cell of a table that may lie on several pages. */
export interface JoinedCell {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly places: readonly { readonly pageNumber: number; readonly box: Box }[];
}

export interface JoinedTable {
  readonly cells: readonly JoinedCell[];
  readonly parts: readonly PageTable[];
  readonly ruled: boolean;
  readonly confidence: number;
  /** Why each part after the first belongs to the table, and what was dropped or put together. */
  readonly reasons: readonly Message[];
}

/** Where the two parts stand on their pages. */
export interface Break {
  /** Free space left below the upper part on its page, in points. */
  readonly roomBelow: number;
  /** A line above the lower part says that the table goes on (续表). */
  readonly saysContinued: boolean;
}

/** Columns of two parts are one when their sides differ by less than this, in points. */
const SAME_SIDE = 4;
/** Share of the lower part's inner sides that must stand where the upper part has one, or the other way round. */
const SHARED_SIDES = 0.6;

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

/** Rows that do not fit leave their height free; a little more is the space below the last line. */
const ROOM_LEFT = 14;
/** A figure with its operator and unit; a figure broken off after its point or comma is none. */
const FIGURE = /^[≥≤≧≦<>=＜＞＝]?[-—]?\d[\d,，]*(?:\.\d+)?(?:%|％|‰|\p{Script=Han}{1,2})?$/u;

/** A cell with the stretch of columns it covers, in the upper part's coordinates. */
interface Ranged {
  readonly row: number;
  readonly rowSpan: number;
  readonly x0: number;
  readonly x1: number;
  readonly text: string;
  readonly places: JoinedCell['places'];
  readonly cell: PageCell | undefined;
}

function toRanged({ cells, parts }: JoinedTable): Ranged[] {
  const last = parts.at(-1);
  const first = parts[0];
  return cells.map((cell): Ranged => {
    const place = cell.places.at(-1);
    const part = parts.find(({ pageNumber }) => pageNumber === place?.pageNumber);
    const dx = (first?.box[0] ?? 0) - (part?.box[0] ?? 0);
    const source =
      place?.pageNumber === last?.pageNumber ? last?.cells.find(({ box }) => box === place?.box) : undefined;
    const { row, rowSpan, text, places } = cell;
    return { row, rowSpan, text, places, x0: (place?.box[0] ?? 0) + dx, x1: (place?.box[2] ?? 0) + dx, cell: source };
  });
}

function toLower(cell: PageCell, pageNumber: number, shift: number): Ranged {
  const { row, rowSpan, text, box } = cell;
  return { row, rowSpan, text, places: [{ pageNumber, box }], x0: box[0] + shift, x1: box[2] + shift, cell };
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

function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

function sameRange(a: Ranged, b: Ranged): boolean {
  return Math.abs(a.x0 - b.x0) <= SAME_SIDE && Math.abs(a.x1 - b.x1) <= SAME_SIDE;
}

/** Heading rows of the lower part that repeat rows of the upper one, word for word. */
function countRepeatedHeads(above: readonly Ranged[], below: readonly Ranged[]): number {
  const lowerRows = Math.max(...below.map(({ row, rowSpan }) => row + rowSpan));
  const upperRows = Math.max(...above.map(({ row, rowSpan }) => row + rowSpan));
  let best = 0;
  for (let start = 0; start < upperRows; start += 1) {
    let count = 0;
    while (count < lowerRows && start + count < upperRows && repeats(above, below, start + count, count)) count += 1;
    while (count > 0 && !(isClosed(above, start, count) && isClosed(below, 0, count))) count -= 1;
    best = Math.max(best, count);
  }
  return best < lowerRows ? best : 0;
}

/** Row `upperRow` and row `lowerRow` begin the same cells with the same words, of which most are no figures. */
function repeats(above: readonly Ranged[], below: readonly Ranged[], upperRow: number, lowerRow: number): boolean {
  const a = above.filter(({ row }) => row === upperRow);
  const b = below.filter(({ row }) => row === lowerRow);
  const filled = b.filter(({ text }) => squash(text) !== '');
  const words = filled.filter(({ text }) => !/^[-—/\d.,，%‰≥≤＝=<>]+$/.test(squash(text)));
  if (a.length !== b.length || words.length < 2 || words.length < 0.7 * filled.length) return false;
  return b.every((cell) =>
    a.some(
      (other) => sameRange(cell, other) && cell.rowSpan === other.rowSpan && squash(other.text) === squash(cell.text),
    ),
  );
}

function isClosed(cells: readonly Ranged[], start: number, count: number): boolean {
  return cells.every(({ row, rowSpan }) => row < start || row >= start + count || row + rowSpan <= start + count);
}

/** The lower part begins like the upper one, with other values: the next form of the same kind. */
function isNewInstance(above: readonly Ranged[], below: readonly Ranged[]): boolean {
  const a = above.filter(({ row }) => row === 0);
  const b = below.filter(({ row }) => row === 0);
  const alike = b.filter(
    (cell) =>
      squash(cell.text) !== '' && a.some((other) => sameRange(cell, other) && squash(other.text) === squash(cell.text)),
  );
  return alike.length > 0 && alike.some(({ x0 }) => x0 <= Math.min(...b.map((cell) => cell.x0)) + SAME_SIDE);
}

/** Cells of the last row above and the first row below that cover the same columns. */
function findPairs(
  above: readonly Ranged[],
  body: readonly Ranged[],
  { rows, heads }: { rows: number; heads: number },
): [Ranged, Ranged][] {
  const ending = above.filter(({ row, rowSpan }) => row + rowSpan === rows);
  return body
    .filter(({ row }) => row === heads)
    .flatMap((b): [Ranged, Ranged][] => {
      const a = ending.find((cell) => sameRange(cell, b));
      return a === undefined ? [] : [[a, b]];
    });
}

interface RowBreak {
  readonly rows: number;
  readonly heads: number;
  readonly pairs: readonly [Ranged, Ranged][];
  /** Whether a missing line at the foot of the upper part says anything. */
  readonly linesTell: boolean;
}

/**
 * The break runs through a row: no line closes any of its cells, or every text below goes on from one that broke off
 * above while cells filled above are empty below.
 */
function isRowCut(
  above: readonly Ranged[],
  body: readonly Ranged[],
  { rows, heads, pairs, linesTell }: RowBreak,
): boolean {
  const first = body.filter(({ row }) => row === heads);
  if (pairs.length < first.length || pairs.length === 0) return false;
  if (pairs.some(([a, b]) => areTwoFigures(a, b))) return false;
  if (linesTell) {
    if (endsOpen(above, rows)) return true;
    // Where some cells are closed by a line the row has ended; the open ones are merged over several rows.
    if (pairs.some(([a]) => a.cell?.openBottom)) return false;
  }
  const filled = pairs.filter(([, b]) => squash(b.text) !== '');
  if (filled.length === 0 || !filled.every(([a, b]) => breaksOff(a, b))) return false;
  return pairs.some(([a, b]) => a.rowSpan === 1 && squash(a.text) !== '' && squash(b.text) === '');
}

/** No line closes any cell of the last row: the style has none there, or the break runs through the row. */
function endsOpen(above: readonly Ranged[], rows: number): boolean {
  return above.filter(({ row, rowSpan }) => row + rowSpan === rows).every(({ cell }) => cell?.openBottom);
}

/** A whole figure stands on both sides of the break: they belong to two rows. */
function areTwoFigures(a: Ranged, b: Ranged): boolean {
  return FIGURE.test(squash(a.text)) && FIGURE.test(squash(b.text));
}

/** Tables drawn without a line at their head and foot: an open cell at the break then says nothing. */
function hasOpenStyle(first: PageTable | undefined, { cells }: PageTable): boolean {
  const lastRow = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan));
  const isFootOpen = cells
    .filter(({ row, rowSpan }) => row + rowSpan === lastRow)
    .every(({ openBottom }) => openBottom);
  // A foot is open as well where the next page goes on with the table; its head is closed then.
  return isFootOpen && (first?.cells ?? []).every(({ row, openTop }) => row > 0 || openTop);
}

/** The text of the upper cell ends where no more fitted on its line, in the middle of a sentence. */
function breaksOff(a: Ranged, b: Ranged): boolean {
  if (a.cell === undefined || b.cell === undefined || squash(a.text) === '') return false;
  if (/[。；;！？!?]$/.test(a.text.trim())) return false;
  return a.cell.lastWidth + b.cell.firstUnit > a.cell.room || isBracketOpen(a.text);
}

function isBracketOpen(text: string): boolean {
  return (text.match(/[（(《“]/g)?.length ?? 0) > (text.match(/[）)》”]/g)?.length ?? 0);
}

interface Around {
  readonly above: readonly Ranged[];
  readonly below: readonly Ranged[];
  /** Whether a missing line at the foot of the upper part says anything. */
  readonly lines: 'drawn' | 'unknown';
}

/** Labels that go on below the break though the row is a new one, from the left. */
function findContinued(pairs: readonly [Ranged, Ranged][], around: Around): [Ranged, Ranged][] {
  const sorted = [...pairs].sort(([a], [b]) => a.x0 - b.x0);
  const firstSide = Math.min(...around.below.map(({ x0 }) => x0));
  const continued: [Ranged, Ranged][] = [];
  let reached = firstSide;
  for (const [a, b] of sorted) {
    // Labels stand at the left: one goes on only where all before it do.
    const leads = Math.abs(b.x0 - reached) <= SAME_SIDE;
    if (!goesOn(a, b, { ...around, leads })) continue;
    continued.push([a, b]);
    if (leads) reached = b.x1;
  }
  return continued;
}

/** Columns of labels have fewer empty cells than this: the corner of a block of amounts, and no more. */
const LABELS_EMPTY = 0.4;

/** A label goes on below: its cell is not closed by a line, it has nothing of its own there, or its text breaks off. */
function goesOn(a: Ranged, b: Ranged, { above, below, lines, leads }: Around & { leads: boolean }): boolean {
  if (areTwoFigures(a, b)) return false;
  if (a.cell?.openBottom && lines === 'drawn') return true;
  const isMerged = a.rowSpan > 1 || b.rowSpan > 1;
  const column = [...above, ...below].filter((cell) => cell !== a && cell !== b && sameRange(cell, b));
  if (squash(b.text) !== '') {
    if (isMerged && isBracketOpen(a.text) && isBracketClosed(b.text)) return true;
    const isComplete = (label: string) =>
      [a, ...column].filter(({ text }) => squash(text) === squash(label)).length > 1;
    if (
      squash(a.text) === squash(b.text) ||
      isComplete(a.text) ||
      column.some(({ text }) => squash(text) === squash(b.text))
    )
      return false;
    return leads && breaksOff(a, b) && endsUnlike(a, column);
  }
  if (b.rowSpan > 1) return true;
  // Empty at the left, or below a merged label, in a column where cells of one row are filled: the label goes on.
  if (squash(a.text) === '' || !(isMerged || leads)) return false;
  const empty = column.filter(({ text, rowSpan }) => squash(text) === '' && rowSpan === 1).length;
  return empty <= (leads ? LABELS_EMPTY * column.length : 0);
}

/** Labels of one column end alike (数量指标, 质量指标): one that ends otherwise is not complete. */
function endsUnlike(a: Ranged, column: readonly Ranged[]): boolean {
  const ends = column.map(({ text }) => squash(text).slice(-1)).filter((end) => end !== '');
  const counts = new Map<string, number>();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  const [end, count] = [...counts].sort((x, y) => y[1] - x[1])[0] ?? ['', 0];
  return count >= 3 && count >= 0.5 * ends.length && !squash(a.text).endsWith(end);
}

function isBracketClosed(text: string): boolean {
  return (text.match(/[）)》”]/g)?.length ?? 0) > (text.match(/[（(《“]/g)?.length ?? 0);
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
