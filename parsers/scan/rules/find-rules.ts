import type { GreyImage } from '../image.ts';

/** A straight ruling on the image, in pixels; `at` is its middle across, `from` and `to` its ends along. */
export interface Rule {
  readonly axis: 'h' | 'v';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
}

/** Half of the stretch across a line whose mean it is compared with: wider than the thickest line, narrower than a row. */
const REACH_PX = 12;
/**
 * Pixels lighter than this belong to faint lines, if to any. They are compared with a mean in which nothing is darker: text
 * beside a line would hide it otherwise.
 */
const FAINT = 205;
/** Gaps along a line up to this many pixels are noise of the scan or a stroke of text over it. */
const GAP_PX = 3;
/** Stretches of ink shorter than this, in points, are text: strokes of body text stay below 9. */
const SHORTEST_PIECE_PT = 8.6;
/** Lines shorter than this, in points, are strokes of large text: the lowest rows of forms are 12 high. */
const SHORTEST_RULE_PT = 11.8;
/** Thicker than this, in points, is a filled field: the heaviest borders are 2.25. */
const THICKEST_PT = 2.9;
/** Pixels of ink a line has for each pixel of its length at least. */
const LEAST_FILLED = 0.75;

/** Level and upright rulings for each contrast: pixels darker by it than the mean across, in long thin runs. */
export function findRules(
  image: GreyImage,
  { contrasts, dpi }: { contrasts: readonly number[]; dpi: number },
): Rule[][] {
  const shortest = Math.round((SHORTEST_PIECE_PT * dpi) / 72);
  const level = findPieces(image, contrasts, shortest);
  const upright = findPieces(transpose(image), contrasts, shortest);
  return contrasts.map((_, i) => [...toRules(level[i] ?? [], 'h', dpi), ...toRules(upright[i] ?? [], 'v', dpi)]);
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly ink: number;
  parent: number;
}

/** Pieces that touch one another in neighbouring rows are one line. */
function toRules(pieces: readonly Piece[], axis: Rule['axis'], dpi: number): Rule[] {
  const root = (i: number): number => {
    let at = i;
    while ((pieces[at] as Piece).parent !== at) at = (pieces[at] as Piece).parent;
    (pieces[i] as Piece).parent = at;
    return at;
  };
  let above: number[] = [];
  let here: number[] = [];
  let row = -1;
  for (const [i, piece] of pieces.entries()) {
    if (piece.y !== row) {
      above = piece.y === row + 1 ? here : [];
      here = [];
      row = piece.y;
    }
    here.push(i);
    for (const k of above) {
      const other = pieces[k] as Piece;
      if (other.from <= piece.to && other.to >= piece.from) (pieces[root(i)] as Piece).parent = root(k);
    }
  }
  const groups = new Map<number, Piece[]>();
  for (const [i, piece] of pieces.entries()) {
    const group = groups.get(root(i));
    if (group === undefined) groups.set(root(i), [piece]);
    else group.push(piece);
  }
  return [...groups.values()].flatMap((group) => {
    const rule = toRule(group, axis, dpi);
    return rule === null ? [] : [rule];
  });
}

/** Runs of dark pixels along rows, small gaps bridged, for each contrast. */
function findPieces({ widthPx, heightPx, data }: GreyImage, contrasts: readonly number[], shortest: number): Piece[][] {
  const found = contrasts.map((): Piece[] => []);
  const sums = new Int32Array(widthPx);
  const faintSums = new Int32Array(widthPx);
  const darker = new Int16Array(widthPx);
  const rowAt = (y: number) => Math.min(heightPx - 1, Math.max(0, y)) * widthPx;
  for (let y = -REACH_PX; y < REACH_PX; y += 1) {
    const at = rowAt(y);
    for (let x = 0; x < widthPx; x += 1) {
      const value = data[at + x] as number;
      sums[x] = (sums[x] as number) + value;
      faintSums[x] = (faintSums[x] as number) + Math.max(FAINT, value);
    }
  }
  const share = 1 / (2 * REACH_PX + 1);
  for (let y = 0; y < heightPx; y += 1) {
    const entering = rowAt(y + REACH_PX);
    const leaving = rowAt(y - REACH_PX);
    const at = y * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const value = data[at + x] as number;
      const enters = data[entering + x] as number;
      const leaves = data[leaving + x] as number;
      const sum = (sums[x] as number) + enters;
      const faintSum = (faintSums[x] as number) + Math.max(FAINT, enters);
      darker[x] = (value < FAINT ? sum : faintSum) * share - value;
      sums[x] = sum - leaves;
      faintSums[x] = faintSum - Math.max(FAINT, leaves);
    }
    for (let c = 0; c < contrasts.length; c += 1)
      addRow(found[c] as Piece[], darker, { y, contrast: contrasts[c] as number, shortest });
  }
  return found;
}

function addRow(
  pieces: Piece[],
  darker: Int16Array,
  { y, contrast, shortest }: { y: number; contrast: number; shortest: number },
): void {
  let [from, last, ink] = [-1, -1, 0];
  for (let x = 0; x < darker.length; x += 1) {
    if ((darker[x] as number) < contrast) continue;
    if (from >= 0 && x - last > GAP_PX + 1) {
      if (last - from + 1 >= shortest) pieces.push({ from, to: last + 1, y, ink, parent: pieces.length });
      from = -1;
    }
    if (from < 0) [from, ink] = [x, 0];
    last = x;
    ink += 1;
  }
  if (from >= 0 && last - from + 1 >= shortest) pieces.push({ from, to: last + 1, y, ink, parent: pieces.length });
}

function toRule(pieces: readonly Piece[], axis: Rule['axis'], dpi: number): Rule | null {
  let [from, to, ink, weighted, filled] = [Infinity, 0, 0, 0, 0];
  for (const piece of pieces) {
    from = Math.min(from, piece.from);
    to = Math.max(to, piece.to);
    ink += piece.ink;
    filled += piece.to - piece.from;
    weighted += piece.ink * (piece.y + 0.5);
  }
  const length = to - from;
  const thickness = filled / length;
  const px = dpi / 72;
  if (length < SHORTEST_RULE_PT * px || thickness > THICKEST_PT * px || ink < LEAST_FILLED * filled) return null;
  return { axis, at: weighted / ink, from, to, thickness };
}

/** The image mirrored at its diagonal: columns become rows. */
function transpose({ widthPx, heightPx, data }: GreyImage): GreyImage {
  const out = new Uint8Array(data.length);
  const BLOCK = 64;
  for (let y0 = 0; y0 < heightPx; y0 += BLOCK) {
    for (let x0 = 0; x0 < widthPx; x0 += BLOCK) {
      const [x1, y1] = [Math.min(widthPx, x0 + BLOCK), Math.min(heightPx, y0 + BLOCK)];
      for (let y = y0; y < y1; y += 1)
        for (let x = x0; x < x1; x += 1) out[x * heightPx + y] = data[y * widthPx + x] as number;
    }
  }
  return { widthPx: heightPx, heightPx: widthPx, data: out };
}
