/** A picture as pdf.js decodes it. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** pdf.js's ImageKind: 1 one bit a pixel, set for white; 2 RGB; 3 RGBA. */
  readonly kind: number;
  readonly data: ArrayLike<number>;
}

/** Grey pixels, or RGB where any pixel has a colour; what is transparent becomes white. */
export function toGreyOrRgb({ width, height, kind, data }: DecodedPicture): {
  widthPx: number;
  heightPx: number;
  channels: 1 | 3;
  data: Uint8Array;
} {
  const size = { widthPx: width, heightPx: height };
  if (kind === 1) return { ...size, channels: 1, data: unpackBits(data, width, height) };
  const step = kind === 3 ? 4 : 3;
  const pixels = step === 4 ? withoutAlpha(data, width * height) : (data as Uint8Array);
  if (hasColour(pixels)) return { ...size, channels: 3, data: Uint8Array.from(pixels) };
  const grey = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < grey.length; i += 1, at += 3) grey[i] = pixels[at] as number;
  return { ...size, channels: 1, data: grey };
}

/** Rows begin at whole bytes. */
function unpackBits(data: ArrayLike<number>, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height);
  const rowBytes = (width + 7) >> 3;
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      grey[i] = ((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return grey;
}

function withoutAlpha(data: ArrayLike<number>, count: number): Uint8Array {
  const rgb = new Uint8Array(count * 3);
  for (let i = 0, from = 0, to = 0; i < count; i += 1, from += 4, to += 3) {
    const alpha = data[from + 3] as number;
    for (let c = 0; c < 3; c += 1) rgb[to + c] = 255 + (((data[from + c] as number) - 255) * alpha) / 255;
  }
  return rgb;
}

/** Grey pictures come as RGB of three like values. */
function hasColour(rgb: ArrayLike<number>): boolean {
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return true;
  }
  return false;
}
