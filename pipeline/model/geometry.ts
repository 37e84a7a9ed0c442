import { z } from 'zod';

/** A coordinate as records carry it: points with two decimals, so that the same page gives the same bytes. */
const coordinate = z.number().overwrite((value) => Math.round(value * 100) / 100);

/**
 * A rectangle on a page: [x0, top, x1, bottom] in points of 1/72 inch, origin at the top left of the page as it is
 * displayed (after /Rotate), x to the right and y downwards. Written with two decimals.
 */
export const boxSchema = z
  .tuple([coordinate, coordinate, coordinate, coordinate])
  .describe('[x0, top, x1, bottom] in PDF points, origin top left of the page as displayed');
export type Box = z.infer<typeof boxSchema>;
