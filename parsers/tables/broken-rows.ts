import type { PageTable } from './page-table.ts';
import { type Ranged, SAME_SIDE, sameRange, squash } from './ranged-cells.ts';

/** A figure with its operator and unit; a figure broken off after its point or comma is none. */
const FIGURE = /^[≥≤≧≦<>=＜＞＝]?[-—]?\d[\d,，]*(?:\.\d+)?(?:%|％|‰|\p{Script=Han}{1,2})?$/u;

/** Cells of the last row above and the first row below that cover the same columns. */
export function findPairs(
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

export interface RowBreak {
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
export function isRowCut(
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
export function endsOpen(above: readonly Ranged[], rows: number): boolean {
  return above.filter(({ row, rowSpan }) => row + rowSpan === rows).every(({ cell }) => cell?.openBottom);
}

/** A whole figure stands on both sides of the break: they belong to two rows. */
function areTwoFigures(a: Ranged, b: Ranged): boolean {
  return FIGURE.test(squash(a.text)) && FIGURE.test(squash(b.text));
}

/** Tables drawn without a line at their head and foot: an open cell at the break then says nothing. */
export function hasOpenStyle(first: PageTable | undefined, { cells }: PageTable): boolean {
  const lastRow = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan));
  const isFootOpen = cells
    .filter(({ row, rowSpan }) => row + rowSpan === lastRow)
    .every(({ openBottom }) => openBottom);
  // A foot is open as well where the next page goes on with the table; its head is closed then.
  return isFootOpen && (first?.cells ?? []).every(({ row, openTop }) => row > 0 || openTop);
}

/** The text of the upper cell ends where no more fitted on its line, in the middle of a sentence. */
export function breaksOff(a: Ranged, b: Ranged): boolean {
  if (a.cell === undefined || b.cell === undefined || squash(a.text) === '') return false;
  if (/[。；;！？!?]$/.test(a.text.trim())) return false;
  return a.cell.lastWidth + b.cell.firstUnit > a.cell.room || isBracketOpen(a.text);
}

function isBracketOpen(text: string): boolean {
  return (text.match(/[（(《“]/g)?.length ?? 0) > (text.match(/[）)》”]/g)?.length ?? 0);
}

export interface Around {
  readonly above: readonly Ranged[];
  readonly below: readonly Ranged[];
  /** Whether a missing line at the foot of the upper part says anything. */
  readonly lines: 'drawn' | 'unknown';
}

/** Labels that go on below the break though the row is a new one, from the left. */
export function findContinued(pairs: readonly [Ranged, Ranged][], around: Around): [Ranged, Ranged][] {
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
