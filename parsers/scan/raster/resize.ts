import { compose } from '../../pdf/matrix.ts';
import type { Raster } from './raster.ts';

/** The raster with `factor` times as many pixels each way: smaller by the mean of areas, larger by lines between pixels. */
export function resizeRaster(raster: Raster, factor: number): Raster {
  const width = Math.max(1, Math.round(raster.widthPx * factor));
  const height = Math.max(1, Math.round(raster.heightPx * factor));
  const { channels } = raster;
  const findWeights = factor < 1 ? findShares : findNeighbours;
  const columns = findWeights(raster.widthPx, width);
  const rows = findWeights(raster.heightPx, height);
  const across = resizeRows(raster.data, columns, { from: raster.widthPx, rows: raster.heightPx, channels });
  const data = resizeColumns(across, rows, width * channels);
  const back = [raster.widthPx / width, 0, 0, raster.heightPx / height, 0, 0] as const;
  return { ...raster, widthPx: width, heightPx: height, data, toPage: compose(raster.toPage, back) };
}

/** For each new pixel the first old one that goes into it, and `count` weights for that and the following ones. */
interface Weights {
  readonly starts: Int32Array;
  readonly count: number;
  readonly weights: Float32Array;
}

function findShares(from: number, to: number): Weights {
  const step = from / to;
  const count = Math.min(from, Math.ceil(step) + 1);
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i += 1) {
    const [begin, end] = [i * step, Math.min(from, (i + 1) * step)];
    const first = Math.min(Math.floor(begin), from - count);
    starts[i] = first;
    for (let k = 0; k < count; k += 1) {
      const covered = Math.min(end, first + k + 1) - Math.max(begin, first + k);
      weights[i * count + k] = Math.max(0, covered) / (end - begin);
    }
  }
  return { starts, count, weights };
}

function findNeighbours(from: number, to: number): Weights {
  const count = Math.min(2, from);
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i += 1) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    const first = Math.min(Math.floor(at), from - count);
    starts[i] = first;
    for (let k = 0; k < count; k += 1) weights[i * count + k] = Math.max(0, 1 - Math.abs(at - first - k));
  }
  return { starts, count, weights };
}

function resizeRows(
  data: Uint8Array,
  { starts, count, weights }: Weights,
  { from, rows, channels }: { from: number; rows: number; channels: number },
): Uint8Array {
  const to = starts.length;
  const out = new Uint8Array(to * rows * channels);
  for (let y = 0, at = 0; y < rows; y += 1) {
    const rowStart = y * from * channels;
    for (let x = 0; x < to; x += 1) {
      const first = rowStart + (starts[x] as number) * channels;
      const w = x * count;
      for (let c = 0; c < channels; c += 1, at += 1) {
        let sum = 0.5;
        for (let k = 0, i = first + c; k < count; k += 1, i += channels) {
          sum += (weights[w + k] as number) * (data[i] as number);
        }
        out[at] = sum;
      }
    }
  }
  return out;
}

function resizeColumns(data: Uint8Array, { starts, count, weights }: Weights, rowLength: number): Uint8Array {
  const to = starts.length;
  const out = new Uint8Array(to * rowLength);
  const sums = new Float32Array(rowLength);
  for (let y = 0; y < to; y += 1) {
    sums.fill(0.5);
    for (let k = 0; k < count; k += 1) {
      const weight = weights[y * count + k] as number;
      if (weight === 0) continue;
      const start = ((starts[y] as number) + k) * rowLength;
      for (let i = 0; i < rowLength; i += 1) sums[i] = (sums[i] as number) + weight * (data[start + i] as number);
    }
    out.set(sums, y * rowLength);
  }
  return out;
}
