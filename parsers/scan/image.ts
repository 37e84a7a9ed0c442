/** Pixels from 0 (black) to 255 (white), row by row from the top left. */
export interface GreyImage {
  readonly widthPx: number;
  readonly heightPx: number;
  /** widthPx × heightPx values. */
  readonly data: Uint8Array;
}

/** [x0, top, x1, bottom] in whole pixels from the top left; x1 and bottom are the first pixels outside. */
export type PxBox = readonly [x0: number, top: number, x1: number, bottom: number];

/** An image of one shade, white where none is given. */
export function createGrey(widthPx: number, heightPx: number, shade = 255): GreyImage {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx).fill(shade) };
}

/** The box rounded outwards to whole pixels and cut to the image; empty boxes come back with no width or height. */
export function clampBox([x0, top, x1, bottom]: PxBox, image: Pick<GreyImage, 'widthPx' | 'heightPx'>): PxBox {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const left = within(Math.floor(x0), image.widthPx);
  const upper = within(Math.floor(top), image.heightPx);
  return [
    left,
    upper,
    Math.max(left, within(Math.ceil(x1), image.widthPx)),
    Math.max(upper, within(Math.ceil(bottom), image.heightPx)),
  ];
}

/** The part of an image inside a box, as a copy; `margin` white pixels are added on every side. */
export function crop(image: GreyImage, box: PxBox, margin = 0): GreyImage {
  const [x0, top, x1, bottom] = clampBox(box, image);
  const part = createGrey(x1 - x0 + 2 * margin, bottom - top + 2 * margin);
  for (let y = top; y < bottom; y += 1) {
    const from = y * image.widthPx;
    part.data.set(image.data.subarray(from + x0, from + x1), (y - top + margin) * part.widthPx + margin);
  }
  return part;
}

/** The image turned by quarter turns clockwise. */
export function turnImage(image: GreyImage, turns: 0 | 1 | 2 | 3): GreyImage {
  if (turns === 0) return image;
  const { widthPx, heightPx, data } = image;
  const [width, height] = turns === 2 ? [widthPx, heightPx] : [heightPx, widthPx];
  const turned = new Uint8Array(data.length);
  const [start, dx, dy] =
    turns === 1
      ? [height === 0 ? 0 : width - 1, width, -1]
      : turns === 2
        ? [data.length - 1, -1, -width]
        : [(height - 1) * width, -width, 1];
  for (let y = 0, from = 0; y < heightPx; y += 1) {
    for (let x = 0, to = start + y * dy; x < widthPx; x += 1, from += 1, to += dx) turned[to] = data[from] ?? 0;
  }
  return { widthPx: width, heightPx: height, data: turned };
}

/** A binary PGM file of the image: what every image tool and the native recogniser read. */
export function toPgm({ widthPx, heightPx, data }: GreyImage): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${widthPx} ${heightPx}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}
