import type { CheckContext, Lookup, NamedFigure, Verdict } from './check.ts';
import { type Comparing, type Computed, compare } from './compare.ts';
import { divide, multiply, point, subtract } from './rounding.ts';
import { toTermOf } from './sums.ts';
import { type Term, toRates, toTerm } from './terms.ts';

export interface RatioInput {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  readonly numerator: NamedFigure;
  readonly denominator: NamedFigure;
  /** Other totals that the same sentence or heading names: a rate over one of them is right as well. */
  readonly alternatives?: readonly NamedFigure[];
  readonly settings?: Pick<Comparing, 'severity' | 'review' | 'implied' | 'basis' | 'remark'>;
}

/** Holds a recorded rate against numerator ÷ denominator. */
export function judgeRatio(input: RatioInput): (lookup: Lookup) => Verdict {
  return (lookup) => {
    const first = judgeOver(input, input.denominator, lookup);
    if (first.outcome !== 'fail') return first;
    for (const alternative of input.alternatives ?? []) {
      const other = judgeOver(input, alternative, lookup);
      if (other.outcome === 'pass') return other;
    }
    return first;
  };
}

function judgeOver(input: RatioInput, denominator: NamedFigure, lookup: Lookup): Verdict {
  const { context, recorded, numerator, settings } = input;
  const below = lookup(denominator);
  const over = toTermOf(lookup(numerator), below.unit);
  const under = toTerm(below);
  const readings = toRates(lookup(recorded));
  if (over === null || under === null || readings.length === 0) return UNREAD;
  const computed = toRatio(over, under);
  if (computed === null) return ZERO;
  return compare({
    context,
    recorded,
    readings,
    operands: [numerator, denominator],
    computed,
    suffix: '%',
    isExact: false,
    ...settings,
  });
}

/** a ÷ b in per cent; null where b is zero. */
export function toRatio(over: Term, under: Term): Computed | null {
  if (under.value.isZero()) return null;
  const tight = divide(over.tight, under.tight);
  const loose = divide(over.loose, under.loose);
  if (tight === null) return null;
  const hundred = point(100);
  return {
    value: over.value.div(under.value).times(100),
    tight: multiply(tight, hundred),
    loose: multiply(loose ?? tight, hundred),
    left: `${over.printed} ÷ ${under.printed}`,
    isApproximate: over.isApproximate || under.isApproximate,
  };
}

/** (a − b) ÷ b in per cent: growth from b to a; null where b is zero. */
export function toGrowth(now: Term, before: Term): Computed | null {
  if (before.value.isZero()) return null;
  // Growth is a ÷ b − 1: so written, the uncertainty of b is counted once.
  const tight = divide(now.tight, before.tight);
  const loose = divide(now.loose, before.loose);
  if (tight === null) return null;
  const hundred = point(100);
  return {
    value: now.value.minus(before.value).div(before.value).times(100),
    tight: subtract(multiply(tight, hundred), hundred),
    loose: subtract(multiply(loose ?? tight, hundred), hundred),
    left: `(${now.printed} − ${before.printed}) ÷ ${before.printed}`,
    isApproximate: now.isApproximate || before.isApproximate,
  };
}

/** A figure that the computation needs was not read. */
export const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '所需数字未填或未能读出。', en: 'A figure it needs is blank or was not read.' },
};

const ZERO: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '分母为零，比率无从计算。', en: 'The denominator is zero: there is no rate.' },
};
