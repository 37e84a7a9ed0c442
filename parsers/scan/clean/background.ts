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
  const paper = smooth(measurePaper(image, columns, rows), columns, rows);
  const out = new Uint8Array(data.length);
  const line = new Float32Array(columns);
  for (let y = 0; y < heightPx; y += 1) {
    const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / SQUARE_PX - 0.5));
    const r0 = Math.floor(fy);
    const r1 = Math.min(rows - 1, r0 + 1);
    for (let c = 0; c < columns; c += 1) {
      const upper = paper[r0 * columns + c] as number;
      line[c] = upper + ((paper[r1 * columns + c] as number) - upper) * (fy - r0);
    }
    for (let x = 0, i = y * widthPx; x < widthPx; x += 1, i += 1) {
      const fx = Math.min(columns - 1, Math.max(0, (x + 0.5) / SQUARE_PX - 0.5));
      const c0 = fx | 0;
      const left = line[c0] as number;
      const white = c0 + 1 < columns ? left + ((line[c0 + 1] as number) - left) * (fx - c0) : left;
      const value = ((data[i] as number) * 255) / white;
      out[i] = Math.min(255, value);
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
