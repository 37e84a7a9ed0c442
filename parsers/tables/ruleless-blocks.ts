import type { Box } from '../../pipeline/model/geometry.ts';
import { firstChar, isCjk, lastChar } from '../layout/join-text.ts';
import { toLine } from '../layout/lines.ts';
import type { Edge, Word } from '../pdf/page-content.ts';

/** Words that stand together in one cell: lines one below the other in the same columns. */
export interface Block {
  readonly words: readonly Word[];
  readonly box: Box;
  /** Baseline of the first line. */
  readonly first: number;
  readonly size: number;
  readonly lines: number;
  /** Width of what cannot be parted from its start. */
  readonly firstUnit: number;
  /** First and last column that the words reach into. */
  readonly col: number;
  readonly lastCol: number;
}

/** Words reach into a column when more than this share of an em of them lies in it. */
const REACH_EM = 0.35;
/** Lines of one cell follow one another within this many ems; rows stand farther apart. */
const PITCH_EM = 1.75;
/** Free space at the left of a cell up to this many points is its padding; more is an indent or centring. */
const MOST_PADDING = 7;
/** Pitch may vary by this factor within a cell. */
const SAME_PITCH = 1.12;

/** Lines at one pitch are wrapped text only where at least this share of them fills its column. */
const LEAST_WRAPPED = 0.4;
/** Cells keep at least this many points free at their two sides together. */
const LEAST_PADDING = 3;
/** Where fewer of the lines at one pitch are words than this share, all are rows of figures. */
const LEAST_TEXTS = 0.6;
/** Share of the fields that lines fill when each is a row. */
const DENSE = 0.5;
/** A whole figure: one broken after its point or comma is none. */
const FIGURE = /^[≥≤<>=]?[-—+]?\d(?:[\d.,]*\d)?[%‰]?$/;
/** Lines at one pitch throughout, but for this share, are rows. */
const OTHER_PITCH = 0.25;
/** Labels centred over rows at one pitch stand at least this many pitches apart when not at one. */
const HALF_ROW = 1.45;

/**
 * Puts the words of a region into blocks. `sides` are the columns, `rules` the level lines between rows; `isTight` says
 * that every line is a row of its own; words of one marked-content sequence stay together.
 */
export function toBlocks(
  lines: readonly (readonly Word[])[],
  { sides, rules, isTight }: { sides: readonly number[]; rules: readonly Edge[]; isTight: boolean },
): Block[] {
  const pieces = lines.flatMap((words) => cutLine(words, sides));
  if (isTight) return pieces.map((piece) => widen(piece, sides));
  const pitch = findPitch(pieces, { sides, rules, isDense: isDense(pieces, lines.length, sides.length - 1) });
  const blocks: Block[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])) {
    const above = blocks.find((group) => {
      const last = group.at(-1);
      return last !== undefined && follows(last, piece, pitch) && !isParted(last, piece, rules);
    });
    if (above === undefined) blocks.push([piece]);
    else above.push(piece);
  }
  return blocks.map((group) => widen(joinPieces(group), sides));
}

/** Cells keep as much free at the right as at the left: words that come nearer to a side belong to a wider cell. */
function widen(block: Block, sides: readonly number[]): Block {
  const left = block.box[0] - (sides[block.col] ?? 0);
  const side = sides[block.lastCol + 1];
  const isLast = block.lastCol >= sides.length - 2;
  if (isLast || side === undefined || left < 2 || left > MOST_PADDING) return block;
  return block.box[2] > side - 0.6 * left ? { ...block, lastCol: block.lastCol + 1 } : block;
}

/** Every line is a row: most lines fill two columns or more, at one pitch. */
export function isTight(lines: readonly (readonly Word[])[], sides: readonly number[]): boolean {
  const pieces = lines.map((words) => cutLine(words, sides));
  const many = pieces.filter((line) => line.length > 1).length;
  return many >= 0.75 * pieces.length;
}

/** Pieces of one line, cut at the sides of columns and at wide gaps. */
export function cutLine(words: readonly Word[], sides: readonly number[]): Block[] {
  const groups: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.x0 - b.x0)) {
    const last = groups.at(-1)?.at(-1);
    const crosses =
      last !== undefined && sides.some((x) => x >= last.x1 - 0.15 * word.size && x <= word.x0 + 0.15 * word.size);
    const far =
      last !== undefined &&
      word.x0 - last.x1 > 1.5 * word.size &&
      columnOf(last.x1, sides) !== columnOf(word.x0, sides);
    const marked =
      last?.mark !== null && last?.mark === word.mark && last !== undefined && word.x0 - last.x1 < 0.5 * word.size;
    if (last !== undefined && !far && (!crosses || marked)) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => toBlock(group, 1, sides));
}

function columnOf(x: number, sides: readonly number[]): number {
  return sides.filter((side) => side <= x).length;
}

