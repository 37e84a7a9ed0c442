import { createGrey, type GreyImage, type PxBox } from '../image.ts';
import type { Recognised, RecogniseRequest, Recogniser } from '../recogniser.ts';
import type { Component } from './components.ts';

/** White around what is read. 4 to 20 pixels read alike; less cuts strokes, more costs time. */
const MARGIN_PX = 10;
/** Soft edges reach so far beyond the ink. */
const EDGE_PX = 2;

/** A picture of pieces of ink alone, white around them: what dirt and neighbours leave is not read. */
export function cutOut(image: GreyImage, components: readonly Component[], box: PxBox): GreyImage {
  const [x0, top, x1, bottom] = box;
  const cut = createGrey(x1 - x0 + 2 * MARGIN_PX, bottom - top + 2 * MARGIN_PX);
  for (const component of components) {
    const fromX = Math.max(0, x0 - MARGIN_PX, component.box[0] - EDGE_PX);
    const toX = Math.min(image.widthPx, x1 + MARGIN_PX, component.box[2] + EDGE_PX);
    const toY = Math.min(image.heightPx, bottom + MARGIN_PX, component.box[3] + EDGE_PX);
    for (let y = Math.max(0, top - MARGIN_PX, component.box[1] - EDGE_PX); y < toY; y += 1) {
      const from = y * image.widthPx;
      cut.data.set(
        image.data.subarray(from + fromX, from + toX),
        (y - top + MARGIN_PX) * cut.widthPx + fromX - x0 + MARGIN_PX,
      );
    }
  }
  return cut;
}

/** Reads images one after another, or all at once where the engine can. */
export async function recogniseAll(
  recogniser: Recogniser,
  images: readonly GreyImage[],
  request: RecogniseRequest,
): Promise<readonly Recognised[]> {
  if (images.length === 0) return [];
  if (recogniser.readAll) return recogniser.readAll(images, request);
  const read: Recognised[] = [];
  for (const image of images) read.push(await recogniser.read(image, request));
  return read;
}
