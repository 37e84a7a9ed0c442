import type { Block } from './ruleless-blocks.ts';
import type { Span } from './ruleless-labels.ts';

/** Fewer cells of one column tell nothing of how words are set. */
const LEAST_SINGLE = 4;
/** Words reach into a column when more than this share of an em of them lies in it. */
const REACH_EM = 0.35;
/** Words centred in a cell stand within this many points of its middle. */
const OFF_CENTRE = 2;
/** Share of the cells of one column that must be centred. */
const LEAST_CENTRED = 0.7;

/** Cells of this table are set to their middle: most of those of one column are, and few touch its left side. */
export function isCentred(blocks: readonly Block[], sides: readonly number[]): boolean {
  const single = blocks.filter(({ col, lastCol }) => col === lastCol);
  const centred = single.filter(
    (block) => Math.abs(offCentre(block, { sides, from: block.col, to: block.col })) <= OFF_CENTRE,
  );
  return single.length >= LEAST_SINGLE && centred.length >= LEAST_CENTRED * single.length;
}

function offCentre(
  { box }: Block,
  { sides, from, to }: { sides: readonly number[]; from: number; to: number },
): number {
  return (box[0] + box[2]) / 2 - ((sides[from] ?? 0) + (sides[to + 1] ?? 0)) / 2;
}

/** In a centred table a cell is merged over the columns around whose middle its words stand, the fewest that are free. */
export function centreSpans(spans: readonly Span[], sides: readonly number[]): Span[] {
  return spans.map((span) => {
    const { block, row, rowSpan } = span;
    const beside = spans.filter(
      (other) => other !== span && other.row < row + rowSpan && row < other.row + other.rowSpan,
    );
    return {
      ...span,
      block: centreBlock(
        block,
        beside.map((other) => other.block),
        sides,
      ),
    };
  });
}

function centreBlock(block: Block, beside: readonly Block[], sides: readonly number[]): Block {
  const middle = (block.box[0] + block.box[2]) / 2;
  const isLeft = ({ box }: Block) => (box[0] + box[2]) / 2 < middle;
  const from = Math.max(0, ...beside.filter(isLeft).map((other) => reached(other, sides) + 1));
  const to =
    Math.min(sides.length - 1, ...beside.filter((other) => !isLeft(other)).map((other) => begun(other, sides))) - 1;
  let best: { first: number; last: number; cost: number } | null = null;
  for (let first = from; first <= Math.min(begun(block, sides), to); first += 1) {
    for (let last = Math.max(first, reached(block, sides)); last <= to; last += 1) {
      const off = Math.abs(offCentre(block, { sides, from: first, to: last }));
      if (off <= OFF_CENTRE && (best === null || last - first < best.cost)) best = { first, last, cost: last - first };
    }
  }
  return best === null ? block : { ...block, col: best.first, lastCol: best.last };
}

/** The first column that holds words of the block. */
function begun({ box, size }: Block, sides: readonly number[]): number {
  return sides.slice(1, -1).filter((x) => x <= box[0] + REACH_EM * size).length;
}

/** The last column that holds words of the block: what merely comes near the next side is no sign in a centred cell. */
function reached(block: Block, sides: readonly number[]): number {
  const { box, size } = block;
  return Math.max(begun(block, sides), sides.slice(1, -1).filter((x) => x < box[2] - REACH_EM * size).length);
}
