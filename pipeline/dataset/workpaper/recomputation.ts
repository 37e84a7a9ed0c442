import { Decimal } from 'decimal.js';
import type { ResultRow } from '../../model/dataset-rows.ts';
import { parseQuantity } from '../../model/quantity/parse-quantity.ts';
import { type Formula, type Operand, parseFormula } from './formula.ts';

/** What the live cells of one recomputation hold; numbers in per cent as shares of one. */
export interface Recomputation {
  readonly formula: Formula;
  /** null: the recorded text states no figure that the formula could give. */
  readonly comparison: Comparison | null;
}

/** A recorded figure beside what the formula gives. */
export interface Comparison {
  readonly recorded: Decimal;
  /** Digits to round to, with the two that % adds. */
  readonly digits: number;
  readonly isPercent: boolean;
  /** Digits of the difference: two at least, and the two that % adds. */
  readonly shown: number;
  /** Recorded minus recomputed, both to these digits. */
  readonly difference: Decimal;
  /** How far recorded and recomputed may be apart: rounding of the recorded figure and of the operands; 0: exact. */
  readonly allowed: Decimal;
  readonly verdict: LiveVerdict;
}

/** What the check cell says. */
export type LiveVerdict = 'agrees' | 'cut-off' | 'differs';

/** Operands with their own cell; a formula with more is given as text. */
export const MOST_OPERANDS = 40;

/** Digits after the point of a difference, at least: what a person would write. */
const SHOWN_DECIMALS = 2;

/** Digits a number of a spreadsheet holds. */
const MOST_DIGITS = 15;

/** Slack of binary arithmetic in the check cell, relative to the recorded figure. */
export const BINARY_SLACK = new Decimal('1e-12');

/**
 * The live cells of a result; undefined where its formula cannot be expressed. There is a comparison only where it comes
 * to what the check says: a check may know another reading, a printed rule or a doubt that no cell shows. `found`: the
 * difference its own finding gives, which has to be the same.
 */
export function toRecomputation(result: ResultRow, found?: string | null): Recomputation | undefined {
  const formula = result.formula === null ? undefined : parseFormula(result.formula);
  if (formula === undefined || formula.operands.length > MOST_OPERANDS) return undefined;
  if (!formula.operands.every(({ value }) => fits(value))) return undefined;
  const compared = toRecorded(result.recorded, formula)
    .map((recorded) => compare(recorded, { formula, isExact: isExact(result, formula) }))
    .find((comparison) => isVerdictOf(result, comparison) && isDifference(found, comparison));
  return { formula, comparison: compared ?? null };
}

/** Points, scores and counts mean just what they say when they are added up. */
function isExact({ checkId }: ResultRow, { isSum }: Formula): boolean {
  return isSum && /^[SN]/.test(checkId);
}

/** The figure a recorded text states in the unit of the formula, in every way it may be read: 1 is 1% and 100%. */
function toRecorded(raw: string | null, { result }: Formula): readonly Operand[] {
  if (raw === null) return [];
  const { value: text, upper, unit, decimals } = parseQuantity(raw);
  if (text === null || upper !== null || decimals === null) return [];
  const printed = new Decimal(text);
  if (!fits(printed)) return [];
  const sign = unit?.normalize('NFKC') ?? '';
  if (!result.isPercent) return sign === '%' || sign === '‰' ? [] : [{ value: printed, decimals, isPercent: false }];
  if (sign === '‰') return [{ value: printed.div(1000), decimals: decimals + 1, isPercent: true }];
  if (sign !== '%' && sign !== '') return [];
  const asPercent = { value: printed.div(100), decimals, isPercent: true };
  return sign === '%'
    ? [asPercent]
    : [asPercent, { ...asPercent, value: printed, decimals: Math.max(decimals - 2, 0) }];
}

function compare(
  { value: recorded, decimals, isPercent }: Operand,
  { formula, isExact: exact }: { formula: Formula; isExact: boolean },
): Comparison {
  const printed = decimals + (isPercent ? 2 : 0);
  const digits = exact ? Math.max(printed, formula.value.decimalPlaces()) : printed;
  // Few digits, so that the cell holds what was judged with.
  const slack = formula.slack.toSignificantDigits(3, Decimal.ROUND_UP);
  const allowed = exact ? new Decimal(0) : new Decimal(`5e-${digits + 1}`).plus(slack);
  const shown = Math.max(digits, SHOWN_DECIMALS + (isPercent ? 2 : 0));
  return {
    recorded,
    digits,
    isPercent,
    shown,
    difference: recorded.minus(formula.value.toDecimalPlaces(shown, Decimal.ROUND_HALF_UP)).toDecimalPlaces(shown),
    allowed,
    verdict: judge(recorded, { value: formula.value, allowed, digits }),
  };
}

/** The same as the check cell computes. */
function judge(
  recorded: Decimal,
  { value, allowed, digits }: { value: Decimal; allowed: Decimal; digits: number },
): LiveVerdict {
  const off = value.minus(recorded).abs();
  const slack = BINARY_SLACK.times(Decimal.max(1, recorded.abs()));
  if (off.lte(allowed.plus(slack))) return 'agrees';
  const cut = allowed.plus(new Decimal(`5e-${digits + 1}`));
  return allowed.gt(0) && value.abs().gt(recorded.abs()) && off.lt(cut) ? 'cut-off' : 'differs';
}

function isVerdictOf({ outcome, rounding }: ResultRow, { verdict }: Comparison): boolean {
  if (outcome === 'pass') return verdict === 'agrees';
  return verdict === (rounding === 'truncation' ? 'cut-off' : 'differs');
}

/** To less than a unit of the last digit that the finding shows. */
function isDifference(found: string | null | undefined, { difference, isPercent, shown }: Comparison): boolean {
  if (found === undefined || found === null) return true;
  const wanted = new Decimal(found).div(isPercent ? 100 : 1);
  return wanted
    .minus(difference)
    .abs()
    .lte(new Decimal(`1e-${shown}`));
}

function fits(value: Decimal): boolean {
  return value.precision() <= MOST_DIGITS && value.abs().lt(1e15);
}
