import { clampBox, type GreyImage, type PxBox } from '../image.ts';

/** A connected piece of ink. */
export interface Component {
  /** In pixels of the page. */
  readonly box: PxBox;
  /** Pixels of ink. */
  readonly area: number;
}

/** The ink of a region: one byte a pixel of the box, 1 where it is dark. */
export interface Ink {
  readonly box: PxBox;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mask: Uint8Array;
}

/**
 * Below this shade a pixel is ink. Paper is white and ink black once a page is made ready; the value lies towards the paper,
 * so that hairline boxes keep their sides (chosen by eye on a few pages, not measured).
 */
export const INK_BELOW = 180;

/** The ink inside a box. */
export function findInk(image: GreyImage, wanted: PxBox, below = INK_BELOW): Ink {
  const box = clampBox(wanted, image);
  const [x0, top, x1, bottom] = box;
  const widthPx = x1 - x0;
  const mask = new Uint8Array(widthPx * (bottom - top));
  for (let y = top, to = 0; y < bottom; y += 1) {
    for (let from = y * image.widthPx + x0, end = from + widthPx; from < end; from += 1, to += 1) {
      if ((image.data[from] ?? 255) < below) mask[to] = 1;
    }
  }
  return { box, widthPx, heightPx: bottom - top, mask };
}

/** The connected pieces (corners count as touching) of the ink, in the order in which their first pixels come. */
export function findComponents({ box, widthPx, heightPx, mask }: Ink): readonly Component[] {
  const left = Uint8Array.from(mask);
  const components: Component[] = [];
  const stack: number[] = [];
  for (let start = 0; start < left.length; start += 1) {
    if (left[start] !== 1) continue;
    left[start] = 0;
    stack.push(start);
    let [minX, minY, maxX, maxY, area] = [widthPx, heightPx, 0, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / widthPx);
      const x = at - y * widthPx;
      area += 1;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
      const [fromX, toX] = [Math.max(0, x - 1), Math.min(widthPx - 1, x + 1)];
      const [fromY, toY] = [Math.max(0, y - 1), Math.min(heightPx - 1, y + 1)];
      for (let nextY = fromY; nextY <= toY; nextY += 1) {
        for (let next = nextY * widthPx + fromX; next <= nextY * widthPx + toX; next += 1) {
          if (left[next] !== 1) continue;
          left[next] = 0;
          stack.push(next);
        }
      }
    }
    components.push({ box: [box[0] + minX, box[1] + minY, box[0] + maxX + 1, box[1] + maxY + 1], area });
  }
  return components;
}

/** The smallest box around all; undefined where there is none. */
export function findBounds(boxes: readonly PxBox[]): PxBox | undefined {
  const [first, ...rest] = boxes;
  if (first === undefined) return undefined;
  return rest.reduce<PxBox>(
    (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])],
    first,
  );
}