function toBlock(words: readonly Word[], lines: number, sides: readonly number[]): Block {
  const { box, baseline, size, firstUnit } = toLine(words);
  const reach = REACH_EM * size;
  const inner = sides.slice(1, -1);
  const col = inner.filter((x) => x <= box[0] + reach).length;
  const lastCol = Math.max(col, inner.filter((x) => x < box[2] - reach).length);
  return { words, box, first: baseline, size, lines, firstUnit, col, lastCol };
}

/** A line is drawn between the two. */
function isParted(above: Block, below: Block, rules: readonly Edge[]): boolean {
  const middle = (below.box[0] + below.box[2]) / 2;
  return rules.some(({ at, from, to }) => at > above.first && at < below.first && from < middle && to > middle);
}

/**
 * Distance of lines within cells. Words known to be of one cell tell it; without any, it is the smallest that comes often,
 * unless all lines stand at it and few fill their column: then each is a row, and the distance is 0.
 */
function findPitch(
  pieces: readonly Block[],
  { sides, rules, isDense: mayBeRows }: { sides: readonly number[]; rules: readonly Edge[]; isDense: boolean },
): number {
  const pairs = pieces.flatMap((piece): { above: Block; below: Block; distance: number }[] => {
    const below = pieces
      .filter((other) => other.col === piece.col && other.first > piece.first + 0.5 * piece.size)
      .reduce<Block | null>((best, other) => (best === null || other.first < best.first ? other : best), null);
    if (below === null || isParted(piece, below, rules)) return [];
    return [{ above: piece, below, distance: below.first - piece.first }];
  });
  const near = pairs.filter(({ above, distance }) => distance < PITCH_EM * above.size);
  const known = near.filter(({ above, below }) => isMarkedAlike(above, below));
  if (known.length > 0) return quantile(known, 0.5);
  const pitch = quantile(near, 0.2);
  const atPitch = pairs.filter(({ distance }) => distance <= pitch * SAME_PITCH);
  // A label over several rows stands half a row off or more; rows of wrapped text stand a little off.
  const other = pairs.filter(({ distance }) => distance > pitch * SAME_PITCH && distance < pitch * HALF_ROW).length;
  if (other > OTHER_PITCH * (other + atPitch.length)) return pitch;
  if (!mayBeRows) return pitch;
  // A figure below a figure is none that was wrapped, however narrow the column; among words it tells nothing.
  const texts = atPitch.filter(({ above, below }) => !isFigure(above) || !isFigure(below));
  if (texts.length < LEAST_TEXTS * atPitch.length) return 0;
  const wrapped = texts.filter(({ above: { box, col, lastCol }, below }) => {
    const room = (sides[lastCol + 1] ?? box[2]) - (sides[col] ?? box[0]) - LEAST_PADDING;
    return box[2] - box[0] + below.firstUnit > room;
  });
  return wrapped.length < LEAST_WRAPPED * texts.length ? 0 : pitch;
}

/** Lines that are rows fill most columns; in forms written in Chinese the others are wrapped text. */
function isDense(pieces: readonly Block[], lines: number, columns: number): boolean {
  const han = pieces.filter(({ words }) => words.some(({ text }) => isCjk(firstChar(text)) || isCjk(lastChar(text))));
  return han.length < 0.3 * pieces.length || pieces.length >= DENSE * lines * columns;
}

function isFigure({ words }: Block): boolean {
  return words.every(({ text }) => FIGURE.test(text));
}

function quantile(pairs: readonly { readonly distance: number }[], share: number): number {
  const sorted = pairs.map(({ distance }) => distance).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

/** The last word above and the first below are of one marked-content sequence. */
function isMarkedAlike(above: Block, below: Block): boolean {
  const mark = above.words.at(-1)?.mark ?? null;
  return mark !== null && mark === below.words[0]?.mark;
}

function follows(above: Block, piece: Block, pitch: number): boolean {
  const distance = piece.first - above.first;
  if (distance <= 0 || piece.col > above.lastCol || piece.lastCol < above.col) return false;
  if (Math.abs(piece.size - above.size) > 0.15 * above.size) return false;
  if (isMarkedAlike(above, piece)) return distance < 2.5 * piece.size;
  return distance <= pitch * SAME_PITCH && distance < PITCH_EM * piece.size;
}

/** One block of pieces that stand in one cell. */
export function joinPieces(pieces: readonly Block[]): Block {
  const [first] = pieces as readonly [Block, ...Block[]];
  return {
    words: pieces.flatMap(({ words }) => words),
    box: [
      Math.min(...pieces.map(({ box }) => box[0])),
      Math.min(...pieces.map(({ box }) => box[1])),
      Math.max(...pieces.map(({ box }) => box[2])),
      Math.max(...pieces.map(({ box }) => box[3])),
    ],
    first: first.first,
    size: first.size,
    lines: pieces.length,
    firstUnit: first.firstUnit,
    col: Math.min(...pieces.map(({ col }) => col)),
    lastCol: Math.max(...pieces.map(({ lastCol }) => lastCol)),
  };
}
