import { toLine } from '../layout/lines.ts';
import type { Edge, Word } from '../pdf/page-content.ts';
import { SNAP } from './join-edges.ts';
import type { Region } from './rule-stacks.ts';
import { type Block, cutLine, joinPieces } from './ruleless-blocks.ts';
import type { Span } from './ruleless-labels.ts';

/** Rows parted by lines, and the blocks with the rows they cover. */
export interface RuledRows {
  /** y of the lines, from the top; one more than rows. */
  readonly sides: readonly number[];
  readonly spans: readonly Span[];
}

/** Fewer rows than this between lines are a table with a heading and a foot. */
const LEAST_ROWS = 4;
/** Share of the fields with figures that may hold several: lines there part groups of rows. */
const MOST_LISTED = 0.1;
const FIGURE = /^[≥≤<>=]?[-—+]?\d[\d.,%‰]*$/;

/**
 * Rows of a table whose every row is parted from the next by a level line, with merged cells where a line does not reach
 * across a column; null where several rows stand between two lines, or the columns' sides are not known.
 */
export function findRuledRows(lines: readonly (readonly Word[])[], region: Region): RuledRows | null {
  const { sides: columns, box, rules } = region;
  if (columns === null) return null;
  const levels = toLevels([box[1], ...rules.map(({ at }) => at), box[3]]);
  if (levels.length - 1 < LEAST_ROWS) return null;
  const columnCells = columns.slice(1).map((right, col) => {
    const middle = ((columns[col] ?? right) + right) / 2;
    const drawn = levels.filter((y, i) => i === 0 || i === levels.length - 1 || isDrawnAt(rules, y, middle));
    return drawn.slice(1).map((bottom, i) => ({ from: levels.indexOf(drawn[i] ?? 0), to: levels.indexOf(bottom) }));
  });
  const groups = new Map<string, { pieces: Block[]; from: number; to: number }>();
  for (const piece of lines.flatMap((words) => cutLine(words, columns))) {
    const y = (piece.box[1] + piece.box[3]) / 2;
    const band = levels.findLastIndex((level) => level <= y);
    const cell = columnCells[piece.col]?.find(({ from, to }) => band >= from && band < to);
    if (cell === undefined) return null;
    const beside = [...groups.values()].find(
      ({ pieces, from, to }) =>
        from === cell.from &&
        to === cell.to &&
        pieces.some((other) => other.col <= piece.lastCol && other.lastCol >= piece.col && !areLevel(other, piece)),
    );
    if (beside === undefined) groups.set(`${cell.from} ${piece.col} ${piece.first}`, { pieces: [piece], ...cell });
    else beside.pieces.push(piece);
  }
  const found = [...groups.values()];
  if (isListed(found.map(({ pieces }) => pieces))) return null;
  return {
    sides: levels,
    spans: found.map(({ pieces, from, to }) => ({ block: joinPieces(pieces), row: from, rowSpan: to - from })),
  };
}

function toLevels(ys: readonly number[]): number[] {
  const sorted = [...ys].sort((a, b) => a - b);
  return sorted.filter((y, i) => i === 0 || y - (sorted[i - 1] ?? y) > SNAP);
}

function isDrawnAt(rules: readonly Edge[], y: number, x: number): boolean {
  return rules.some(({ at, from, to }) => Math.abs(at - y) <= SNAP && from < x && to > x);
}

function areLevel(a: Block, b: Block): boolean {
  return Math.abs(a.first - b.first) < 0.5 * a.size;
}

/** Fields hold columns of figures: the lines part groups of rows, not rows. */
function isListed(fields: readonly (readonly Block[])[]): boolean {
  const figures = fields.filter((pieces) => pieces.every(({ words }) => FIGURE.test(toLine(words).text.trim())));
  const listed = figures.filter((pieces) => pieces.length > 1).length;
  return listed > Math.max(1, MOST_LISTED * figures.length);
}
