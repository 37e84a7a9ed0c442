import type { Severity } from '../model/finding.ts';
import { intervalOf, overlaps } from '../model/quantity/interval.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import { type Sameness, sameValue } from '../model/quantity/same-value.ts';
import { meaningOf } from '../model/quantity/units.ts';
import type { Message } from '../model/source.ts';
import type { Lookup, NamedFigure, Subject, Verdict } from './check.ts';
import { foldName } from './identity.ts';
import type { Confidence } from './linking.ts';
import type { Citing } from './locator.ts';
import { cite, join } from './wording.ts';

export interface Agreement {
  readonly context: Citing;
  readonly subject: string;
  readonly recorded: NamedFigure;
  readonly counterpart: NamedFigure;
  /** medium makes a disagreement a review. */
  readonly confidence: Exclude<Confidence, 'low'>;
  /** Lower than the check's own severity where a guard says so. */
  readonly severity?: Severity;
  /** Other figures that the recorded one may just as well mean: equal to one of them, it agrees. */
  readonly alternatives?: readonly NamedFigure[];
  readonly remark?: Message;
}

/** A subject that holds a figure against its counterpart elsewhere in the report. */
export function agreementSubject(input: Agreement): Subject {
  const { subject, recorded, counterpart } = input;
  return { subject, recorded, operands: [counterpart], evaluate: (lookup) => judgeAgreement(input, lookup) };
}

function judgeAgreement(input: Agreement, lookup: Lookup): Verdict {
  const { context, recorded, counterpart, confidence, severity, alternatives, remark } = input;
  const own = lookup(recorded);
  const other = lookup(counterpart);
  const sameness = agreementOf(own, other);
  const printed = other.raw.trim();
  if (sameness === 'unknown') return UNREAD;
  const agrees = sameness === 'same' || sameness === 'rounded';
  if (agrees || alternatives?.some((figure) => isAlternative(own, lookup(figure)))) {
    return { outcome: 'pass', recomputed: printed, formula: null, rounding: null };
  }
  const [first, second] = [cite(context, recorded), cite(context, counterpart)];
  const message = {
    zh: `${first.zh}与${second.zh}不一致。`,
    en: `${first.en} does not agree with ${second.en}.`,
  };
  const doubtful = sameness === 'doubtful' || confidence === 'medium';
  const approximate = own.comparator === '~' || other.comparator === '~';
  return {
    outcome: 'fail',
    ...toSeverity({ approximate, doubtful, severity }),
    ...(doubtful ? { review: true } : {}),
    recomputed: printed,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: remark === undefined ? message : join(message, remark),
  };
}

function toSeverity(input: { approximate: boolean; doubtful: boolean; severity: Severity | undefined }): {
  severity?: Severity;
} {
  if (input.approximate) return { severity: 'note' };
  if (input.doubtful) return { severity: input.severity === 'note' ? 'note' : 'warning' };
  return input.severity === undefined ? {} : { severity: input.severity };
}

/** As sameValue, but 95%以上 agrees with every figure it covers, and words agree with the same words. */
export function agreementOf(a: Quantity, b: Quantity): Sameness {
  if (a.value === null && b.value === null && a.kind === 'text' && b.kind === 'text') {
    return foldName(a.raw) === foldName(b.raw) ? 'same' : 'unknown';
  }
  // A bound is meant exactly: 94.5% is below 95%以上 though it rounds to 95%.
  if (isBound(a) !== isBound(b) && a.unit === b.unit) {
    const [first, second] = [intervalOf(a, 'exact'), intervalOf(b, 'exact')];
    if (first && second) return overlaps(first, second) ? 'rounded' : 'different';
  }
  const sameness = sameValue(a, b);
  if (sameness === 'doubtful' && bareAndPercent(a, b)) return 'same';
  // 177篇 and 177次 are one count under two counting words; 107篇 and 177次 need not be.
  if (areCounts(a, b) && a.unit !== b.unit) return sameness === 'doubtful' ? 'rounded' : 'doubtful';
  return sameness;
}

/** Another cell that the figure may mean: the same value, or 638.432 for 638.43; a bound must be met to the digit. */
function isAlternative(own: Quantity, other: Quantity): boolean {
  const sameness = sameValue(own, other);
  return sameness === 'same' || (sameness === 'rounded' && !isBound(other) && own.kind === 'amount');
}

function isBound({ comparator }: Quantity): boolean {
  return comparator === '>=' || comparator === '<=' || comparator === '>' || comparator === '<';
}

/** Both count things, people or visits, each with a counting word of its own. */
export function areCounts(a: Quantity, b: Quantity): boolean {
  return [a, b].every(({ unit }) => /^(?:count:|people$|person-times$)/u.test(meaningOf(unit).dimension));
}

/** 100 in a column of rates means 100%. */
function bareAndPercent(a: Quantity, b: Quantity): boolean {
  const isPair = (a.unit === null && b.unit === '%') || (a.unit === '%' && b.unit === null);
  return (
    isPair && a.value !== null && b.value !== null && sameValue({ ...a, unit: '%' }, { ...b, unit: '%' }) === 'same'
  );
}

/** A figure it needs is blank or was not read. */
const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '两处有一处未填或未能读出。', en: 'One of the two places is blank or was not read.' },
};
