import type { Source } from '../source.ts';
import type { Quantity } from './quantity.ts';

export interface QuantityOptions {
  /** Where the text stands; copied into the quantity. */
  readonly sources?: readonly Source[];
  /** Unit from the heading or a unit column, used when the text prints none. */
  readonly unit?: string | null;
}

/** The figure that a whole cell or clause states. Blank and dashes are `missing`; words without a figure are `text`. */
export function parseQuantity(raw: string, options: QuantityOptions = {}): Quantity {
  void raw;
  void options;
  throw new Error('being written');
}
