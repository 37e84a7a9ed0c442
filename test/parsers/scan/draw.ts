import { createGrey, type GreyImage } from '../../../parsers/scan/image.ts';

/** A white page to draw on. */
export function paper(widthPx: number, heightPx: number, shade = 255): GreyImage {
  return createGrey(widthPx, heightPx, shade);
}

export function fill(
  image: GreyImage,
  [x0, top, x1, bottom]: readonly [number, number, number, number],
  shade = 0,
): void {
  for (let y = top; y < bottom; y += 1) image.data.fill(shade, y * image.widthPx + x0, y * image.widthPx + x1);
}

/** A table of these sides in pixels, `thick` pixels wide; cells listed in `merged` as [x0, y0, x1, y1] have no lines inside. */
export function table(
  image: GreyImage,
  { xs, ys, thick = 2, shade = 0 }: { xs: readonly number[]; ys: readonly number[]; thick?: number; shade?: number },
): void {
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)];
  for (const y of ys) fill(image, [left, y, right + thick, y + thick], shade);
  for (const x of xs) fill(image, [x, top, x + thick, bottom + thick], shade);
}

/** Something as dense as a Han character: a frame with a cross in it, `size` pixels wide. */
export function glyph(image: GreyImage, x: number, y: number, size = 26): void {
  const stroke = 3;
  const middle = Math.floor((size - stroke) / 2);
  for (const at of [0, middle, size - stroke]) {
    fill(image, [x, y + at, x + size, y + at + stroke]);
    fill(image, [x + at, y, x + at + stroke, y + size]);
  }
}

/** A line of such characters; `，` leaves the room of one with a mark at its lower left. */
export function textLine(
  image: GreyImage,
  text: string,
  { x, y, size = 26 }: { x: number; y: number; size?: number },
): void {
  for (const [i, char] of Array.from(text).entries()) {
    const left = x + i * (size + Math.max(4, Math.round(size / 6)));
    if (char === '，') fill(image, [left, y + size - 6, left + 5, y + size + 1]);
    else if (char !== ' ') glyph(image, left, y, size);
  }
}

/** Noise that is the same in every run: a linear congruential generator. */
export function addNoise(image: GreyImage, amplitude: number, seed = 1): void {
  let state = seed;
  for (let i = 0; i < image.data.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const value = (image.data[i] ?? 0) + (state / 2 ** 32 - 0.5) * 2 * amplitude;
    image.data[i] = Math.max(0, Math.min(255, value));
  }
}

/** Rows of `#` and `.` as an image, black where `#` stands. */
export function fromRows(rows: readonly string[]): GreyImage {
  const image = paper(rows[0]?.length ?? 0, rows.length);
  rows.forEach((row, y) => {
    Array.from(row).forEach((char, x) => {
      if (char === '#') image.data[y * image.widthPx + x] = 0;
    });
  });
  return image;
}
