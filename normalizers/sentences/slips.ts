import { Decimal } from 'decimal.js';
import { toBase } from '../../pipeline/model/quantity/units.ts';
import type { Draft } from './draft.ts';

/** Round figures (300 and 100 of 500) lie one digit from everything; below this many significant digits a slip is no evidence. */
const FEWEST_DIGITS = 4;

/**
 * True where one slip of the pen in one figure (a digit changed, two neighbours swapped, the point moved by one place)
 * explains why the parts do not make the total: then they were meant to.
 */
export function isOneSlipAway(total: Draft, parts: readonly Draft[]): boolean {
  const figures = [total, ...parts];
  if (Math.max(...figures.map(({ quantity }) => significantDigits(quantity.value ?? ''))) < FEWEST_DIGITS) return false;
  const difference = baseOf(total)?.minus(parts.reduce((sum, part) => sum.plus(baseOf(part) ?? 0), new Decimal(0)));
  if (difference === undefined) return false;
  return figures.some((figure, index) => {
    const { value, decimals } = figure.quantity;
    const base = baseOf(figure);
    if (value === null || base === undefined || base.isZero()) return false;
    const factor = base.div(value);
    const needed = new Decimal(value).plus((index === 0 ? difference.negated() : difference).div(factor));
    return needed.isPositive() && isSlip(value, needed, decimals ?? 0);
  });
}

/** All figures that one slip of the pen makes of a printed one: a digit changed, two neighbours swapped, the point moved. */
export function slipsOf(value: string): Decimal[] {
  const found: Decimal[] = [new Decimal(value).times(10), new Decimal(value).div(10)];
  for (const [index, digit] of [...value].entries()) {
    if (!/\d/.test(digit)) continue;
    for (const other of '0123456789')
      if (other !== digit) found.push(new Decimal(value.slice(0, index) + other + value.slice(index + 1)));
    const behind = value.charAt(index + 1) === '.' ? index + 2 : index + 1;
    const next = value.charAt(behind);
    if (next !== '' && next !== digit)
      found.push(
        new Decimal(value.slice(0, index) + next + value.slice(index + 1, behind) + digit + value.slice(behind + 1)),
      );
  }
  return found;
}

function isSlip(value: string, needed: Decimal, decimals: number): boolean {
  if (needed.eq(new Decimal(value).times(10)) || needed.times(10).eq(value)) return true;
  const other = needed.toFixed(decimals);
  if (!new Decimal(other).eq(needed) || other.length !== value.length) return false;
  const places = [...value].flatMap((digit, index) => (digit === other.charAt(index) ? [] : [index]));
  const [first, second] = places;
  if (first === undefined) return false;
  if (second === undefined) return true;
  const swapped = value.charAt(first) === other.charAt(second) && value.charAt(second) === other.charAt(first);
  // The point between two neighbours does not part them: 47.1 and 41.7.
  const isNext = second === first + 1 || (second === first + 2 && value.charAt(first + 1) === '.');
  return places.length === 2 && isNext && swapped;
}

function baseOf({ quantity }: Draft): Decimal | undefined {
  return toBase(quantity)?.value;
}

export function significantDigits(value: string): number {
  return value.replace('.', '').replace(/^0+|0+$/g, '').length;
}
