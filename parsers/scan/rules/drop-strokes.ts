import type { Rule } from './find-rules.ts';

/**
 * No stroke of a character is as long as this, in points, but the strokes of a line of text are taken for one line where the
 * scan is coarse: up to 107 level ones on a page of 150 dpi, whose rulings have 351 at least; upright ones never.
 */
const LONGEST_STROKE_PT = { h: 120, v: 40 };
/** Pieces of one line that lie so close in a row, in points, belong together; worn rulings break. */
const BRIDGE_PT = 8;
const SAME_LEVEL_PT = 1;
/** A ruling ends so near to one across, in points; a stroke of 补 in a row of 16 came between this and 2.5. */
const MEET_PT = 1.6;

interface Chain {
  readonly axis: Rule['axis'];
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Rule[];
}

/**
 * The pieces that are rulings: long ones, and short ones that reach from one ruling across to another. Strokes of bold or
 * worn characters end at nothing, or at one another.
 */
export function dropStrokes(rules: readonly Rule[], dpi: number): Rule[] {
  const px = dpi / 72;
  const chains = [...toChains(rules, 'h', px), ...toChains(rules, 'v', px)];
  const isLong = ({ axis, from, to }: Chain) => to - from >= LONGEST_STROKE_PT[axis] * px;
  const kept = chains.filter(isLong);
  let open = chains.filter((chain) => !isLong(chain));
  for (;;) {
    const rulings = open.filter((chain) => isHeld(chain, kept, px) || isInOpenRow(chain, { open, kept, px }));
    if (rulings.length === 0) break;
    kept.push(...rulings);
    const found = new Set(rulings);
    open = open.filter((chain) => !found.has(chain));
  }
  const pieces = new Set(kept.flatMap((chain) => chain.pieces));
  return rules.filter((rule) => pieces.has(rule));
}

function toChains(rules: readonly Rule[], axis: Rule['axis'], px: number): Chain[] {
  const chains: Chain[] = [];
  for (const rule of rules.filter((each) => each.axis === axis).sort((a, b) => a.from - b.from || a.at - b.at)) {
    const { at, from, to } = rule;
    const i = chains.findIndex(
      (chain) => Math.abs(chain.at - at) <= SAME_LEVEL_PT * px && from - chain.to <= BRIDGE_PT * px,
    );
    const chain = chains[i];
    // The level of the last piece counts: a long line may lean by a pixel or two.
    if (chain === undefined) chains.push({ axis, at, from, to, pieces: [rule] });
    else chains[i] = { axis, at, from: chain.from, to: Math.max(chain.to, to), pieces: [...chain.pieces, rule] };
  }
  return chains;
}

function isHeld({ axis, at, from, to }: Chain, kept: readonly Chain[], px: number): boolean {
  return [from, to].every((end) => isMet({ axis, at, end }, kept, px));
}

/** So many lines beside one another with the same ends are the sides of fields, though a page break took what they lead to. */
const LEAST_SIDES = 3;

/** The outermost sides stand at both ends of the ruling that they meet: strokes of a line of text beside it do not. */
function isInOpenRow(
  { axis, from, to }: Chain,
  { open, kept, px }: { open: readonly Chain[]; kept: readonly Chain[]; px: number },
): boolean {
  const near = MEET_PT * px;
  const levels = open
    .filter((other) => other.axis === axis && Math.abs(other.from - from) <= near && Math.abs(other.to - to) <= near)
    .map(({ at }) => at);
  if (levels.length < LEAST_SIDES) return false;
  const [first, last] = [Math.min(...levels), Math.max(...levels)];
  return kept.some(
    (other) =>
      other.axis !== axis &&
      [from, to].some((end) => Math.abs(other.at - end) <= near) &&
      Math.abs(other.from - first) <= near &&
      Math.abs(other.to - last) <= near,
  );
}

function isMet(
  { axis, at, end }: { axis: Rule['axis']; at: number; end: number },
  kept: readonly Chain[],
  px: number,
): boolean {
  const near = MEET_PT * px;
  return kept.some(
    (other) =>
      other.axis !== axis && Math.abs(other.at - end) <= near && other.from - near <= at && other.to + near >= at,
  );
}
