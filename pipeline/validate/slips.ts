/** How one printed figure becomes another by one slip of the hand: 1006.99 → 1006.39, 1060.99, 100.699. */
export type Slip = 'digit' | 'swap' | 'point';

/**
 * The slip that turns one decimal string into the other; null: they are equal, or further apart. The same number of digits
 * on both sides of the point for a digit or a swap; the same digits in a row for a point.
 */
export function slipBetween(a: string, b: string): Slip | null {
  const [first, second] = [apart(a), apart(b)];
  if (first.digits === second.digits) return first.decimals === second.decimals ? null : 'point';
  if (first.decimals !== second.decimals || first.digits.length !== second.digits.length) return null;
  const wrong = [...first.digits].flatMap((digit, index) => (digit === second.digits[index] ? [] : [index]));
  if (wrong.length === 1) return 'digit';
  const [at, next] = wrong;
  if (wrong.length !== 2 || at === undefined || next !== at + 1) return null;
  const isSwap = first.digits[at] === second.digits[next] && first.digits[next] === second.digits[at];
  return isSwap ? 'swap' : null;
}

/** Digits that say something: without zeros in front and at the end. 1500 has two, 1006.99 has six. */
export function significantDigits(value: string): number {
  return apart(value).digits.replace(/0+$/u, '').length;
}

/** Digits without the point, and how many stand behind it; zeros at the end of decimals are none. */
function apart(value: string): { readonly digits: string; readonly decimals: number } {
  const [whole = '', decimals = ''] = value.replace('-', '').split('.');
  const kept = decimals.replace(/0+$/u, '');
  return { digits: `${whole}${kept}`.replace(/^0+/u, ''), decimals: kept.length };
}
