import type { Finding, FindingSource, Result, Severity } from '../model/finding.ts';
import type { Message, Source } from '../model/source.ts';
import type { Check, NamedFigure, Quoted, Subject, Verdict } from './check.ts';
import type { Failure } from './consequences.ts';
import { isDoubtful } from './doubt.ts';
import { type Mended, toMendedRemark, withBothReadings } from './proof-read.ts';
import { join } from './wording.ts';

/** Characters of a cell or clause kept beside a source. */
const MAX_SOURCE_TEXT = 200;

/** One subject of one check with what came of it, and what its records say beside. */
export interface Judged {
  readonly check: Pick<Check, 'id' | 'name' | 'severity' | 'basis'>;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** null: across files. */
  readonly reportId: string | null;
  readonly documents: readonly string[];
  /** Where a source stands in its file, for people. */
  readonly locate: (source: Source | undefined) => string;
  /** The rule it rests on where the document prints none: what a profile adds; never an error. */
  readonly unprintedBasis: Message | null;
  /** The recognised figure that may be a misreading; null or left out: none. */
  readonly mended?: Mended | null;
}

export type Failed<Each extends Judged = Judged> = Each & { readonly verdict: Extract<Verdict, { outcome: 'fail' }> };

export function isFailed<Each extends Judged>(judged: Each): judged is Failed<Each> {
  return judged.verdict.outcome === 'fail';
}

/** A failure as the search for consequences sees it. */
export function toFailure(failed: Failed): Failure {
  const { check, subject, verdict } = failed;
  return {
    checkId: check.id,
    subject,
    verdict,
    severity: toSeverity(failed),
    isReview: toOutcome(failed) === 'review',
  };
}

/** The record of a subject, passes too. */
export function toResult(judged: Judged, ids: { resultId: string; findingId: string | null }): Result {
  const { check, subject, verdict, reportId } = judged;
  const computed = verdict.outcome === 'pass' || verdict.outcome === 'fail' ? verdict : null;
  return {
    resultId: ids.resultId,
    checkId: check.id,
    reportId,
    subject: subject.subject,
    outcome: isFailed(judged) ? toOutcome(judged) : verdict.outcome,
    recorded: subject.recorded?.quantity.raw ?? null,
    recomputed: computed?.recomputed ?? null,
    formula: computed?.formula ?? null,
    rounding: computed?.rounding ?? null,
    reason: 'reason' in verdict ? verdict.reason : null,
    findingId: ids.findingId,
    sources: toSources(judged),
  };
}

/** The record of a fail that is no consequence of another. */
export function toFinding(
  failed: Failed,
  { findingId, path, consequences }: { findingId: string; path: string; consequences: string[] },
): Finding {
  const { check, subject, verdict, reportId, documents, locate, unprintedBasis } = failed;
  const sources = toSources(failed);
  return {
    findingId,
    checkId: check.id,
    check: check.name,
    severity: toSeverity(failed),
    outcome: toOutcome(failed),
    cause: toCause(failed),
    implied: verdict.implied ?? false,
    reportId,
    documents: [...documents],
    path,
    locator: locate(sources[0]),
    subject: subject.subject,
    message: failed.mended ? join(verdict.message, toMendedRemark(failed.mended)) : verdict.message,
    recorded: subject.recorded?.quantity.raw ?? null,
    recomputed: verdict.recomputed,
    difference: verdict.difference,
    rounding: verdict.rounding,
    formula: verdict.formula,
    basis: unprintedBasis ?? verdict.basis ?? check.basis,
    consequences,
    sources,
  };
}

/** Cut off instead of rounded is a note; what rests on points or rules the form does not print is never an error. */
function toSeverity({ check, verdict, unprintedBasis }: Failed): Severity {
  if (verdict.rounding === 'truncation') return 'note';
  const severity = verdict.severity ?? check.severity;
  const isPrinted = verdict.implied !== true && unprintedBasis === null;
  return severity === 'error' && !isPrinted ? 'warning' : severity;
}

function toOutcome(failed: Failed): 'fail' | 'review' {
  return failed.verdict.review === true || isDoubt(failed) ? 'review' : 'fail';
}

function isDoubt({ subject, mended }: Judged): boolean {
  if (mended) return true;
  return [subject.recorded, ...subject.operands].some((figure) => figure !== null && isDoubtful(figure.quantity));
}

function toCause(failed: Failed): Finding['cause'] {
  if (isDoubt(failed)) return 'extraction-doubt';
  return failed.verdict.review === true ? 'unresolved' : 'report-error';
}

/** The recorded figure first, then the operands, then quoted words; a figure over a page break has two. */
function toSources({ subject: { recorded, operands, quoted }, mended }: Judged): FindingSource[] {
  const withReadings = (figure: NamedFigure): NamedFigure =>
    mended && figure.quantity === mended.figure.quantity
      ? { ...figure, quantity: withBothReadings(figure.quantity, mended) }
      : figure;
  const figures = [
    ...(recorded === null ? [] : [toFigureSources(withReadings(recorded), 'recorded')]),
    ...operands.map((figure) => toFigureSources(withReadings(figure), 'operand')),
    ...(quoted ?? []).map(toQuotedSources),
  ];
  return figures.flat();
}

function toFigureSources({ quantity, text }: NamedFigure, role: 'recorded' | 'operand'): FindingSource[] {
  return quantity.sources.map((source) => ({ ...source, role, text: shorten(text) }));
}

function toQuotedSources({ role, text, sources }: Quoted): FindingSource[] {
  return sources.map((source) => ({ ...source, role, text: shorten(text) }));
}

function shorten(text: string): string {
  if (text.length <= MAX_SOURCE_TEXT) return text;
  // A cut must not leave half of a surrogate pair.
  return `${text.slice(0, MAX_SOURCE_TEXT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
