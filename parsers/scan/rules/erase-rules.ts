import type { GreyImage } from '../image.ts';
import type { Rule } from './find-rules.ts';

/** Lighter than this is paper. */
const PAPER = 200;
/** A line's blur reaches this many pixels beyond its dark middle on either side. */
const BLUR_PX = 2;
/** Ink that goes on this far beyond a line on one side is a stroke of text that touches it, and stays. */
const STROKE_PX = 3;
/** Lines drift and bend by this much around their middle. */
const DRIFT_PX = 3;

/** The image without these rulings; strokes of text that cross or touch them stay. */
export function eraseRules(image: GreyImage, rules: readonly Rule[]): GreyImage {
  const out = { ...image, data: image.data.slice() };
  for (const rule of rules) eraseRule(image, out.data, rule);
  return out;
}

function eraseRule({ widthPx, heightPx, data }: GreyImage, out: Uint8Array, rule: Rule): void {
  const [along, across, length, breadth] =
    rule.axis === 'h' ? [1, widthPx, widthPx, heightPx] : [widthPx, 1, heightPx, widthPx];
  const half = rule.thickness / 2 + DRIFT_PX;
  const low = Math.max(0, Math.floor(rule.at - half));
  const high = Math.min(breadth - 1, Math.ceil(rule.at + half));
  const most = Math.ceil(rule.thickness) + 2 * BLUR_PX + 1;
  for (let t = Math.max(0, Math.floor(rule.from) - 1); t < Math.min(length, rule.to + 1); t += 1) {
    const base = t * along;
    let darkest = low;
    for (let k = low; k <= high; k += 1) {
      if ((data[base + k * across] as number) < (data[base + darkest * across] as number)) darkest = k;
    }
    // The stretch of ink across the line here: as thick as the line, or more where text touches it.
    let [first, last] = [darkest, darkest];
    const floor = Math.max(0, darkest - most - STROKE_PX);
    const ceiling = Math.min(breadth - 1, darkest + most + STROKE_PX);
    while (first > floor && (data[base + (first - 1) * across] as number) < PAPER) first -= 1;
    while (last < ceiling && (data[base + (last + 1) * across] as number) < PAPER) last += 1;
    if (last - first + 1 > most) continue;
    const from = Math.max(0, first - BLUR_PX);
    const to = Math.min(breadth - 1, last + BLUR_PX);
    for (let k = from; k <= to; k += 1) out[base + k * across] = 255;
  }
}
