import type { CheckContext, Lookup, NamedFigure, Verdict } from './check.ts';
import { type Comparing, compare } from './compare.ts';
import { hasValue } from './figures.ts';
import { UNREAD } from './ratio.ts';
import { toSum } from './sums.ts';
import { toExactTerm } from './terms.ts';
import { citeMany } from './wording.ts';

/** Points or scores that should add up to a recorded figure. */
export interface ScoreSum {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  /** Figures that were read. */
  readonly parts: readonly NamedFigure[];
  /** A place among the parts is blank or was not read: only parts beyond the recorded figure are wrong then. */
  readonly isPartial: boolean;
  /** What the parts are called where there are many: 个指标的得分. */
  readonly what: { readonly zh: string; readonly en: string };
  readonly settings?: Pick<Comparing, 'severity' | 'review' | 'remark' | 'basis'>;
}

/** Holds points or a score against the sum of its parts, which are exact. */
export function judgeScoreSum(
  { context, recorded, parts, isPartial, what, settings }: ScoreSum,
  lookup: Lookup,
): Verdict {
  const whole = toExactTerm(lookup(recorded));
  const terms = parts.map((part) => toExactTerm(lookup(part))).filter((term) => term !== null);
  if (whole === null || terms.length === 0 || terms.length < parts.length) return UNREAD;
  const computed = toSum(terms);
  const verdict = compare({
    context,
    recorded,
    readings: [{ value: whole.value, decimals: lookup(recorded).decimals ?? 0 }],
    operands: parts,
    computed,
    suffix: '',
    isExact: true,
    from: citeMany(context, parts, what),
    ...settings,
  });
  return verdict.outcome === 'fail' && isPartial && computed.value.lt(whole.value) ? LOST : verdict;
}

const LOST: Verdict = {
  outcome: 'open',
  reason: { zh: '有一项未填或未能读出。', en: 'One of the parts is blank or was not read.' },
};

/** Splits figures into those that were read and whether any was not. */
export function toParts(figures: readonly (NamedFigure | null)[]): {
  parts: readonly NamedFigure[];
  isPartial: boolean;
} {
  const parts = figures.filter((figure) => figure !== null).filter(({ quantity }) => hasValue(quantity));
  return { parts, isPartial: parts.length < figures.length };
}
