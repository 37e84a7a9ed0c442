import { compose } from '../../pdf/matrix.ts';
import type { Raster } from './raster.ts';

/** The raster with `factor` (below 1) times as many pixels each way; every new pixel is the mean of the area it covers. */
export function shrinkRaster(raster: Raster, factor: number): Raster {
  const width = Math.max(1, Math.round(raster.widthPx * factor));
  const height = Math.max(1, Math.round(raster.heightPx * factor));
  const { channels } = raster;
  const across = shrinkRows(raster.data, { from: raster.widthPx, to: width, rows: raster.heightPx, channels });
  const data = shrinkColumns(across, { from: raster.heightPx, to: height, rowLength: width * channels });
  const grow = [raster.widthPx / width, 0, 0, raster.heightPx / height, 0, 0] as const;
  return { ...raster, widthPx: width, heightPx: height, data, toPage: compose(raster.toPage, grow) };
}

/** For each new pixel the first old one it covers and the weights of all it covers, which add up to 1. */
function findShares(from: number, to: number): { starts: Int32Array; weights: Float32Array[] } {
  const step = from / to;
  const starts = new Int32Array(to);
  const weights: Float32Array[] = [];
  for (let i = 0; i < to; i += 1) {
    const [begin, end] = [i * step, Math.min(from, (i + 1) * step)];
    const first = Math.floor(begin);
    const last = Math.min(from - 1, Math.ceil(end - 1e-9) - 1);
    const share = new Float32Array(last - first + 1);
    for (let k = first; k <= last; k += 1)
      share[k - first] = (Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin);
    starts[i] = first;
    weights.push(share);
  }
  return { starts, weights };
}

function shrinkRows(
  data: Uint8Array,
  { from, to, rows, channels }: { from: number; to: number; rows: number; channels: number },
): Uint8Array {
  const { starts, weights } = findShares(from, to);
  const out = new Uint8Array(to * rows * channels);
  for (let y = 0; y < rows; y += 1) {
    const rowStart = y * from * channels;
    let at = y * to * channels;
    for (let x = 0; x < to; x += 1) {
      const share = weights[x] as Float32Array;
      const first = rowStart + (starts[x] as number) * channels;
      for (let c = 0; c < channels; c += 1, at += 1) {
        let sum = 0.5;
        for (let k = 0, i = first + c; k < share.length; k += 1, i += channels)
          sum += (share[k] as number) * (data[i] as number);
        out[at] = sum;
      }
    }
  }
  return out;
}

function shrinkColumns(
  data: Uint8Array,
  { from, to, rowLength }: { from: number; to: number; rowLength: number },
): Uint8Array {
  const { starts, weights } = findShares(from, to);
  const out = new Uint8Array(to * rowLength);
  const sums = new Float32Array(rowLength);
  for (let y = 0; y < to; y += 1) {
    const share = weights[y] as Float32Array;
    sums.fill(0.5);
    for (let k = 0; k < share.length; k += 1) {
      const weight = share[k] as number;
      const start = ((starts[y] as number) + k) * rowLength;
      for (let i = 0; i < rowLength; i += 1) sums[i] = (sums[i] as number) + weight * (data[start + i] as number);
    }
    for (let i = 0; i < rowLength; i += 1) out[y * rowLength + i] = sums[i] as number;
  }
  return out;
}
