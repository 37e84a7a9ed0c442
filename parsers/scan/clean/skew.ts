import type { GreyImage } from '../image.ts';

/** Darker than this is ink on whitened paper. */
const INK = 150;
/** Pages are laid on the glass, or photographed, up to this many degrees askew. */
const MOST_DEGREES = 8;
const COARSE_DEGREES = 0.2;
const FINE_DEGREES = 0.02;
/** Points looked at; more do not change the angle. */
const MOST_POINTS = 60_000;

/** Degrees clockwise by which lines and text run down to the right; 0 for a blank page. */
export function findSkew(image: GreyImage): number {
  const { xs, ys } = findUpperEdges(image);
  if (xs.length < 50) return 0;
  const span = image.widthPx + image.heightPx;
  const score = (degrees: number) => sharpness(xs, ys, { degrees, span });
  const coarse = best(0, { reach: MOST_DEGREES, step: COARSE_DEGREES }, score);
  const fine = best(coarse, { reach: COARSE_DEGREES, step: FINE_DEGREES }, score);
  return Math.abs(fine) < FINE_DEGREES / 2 ? 0 : fine;
}

function best(
  middle: number,
  { reach, step }: { reach: number; step: number },
  score: (degrees: number) => number,
): number {
  const steps = Math.round(reach / step);
  let [top, at] = [-1, 0];
  // From the middle outwards, so that a page with nothing to say stays as it is.
  for (let k = 0; k <= 2 * steps; k += 1) {
    const i = k % 2 === 0 ? k / 2 : -(k + 1) / 2;
    const value = score(middle + i * step);
    if (value > top * (1 + 1e-9)) [top, at] = [value, i];
  }
  return middle + at * step;
}

/** Pixels of ink with paper above: they stand on one level along lines and along the tops of characters. */
function findUpperEdges({ widthPx, heightPx, data }: GreyImage): { xs: Float32Array; ys: Float32Array } {
  let count = 0;
  const isEdge = (i: number) => (data[i] as number) < INK && (data[i - widthPx] as number) >= INK;
  for (let i = widthPx; i < data.length; i += 1) if (isEdge(i)) count += 1;
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const xs = new Float32Array(Math.floor(count / every));
  const ys = new Float32Array(xs.length);
  let [k, seen] = [0, 0];
  for (let y = 1; y < heightPx; y += 1) {
    for (let x = 0, i = y * widthPx; x < widthPx; x += 1, i += 1) {
      if (!isEdge(i)) continue;
      seen += 1;
      if (seen % every !== 0) continue;
      xs[k] = x;
      ys[k] = y;
      k += 1;
    }
  }
  return { xs, ys };
}

/** Sum of squares of the points per level: highest where the levels are those of lines and text. */
function sharpness(xs: Float32Array, ys: Float32Array, { degrees, span }: { degrees: number; span: number }): number {
  const tangent = Math.tan((degrees * Math.PI) / 180);
  const counts = new Uint32Array(2 * span);
  for (let i = 0; i < xs.length; i += 1) {
    const level = ((ys[i] as number) - (xs[i] as number) * tangent + span * 0.5) | 0;
    counts[level] = (counts[level] as number) + 1;
  }
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) sum += (counts[i] as number) ** 2;
  return sum;
}
