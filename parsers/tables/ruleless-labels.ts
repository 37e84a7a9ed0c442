import type { Block } from './ruleless-blocks.ts';

/** A block and the rows it covers. */
export interface Span {
  readonly block: Block;
  readonly row: number;
  readonly rowSpan: number;
}

export interface LabelColumn {
  /** Blocks that begin in the column, from the top. */
  readonly blocks: readonly Block[];
  /** y between the rows. */
  readonly sides: readonly number[];
  /** First baseline of each row. */
  readonly firsts: readonly number[];
  /** Rows taken by cells that reach over from another column. */
  readonly taken: readonly boolean[];
  readonly align: 'middle' | 'top';
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** What a row without a label costs, in points a label stands off the middle of its rows: labels tile their column. */
const BLANK = 5;
/** A label farther off than this does not belong to those rows. */
const FAR = 6;

/**
 * Gives each label of a column the rows it spans, so that labels stand in the middle (or at the top) of theirs and leave as
 * few rows as can be without one; null when no such tiling comes near.
 */
export function spanLabels(column: LabelColumn): Span[] | null {
  const { blocks, sides } = column;
  const rows = sides.length - 1;
  // best[i][k]: least cost of rows from i on with labels from k on.
  const best = Array.from({ length: rows + 1 }, () =>
    new Array<number>(blocks.length + 1).fill(Number.POSITIVE_INFINITY),
  );
  const step = Array.from({ length: rows + 1 }, () => new Array<number>(blocks.length + 1).fill(0));
  const cost = (i: number, k: number) => best[i]?.[k] ?? Number.POSITIVE_INFINITY;
  const set = (i: number, k: number, value: number, length: number) => {
    if (value >= cost(i, k)) return;
    (best[i] as number[])[k] = value;
    (step[i] as number[])[k] = length;
  };
  set(rows, blocks.length, 0, 0);
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let k = blocks.length; k >= 0; k -= 1) {
      const isOpen = (k === 0 && column.openTop) || (k === blocks.length && column.openBottom);
      set(i, k, cost(i + 1, k) + (column.taken[i] ? 0 : isOpen ? 1 : BLANK), 0);
      const block = blocks[k];
      if (block === undefined) continue;
      for (let j = i; j < rows && !column.taken[j]; j += 1) {
        const off = misfit(block, { from: i, to: j }, column);
        if (off !== null) set(i, k, off + cost(j + 1, k + 1), j - i + 1);
      }
    }
  }
  if (!Number.isFinite(cost(0, 0))) return null;
  const spans: Span[] = [];
  for (let i = 0, k = 0; i < rows; ) {
    const length = step[i]?.[k] ?? 0;
    const block = blocks[k];
    if (length > 0 && block !== undefined) {
      spans.push({ block, row: i, rowSpan: length });
      k += 1;
      i += length;
    } else i += 1;
  }
  return spans.length === blocks.length ? spans : null;
}

/** How far a label stands off the place it would have in these rows; null when it does not lie in them. */
function misfit(block: Block, { from, to }: { from: number; to: number }, column: LabelColumn): number | null {
  const [top, bottom] = [column.sides[from] ?? 0, column.sides[to + 1] ?? 0];
  const [, y0, , y1] = block.box;
  const slack = 0.5 * block.size;
  if (y0 < top - slack || y1 > bottom + slack) return null;
  const off =
    column.align === 'middle'
      ? Math.abs((y0 + y1) / 2 - (top + bottom) / 2)
      : Math.abs(block.first - (column.firsts[from] ?? 0));
  // A cell cut by the page is longer than what is seen of it.
  const isCut = (from === 0 && column.openTop) || (to === column.sides.length - 2 && column.openBottom);
  if (isCut) return Math.min(off, 1 + 0.05 * off);
  return off > FAR ? 50 + off : off;
}

/** The fewest rows whose middle a block of a column of values stands at. */
export function spanValue(
  block: Block,
  { sides, taken }: { sides: readonly number[]; taken: readonly boolean[] },
): Span | null {
  const middle = (block.box[1] + block.box[3]) / 2;
  const rows = sides.length - 1;
  let best: (Span & { off: number }) | null = null;
  for (let i = 0; i < rows; i += 1) {
    for (let j = i; j < rows && !taken[j]; j += 1) {
      if ((sides[i] ?? 0) > block.box[1] + 2 || (sides[j + 1] ?? 0) < block.box[3] - 2) continue;
      const off = Math.abs(middle - ((sides[i] ?? 0) + (sides[j + 1] ?? 0)) / 2) + 0.5 * (j - i);
      if (best === null || off < best.off) best = { block, row: i, rowSpan: j - i + 1, off };
    }
  }
  return best;
}
