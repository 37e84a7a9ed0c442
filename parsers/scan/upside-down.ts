import { crop, turnImage } from './image.ts';
import { findPageLines } from './page-lines.ts';
import type { PreparedScan } from './prepare-page.ts';
import type { Recogniser } from './recogniser.ts';

/** Lines read to tell which way up a page stands; one may be a stamp or a number. */
const SAMPLES = 3;
/** Upright lines are read this surely; upside down, Han characters come out below 0.5. */
const SURE = 0.75;
/** White around a line: engines read badly what touches the edge. */
const MARGIN_PX = 10;
/** Longer lines tell no more, in heights of a Han character. */
const LONGEST_CHARS = 20;

/** Whether the page reads better upside down: the lines with the most ink are read one way, and in doubt the other. */
export async function isUpsideDown(scan: PreparedScan, recogniser: Recogniser): Promise<boolean> {
  const { page, components, charHeight } = scan;
  const width = ([x0, , x1]: readonly [number, number, number, number]) =>
    Math.min(x1 - x0, LONGEST_CHARS * charHeight);
  const lines = findPageLines(components, charHeight)
    .filter(({ box }) => box[3] - box[1] < 2 * charHeight)
    .sort((a, b) => width(b.box) - width(a.box) || a.box[1] - b.box[1])
    .slice(0, SAMPLES);
  let [upright, turned] = [0, 0];
  for (const { box } of lines) {
    const [x0, top, , bottom] = box;
    const image = crop(page.blackInk, [x0, top, x0 + width(box), bottom], MARGIN_PX);
    const asIs = await recogniser.read(image, { language: 'chi_sim', layout: 'line' });
    if (asIs.confidence >= SURE) return false;
    const other = await recogniser.read(turnImage(image, 2), { language: 'chi_sim', layout: 'line' });
    upright += asIs.confidence;
    turned += other.confidence;
  }
  return turned > upright;
}
