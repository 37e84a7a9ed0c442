import type { CheckContext, Lookup, NamedFigure, Verdict } from './check.ts';
import { type Comparing, compare } from './compare.ts';
import { hasValue } from './figures.ts';
import { UNREAD } from './ratio.ts';
import type { ScoredRow } from './scheme.ts';
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
  /** The same without 其中 rows, where there are any: a sum may be meant either way. */
  readonly withoutParts?: Parts;
  /** What the parts are called where there are many: 个指标的得分. */
  readonly what: { readonly zh: string; readonly en: string };
  readonly settings?: Pick<Comparing, 'severity' | 'review' | 'remark' | 'basis'>;
}

/** Holds points or a score against the sum of its parts, which are exact. */
export function judgeScoreSum(sum: ScoreSum, lookup: Lookup): Verdict {
  const verdict = judgeParts(sum, lookup);
  if (sum.withoutParts === undefined || verdict.outcome === 'pass') return verdict;
  const other = judgeParts({ ...sum, ...sum.withoutParts }, lookup);
  return other.outcome === 'pass' ? other : verdict;
}

function judgeParts({ context, recorded, parts, isPartial, what, settings }: ScoreSum, lookup: Lookup): Verdict {
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

/** Figures that were read, and whether one was not. */
export interface Parts {
  readonly parts: readonly NamedFigure[];
  readonly isPartial: boolean;
}

/** Splits figures into those that were read and whether any was not. */
export function toParts(figures: readonly (NamedFigure | null)[]): Parts {
  const parts = figures.filter((figure) => figure !== null).filter(({ quantity }) => hasValue(quantity));
  return { parts, isPartial: parts.length < figures.length };
}

/** The points or scores of rows, with and without 其中 rows; further figures come first. */
export function toRowParts(
  rows: readonly ScoredRow[],
  field: 'points' | 'score',
  further: readonly (NamedFigure | null)[] = [],
): Parts & { readonly withoutParts?: Parts } {
  const all = toParts([...further, ...rows.map((row) => row[field])]);
  if (!rows.some(({ isPart }) => isPart)) return all;
  const own = rows.filter(({ isPart }) => !isPart);
  return { ...all, withoutParts: toParts([...further, ...own.map((row) => row[field])]) };
}
