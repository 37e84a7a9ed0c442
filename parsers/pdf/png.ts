import { zlibSync } from 'fflate';

/** Pixels as pdf.js decodes them: kind 1 is 1 bit grey (rows padded to bytes), 2 RGB, 3 RGBA. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Colour type and bits of a sample, by kind. */
const KINDS: Readonly<Record<number, { color: number; depth: number; bits: number }>> = {
  1: { color: 0, depth: 1, bits: 1 },
  2: { color: 2, depth: 8, bits: 24 },
  3: { color: 6, depth: 8, bits: 32 },
};

/** A PNG file of the pixels, the same bytes for the same pixels; null when the pixels do not fill their size. */
export function encodePng({ width, height, kind, data }: Pixels): Uint8Array | null {
  const form = KINDS[kind];
  if (form === undefined || width < 1 || height < 1) return null;
  const stride = Math.ceil((width * form.bits) / 8);
  if (data.length < stride * height) return null;
  const raw = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y += 1) raw.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([form.depth, form.color, 0, 0, 0], 8);
  return Buffer.concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(raw, { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
