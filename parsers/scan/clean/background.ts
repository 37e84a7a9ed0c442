import type { GreyImage } from '../image.ts';

/** Side of the squares whose paper is measured: a few characters wide, so that every square shows some paper. */
const SQUARE_PX = 32;
/** Paper is what this share of a square's pixels is darker than: text covers up to 40 % of a square. */
const PAPER_RANK = 0.8;
/** Paper darker than this share of the page's is a picture or a filled field, and is not bleached further. */
const DARKEST_PAPER = 0.45;

/** The image with its paper made white: shadows, yellowing and grey fields are divided out, ink keeps its contrast. */
export function whitenPaper(image: GreyImage): GreyImage {
  const { widthPx, heightPx, data } = image;
  const columns = Math.max(1, Math.ceil(widthPx / SQUARE_PX));
  const rows = Math.max(1, Math.ceil(heightPx / SQUARE_PX));
  const gains = smooth(measurePaper(image, columns, rows), columns, rows).map((level) => 255 / level);
  const out = new Uint8Array(data.length);
  const line = new Float32Array(columns + 2);
  const half = SQUARE_PX / 2;
  for (let y = 0; y < heightPx; y += 1) {
    const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / SQUARE_PX - 0.5));
    const r0 = Math.floor(fy);
    const r1 = Math.min(rows - 1, r0 + 1);
    for (let c = 0; c < columns; c += 1) {
      const upper = gains[r0 * columns + c] as number;
      line[c + 1] = upper + ((gains[r1 * columns + c] as number) - upper) * (fy - r0);
    }
    line[0] = line[1] as number;
    line[columns + 1] = line[columns] as number;
    // From the middle of one square to the middle of the next the gain changes evenly.
    const base = y * widthPx;
    for (let c = 0; c <= columns; c += 1) {
      const from = Math.max(0, c * SQUARE_PX - half);
      const to = Math.min(widthPx, c * SQUARE_PX + half);
      const step = ((line[c + 1] as number) - (line[c] as number)) / SQUARE_PX;
      let gain = (line[c] as number) + step * (from - c * SQUARE_PX + half + 0.5);
      for (let i = base + from; i < base + to; i += 1, gain += step) {
        const value = (data[i] as number) * gain;
        out[i] = Math.min(255, value);
      }
    }
  }
  return { widthPx, heightPx, data: out };
}

function measurePaper({ widthPx, heightPx, data }: GreyImage, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      counts.fill(0);
      const [x1, y1] = [Math.min(widthPx, (c + 1) * SQUARE_PX), Math.min(heightPx, (r + 1) * SQUARE_PX)];
      let all = 0;
      for (let y = r * SQUARE_PX; y < y1; y += 1) {
        for (let x = c * SQUARE_PX, i = y * widthPx + x; x < x1; x += 1, i += 1) {
          const value = data[i] as number;
          counts[value] = (counts[value] as number) + 1;
          all += 1;
        }
      }
      let [seen, level] = [0, 0];
      while (level < 255 && seen + (counts[level] as number) <= PAPER_RANK * all) {
        seen += counts[level] as number;
        level += 1;
      }
      paper[r * columns + c] = level;
    }
  }
  const sorted = Float32Array.from(paper).sort();
  const least = Math.max(1, DARKEST_PAPER * (sorted[sorted.length >> 1] ?? 255));
  return paper.map((value) => Math.max(least, value));
}

/** Each square takes the mean of the brighter half of itself and its neighbours: text never darkens the paper. */
function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  return paper.map((_, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    const near: number[] = [];
    for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y += 1) {
      for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x += 1)
        near.push(paper[y * columns + x] as number);
    }
    near.sort((a, b) => b - a);
    const brighter = near.slice(0, Math.ceil(near.length / 2));
    return brighter.reduce((sum, value) => sum + value, 0) / brighter.length;
  });
}
