import type { GreyImage, PxBox } from './image.ts';

/** Pixels of ink that touch one another, corners included. */
export interface Component {
  readonly box: PxBox;
  /** Pixels of ink. */
  readonly area: number;
}

/**
 * Whitened pixels darker than this are ink: at 150 the characters of faded print fall into pieces, above 210 the grain of
 * paper joins them.
 */
export const INK = 190;

/** Groups of touching pixels darker than `ink`, in the order of their topmost row, then from the left. */
export function findComponents({ widthPx, heightPx, data }: GreyImage, ink: number): Component[] {
  const parents: number[] = [];
  const boxes: [number, number, number, number][] = [];
  const areas: number[] = [];
  const root = (i: number): number => {
    let at = i;
    while (parents[at] !== at) at = parents[at] as number;
    parents[i] = at;
    return at;
  };
  let above: { from: number; to: number; id: number }[] = [];
  for (let y = 0; y < heightPx; y += 1) {
    const here: typeof above = [];
    let k = 0;
    for (let x = 0, i = y * widthPx; x < widthPx; x += 1, i += 1) {
      if ((data[i] as number) >= ink) continue;
      const from = x;
      while (x + 1 < widthPx && (data[i + 1] as number) < ink) {
        x += 1;
        i += 1;
      }
      const to = x + 1;
      let id = -1;
      while (k < above.length && (above[k] as { to: number }).to < from) k += 1;
      for (let m = k; m < above.length && (above[m] as { from: number }).from <= to; m += 1) {
        const other = root((above[m] as { id: number }).id);
        if (id === -1) id = other;
        else if (other !== id) {
          const [low, high] = other < id ? [other, id] : [id, other];
          parents[high] = low;
          merge(boxes[low] as [number, number, number, number], boxes[high] as [number, number, number, number]);
          areas[low] = (areas[low] as number) + (areas[high] as number);
          id = low;
        }
      }
      if (id === -1) {
        id = parents.length;
        parents.push(id);
        boxes.push([from, y, to, y + 1]);
        areas.push(to - from);
      } else {
        merge(boxes[id] as [number, number, number, number], [from, y, to, y + 1]);
        areas[id] = (areas[id] as number) + to - from;
      }
      here.push({ from, to, id });
    }
    above = here;
  }
  return boxes.flatMap((box, i) => (parents[i] === i ? [{ box, area: areas[i] as number }] : []));
}

function merge(into: [number, number, number, number], [x0, top, x1, bottom]: PxBox): void {
  if (x0 < into[0]) into[0] = x0;
  if (top < into[1]) into[1] = top;
  if (x1 > into[2]) into[2] = x1;
  if (bottom > into[3]) into[3] = bottom;
}
