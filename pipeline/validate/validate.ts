import type { ParsedDocument } from '../model/document.ts';
import type { Finding, FindingSource, Result, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { catalogue } from './catalogue.ts';
import type { Check, CheckContext, NamedFigure, Quoted, Subject, Verdict } from './check.ts';
import { type Failure, findConsequences } from './consequences.ts';
import { isDoubtful } from './doubt.ts';
import { asPrinted } from './figures.ts';
import { createIds, figureKey, foldName, reportKeys } from './identity.ts';
import { toLocator } from './locator.ts';
import { profileBasis, withProfileRules } from './profiles/add-rules.ts';
import type { Profile } from './profiles/profile.ts';

/** Characters of a cell or clause kept beside a source. */
const MAX_SOURCE_TEXT = 200;

export interface ValidateInput {
  readonly document: Pick<ParsedDocument, 'documentId' | 'blocks' | 'tables'>;
  readonly reports: readonly Report[];
  /** Rules that documents need not print: one profile for all, or one for each report. */
  readonly profile: Profile | ((report: Report) => Profile);
  /** Path of the file as recorded in the dataset. */
  readonly path: string;
  /** Ids of the only checks to run; all where left out. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** The checks to choose from; the catalogue where left out. */
  readonly checks?: readonly Check[];
}

export interface Validation {
  readonly results: readonly Result[];
  readonly findings: readonly Finding[];
}

/** One subject of one check with what came of it. */
interface Judged {
  readonly check: Check;
  readonly context: CheckContext;
  readonly reportKey: string;
  readonly subject: Subject;
  readonly verdict: Verdict;
}

type Failed = Judged & { readonly verdict: Extract<Verdict, { outcome: 'fail' }> };

/**
 * Recomputes every figure of the reports of one file: a Result for every subject of every check, passes too, and a
 * Finding for every fail that is not a consequence of another. Pure; the same input gives the same records.
 */
export function validate(input: ValidateInput): Validation {
  const judged = judge(input);
  const failed = judged.filter(isFailed);
  const causes = findConsequences(failed.map(toFailure));
  const ids = createIds();
  const resultIds = judged.map((each) => ids('result', toIdentity(each)));
  const findingIds = failed.map((each, index) => (causes.has(index) ? null : ids('finding', toIdentity(each))));

  const indexOfFailed = new Map<Judged, number>(failed.map((each, index) => [each, index]));
  const resultIdOf = new Map<Judged, string>(judged.map((each, index) => [each, resultIds[index] ?? '']));
  const results = judged.map((each): Result => {
    const index = indexOfFailed.get(each);
    const findingId = index === undefined ? null : (findingIds[causes.get(index) ?? index] ?? null);
    return toResult(each, { resultId: resultIdOf.get(each) ?? '', findingId });
  });
  const findings = failed.flatMap((each, index): Finding[] => {
    const findingId = findingIds[index];
    if (findingId === null || findingId === undefined) return [];
    const consequences = failed.filter((_, other) => causes.get(other) === index);
    return [
      toFinding(each, {
        findingId,
        path: input.path,
        consequences: consequences.map((other) => resultIdOf.get(other) ?? ''),
      }),
    ];
  });
  return { results, findings };
}

function judge(input: ValidateInput): readonly Judged[] {
  const { document, profile: given } = input;
  const profiled = input.reports.map((own) => {
    const profile = typeof given === 'function' ? given(own) : given;
    return { profile, report: withProfileRules(own, profile) };
  });
  const reports = profiled.map(({ report }) => report);
  const checks = (input.checks ?? catalogue).filter(
    ({ id }) => (input.only === undefined || input.only.includes(id)) && !input.skip?.includes(id),
  );
  const keys = reportKeys(reports);
  return profiled.flatMap(({ report, profile }, index) => {
    const context: CheckContext = { report, reports, document, profile };
    const reportKey = keys[index] ?? '';
    return checks.flatMap((check) =>
      check.subjects(context).map((subject): Judged => {
        return { check, context, reportKey, subject, verdict: subject.evaluate(asPrinted) };
      }),
    );
  });
}

function isFailed(judged: Judged): judged is Failed {
  return judged.verdict.outcome === 'fail';
}

function toIdentity({ check, reportKey, subject }: Judged): readonly string[] {
  const figures = [subject.recorded, ...subject.operands];
  return [
    check.id,
    reportKey,
    foldName(subject.subject),
    ...figures.map((figure) => (figure === null ? '' : figureKey(figure.quantity))),
    ...(subject.recorded === null ? (subject.quoted ?? []).map(({ text }) => foldName(text)) : []),
  ];
}

function toFailure(failed: Failed): Failure {
  const { check, subject, verdict } = failed;
  return {
    checkId: check.id,
    subject,
    verdict,
    severity: toSeverity(failed),
    isReview: toOutcome(failed) === 'review',
  };
}

/** Cut off instead of rounded is a note; what rests on points or rules the form does not print is never an error. */
function toSeverity({ check, context, verdict }: Failed): Severity {
  if (verdict.rounding === 'truncation') return 'note';
  const severity = verdict.severity ?? check.severity;
  const isPrinted = verdict.implied !== true && profileBasis(verdict.basis, context) === null;
  return severity === 'error' && !isPrinted ? 'warning' : severity;
}

function toOutcome(failed: Failed): 'fail' | 'review' {
  return failed.verdict.review === true || isDoubt(failed) ? 'review' : 'fail';
}

function isDoubt({ subject }: Judged): boolean {
  return [subject.recorded, ...subject.operands].some((figure) => figure !== null && isDoubtful(figure.quantity));
}

function toCause(failed: Failed): Finding['cause'] {
  if (isDoubt(failed)) return 'extraction-doubt';
  return failed.verdict.review === true ? 'unresolved' : 'report-error';
}

function toResult(judged: Judged, ids: { resultId: string; findingId: string | null }): Result {
  const { check, context, subject, verdict } = judged;
  const computed = verdict.outcome === 'pass' || verdict.outcome === 'fail' ? verdict : null;
  return {
    resultId: ids.resultId,
    checkId: check.id,
    reportId: context.report.reportId,
    subject: subject.subject,
    outcome: isFailed(judged) ? toOutcome(judged) : verdict.outcome,
    recorded: subject.recorded?.quantity.raw ?? null,
    recomputed: computed?.recomputed ?? null,
    formula: computed?.formula ?? null,
    rounding: computed?.rounding ?? null,
    reason: 'reason' in verdict ? verdict.reason : null,
    findingId: ids.findingId,
    sources: toSources(subject),
  };
}

function toFinding(
  failed: Failed,
  { findingId, path, consequences }: { findingId: string; path: string; consequences: string[] },
): Finding {
  const { check, context, subject, verdict } = failed;
  const sources = toSources(subject);
  return {
    findingId,
    checkId: check.id,
    check: check.name,
    severity: toSeverity(failed),
    outcome: toOutcome(failed),
    cause: toCause(failed),
    implied: verdict.implied ?? false,
    reportId: context.report.reportId,
    documents: [context.document.documentId],
    path,
    locator: toLocator(context, sources[0]),
    subject: subject.subject,
    message: verdict.message,
    recorded: subject.recorded?.quantity.raw ?? null,
    recomputed: verdict.recomputed,
    difference: verdict.difference,
    rounding: verdict.rounding,
    formula: verdict.formula,
    basis: profileBasis(verdict.basis, context) ?? verdict.basis ?? check.basis,
    consequences,
    sources,
  };
}

/** The recorded figure first, then the operands, then quoted words; a figure over a page break has two. */
function toSources({ recorded, operands, quoted }: Subject): FindingSource[] {
  const figures = [
    ...(recorded === null ? [] : [toFigureSources(recorded, 'recorded')]),
    ...operands.map((figure) => toFigureSources(figure, 'operand')),
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
