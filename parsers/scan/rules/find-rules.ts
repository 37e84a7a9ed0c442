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
/** Gaps along a line up to this many pixels are noise of the scan or a stroke of text over it. */
const GAP_PX = 3;
/** Stretches of ink shorter than this are text: strokes of body text stay below 25 pixels at 200 dpi. */
const SHORTEST_PIECE_PX = 24;
/** Lines shorter than this are strokes of large text: the lowest row of a form is 40 pixels high at 200 dpi. */
const SHORTEST_RULE_PX = 36;
/** Thicker than this is a filled field: the heaviest borders, 2.25 points, are 6 pixels wide at 200 dpi. */
const THICKEST_PX = 8;
/** Pixels of ink a line has for each pixel of its length at least. */
const LEAST_FILLED = 0.75;

/** Level and upright rulings for each contrast: pixels darker by it than the mean across, in long thin runs. */
export function findRules(image: GreyImage, contrasts: readonly number[]): Rule[][] {
  const level = findPieces(image, contrasts);
  const upright = findPieces(transpose(image), contrasts);
  return contrasts.map((_, i) => [...toRules(level[i] ?? [], 'h'), ...toRules(upright[i] ?? [], 'v')]);
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly ink: number;
  parent: number;
}

/** Pieces that touch one another in neighbouring rows are one line. */
function toRules(pieces: readonly Piece[], axis: Rule['axis']): Rule[] {
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
    const rule = toRule(group, axis);
    return rule === null ? [] : [rule];
  });
}

/** Runs of dark pixels along rows, small gaps bridged, for each contrast. */
function findPieces({ widthPx, heightPx, data }: GreyImage, contrasts: readonly number[]): Piece[][] {
  const found = contrasts.map((): Piece[] => []);
  const sums = new Int32Array(widthPx);
  const darker = new Int16Array(widthPx);
  const rowAt = (y: number) => Math.min(heightPx - 1, Math.max(0, y)) * widthPx;
  for (let y = -REACH_PX; y < REACH_PX; y += 1) {
    const at = rowAt(y);
    for (let x = 0; x < widthPx; x += 1) sums[x] = (sums[x] as number) + (data[at + x] as number);
  }
  const share = 1 / (2 * REACH_PX + 1);
  for (let y = 0; y < heightPx; y += 1) {
    const entering = rowAt(y + REACH_PX);
    const leaving = rowAt(y - REACH_PX);
    const at = y * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const sum = (sums[x] as number) + (data[entering + x] as number);
      darker[x] = sum * share - (data[at + x] as number);
      sums[x] = sum - (data[leaving + x] as number);
    }
    for (let c = 0; c < contrasts.length; c += 1) addRow(found[c] as Piece[], darker, contrasts[c] as number, y);
  }
  return found;
}

function addRow(pieces: Piece[], darker: Int16Array, contrast: number, y: number): void {
  let [from, last, ink] = [-1, -1, 0];
  for (let x = 0; x < darker.length; x += 1) {
    if ((darker[x] as number) < contrast) continue;
    if (from >= 0 && x - last > GAP_PX + 1) {
      if (last - from + 1 >= SHORTEST_PIECE_PX) pieces.push({ from, to: last + 1, y, ink, parent: pieces.length });
      from = -1;
    }
    if (from < 0) [from, ink] = [x, 0];
    last = x;
    ink += 1;
  }
  if (from >= 0 && last - from + 1 >= SHORTEST_PIECE_PX)
    pieces.push({ from, to: last + 1, y, ink, parent: pieces.length });
}

function toRule(pieces: readonly Piece[], axis: Rule['axis']): Rule | null {
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
  if (length < SHORTEST_RULE_PX || thickness > THICKEST_PX || ink < LEAST_FILLED * filled) return null;
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
