import { Decimal } from 'decimal.js';
import type { Severity } from '../model/finding.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Subject, Verdict } from './check.ts';
import { placeKey } from './figures.ts';

export type FailVerdict = Extract<Verdict, { outcome: 'fail' }>;

/** A subject that failed, with the severity and outcome it would be reported with. */
export interface Failure {
  readonly checkId: string;
  readonly subject: Subject;
  readonly verdict: FailVerdict;
  readonly severity: Severity;
  readonly isReview: boolean;
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Arithmetic and scores first: where two places disagree, the one that breaks its own arithmetic is the cause. */
const FAMILIES = 'ASNPCX';
/** Corrections tried for one failure: a sum with more wrong parts than this has no single cause. */
const MOST_TRIES = 50;

/**
 * Which failures fail only because of another one: index of the dependent → index of its cause. A failure is a
 * consequence when it passes with the cause's figure put right, or when it follows from a figure that has a failure of
 * its own. Chains end at the first cause. A cause is never less severe or less certain than what it explains.
 */
export function findConsequences(failures: readonly Failure[]): ReadonlyMap<number, number> {
  const order = failures.map((_, index) => index).sort((a, b) => compareFamilies(failures[a], failures[b]) || a - b);
  const causes = new Map<number, number>();
  const withConsequences = new Set<number>();
  const tried = new Map<number, number>();
  const users = indexByPlace(failures);
  for (const cause of order) {
    const at = failures[cause];
    const place = at?.subject.recorded ? placeKey(at.subject.recorded.quantity) : null;
    if (at === undefined || place === null || causes.has(cause)) continue;
    for (const dependent of users.get(place) ?? []) {
      const other = failures[dependent];
      if (other === undefined || dependent === cause || causes.has(dependent)) continue;
      if (withConsequences.has(dependent) || !outranks(at, other)) continue;
      const tries = tried.get(dependent) ?? 0;
      tried.set(dependent, tries + 1);
      if (followsFrom(other, place) || (tries < MOST_TRIES && passesWith(at, other, place))) {
        causes.set(dependent, cause);
        withConsequences.add(cause);
      }
    }
  }
  for (const cause of order) joinSharedOperand({ failures, users, cause, causes, withConsequences });
  return causes;
}

/** Operands tried for one failure: what two failures have in common stands among the first of a row or column. */
const MOST_SHARED = 40;

/**
 * A part written wrong breaks the sum over it and the rate beside it, and is the recorded figure of neither: where putting
 * one shared operand right mends both failures, the second is a consequence of the first.
 */
function joinSharedOperand(state: {
  readonly failures: readonly Failure[];
  readonly users: ReadonlyMap<string, readonly number[]>;
  readonly cause: number;
  readonly causes: Map<number, number>;
  readonly withConsequences: Set<number>;
}): void {
  const { failures, users, cause, causes, withConsequences } = state;
  const at = failures[cause];
  if (at === undefined || causes.has(cause) || at.verdict.difference === null || at.verdict.formula === null) return;
  const { difference } = at.verdict;
  if (!/^-?\d+(?:\.\d+)?$/u.test(difference)) return;
  let tries = 0;
  for (const { quantity } of at.subject.operands.slice(0, MOST_SHARED)) {
    const place = placeKey(quantity);
    if (place === null || quantity.value === null) continue;
    for (const dependent of users.get(place) ?? []) {
      const other = failures[dependent];
      if (other === undefined || dependent === cause || causes.has(dependent) || withConsequences.has(dependent))
        continue;
      if (!outranks(at, other) || tries >= MOST_TRIES) continue;
      tries += 1;
      const mends = [1, -1].some((sign) => {
        const value = new Decimal(quantity.value ?? 0).plus(new Decimal(difference).times(sign));
        return (
          !value.isNegative() &&
          corrections(quantity, value).some((corrected) => passBoth([at, other], place, corrected))
        );
      });
      if (!mends) continue;
      causes.set(dependent, cause);
      withConsequences.add(cause);
    }
  }
}

function passBoth(failures: readonly Failure[], place: string, corrected: Quantity): boolean {
  return failures.every(
    ({ subject }) =>
      subject.evaluate(({ quantity }) => (placeKey(quantity) === place ? corrected : quantity)).outcome === 'pass',
  );
}

function compareFamilies(a: Failure | undefined, b: Failure | undefined): number {
  return FAMILIES.indexOf(a?.checkId[0] ?? '') - FAMILIES.indexOf(b?.checkId[0] ?? '');
}

function outranks(cause: Failure, dependent: Failure): boolean {
  if (cause.isReview && !dependent.isReview) return false;
  return RANK[cause.severity] >= RANK[dependent.severity];
}

/** Failures by the places of the figures they use, so that finding dependents does not compare all with all. */
function indexByPlace(failures: readonly Failure[]): ReadonlyMap<string, readonly number[]> {
  const users = new Map<string, number[]>();
  failures.forEach(({ subject, verdict }, index) => {
    const figures = [subject.recorded, ...subject.operands, verdict.follows ?? null];
    const places = new Set(figures.map((figure) => (figure === null ? null : placeKey(figure.quantity))));
    for (const place of places) {
      if (place === null) continue;
      const list = users.get(place);
      if (list === undefined) users.set(place, [index]);
      else list.push(index);
    }
  });
  return users;
}

function followsFrom(dependent: Failure, place: string): boolean {
  const { follows } = dependent.verdict;
  return follows !== undefined && placeKey(follows.quantity) === place;
}

function passesWith(cause: Failure, dependent: Failure, place: string): boolean {
  const { recorded } = cause.subject;
  const { expected } = cause.verdict;
  if (recorded === null || expected === null) return false;
  return corrections(recorded.quantity, expected).some((corrected) => {
    const verdict = dependent.subject.evaluate(({ quantity }) => (placeKey(quantity) === place ? corrected : quantity));
    return verdict.outcome === 'pass';
  });
}

/** The right value, as the figure is printed (same decimals) and unrounded. */
function corrections(quantity: Quantity, expected: Decimal): readonly Quantity[] {
  const rounded = expected.toDecimalPlaces(quantity.decimals ?? 0, Decimal.ROUND_HALF_UP);
  return [rounded, expected].map((value) => {
    const text = value.toFixed(Math.max(quantity.decimals ?? 0, value.decimalPlaces()));
    return { ...quantity, value: text, raw: text, decimals: Math.max(quantity.decimals ?? 0, value.decimalPlaces()) };
  });
}
