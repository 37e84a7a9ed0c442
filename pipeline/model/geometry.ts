import { z } from 'zod';

/**
 * A rectangle on a page: [x0, top, x1, bottom] in points of 1/72 inch, origin at the top left of the page as it is
 * displayed (after /Rotate), x to the right and y downwards. Written with two decimals.
 */
export const boxSchema = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .describe('[x0, top, x1, bottom] in PDF points, origin top left of the page as displayed');
export type Box = z.infer<typeof boxSchema>;
