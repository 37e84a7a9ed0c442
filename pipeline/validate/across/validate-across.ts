import type { Finding, Result } from '../../model/finding.ts';
import { acrossCatalogue } from '../catalogue.ts';
import type { Lookup } from '../check.ts';
import { findConsequences } from '../consequences.ts';
import { asPrinted } from '../figures.ts';
import { createIds, figureKey, foldName } from '../identity.ts';
import { type Failed, isFailed, type Judged, toFailure, toFinding, toResult } from '../records.ts';
import type { AcrossCheck, AcrossContext, AcrossSubject, RunReport } from './across-check.ts';
import { createRunReports, type RunFile } from './run-reports.ts';

export interface AcrossInput {
  /** Every file of the run that was read, in any order. */
  readonly files: readonly RunFile[];
  /** Ids of the only checks to run; all where left out. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** The checks to choose from; the catalogue where left out. */
  readonly checks?: readonly AcrossCheck[];
}

/** What checks across files say of the figures in one file. */
export interface AcrossValidation {
  readonly results: readonly Result[];
  readonly findings: readonly Finding[];
}

/** Judges the figures of the file at a path against the other files of the run. */
export type ValidateAcross = (path: string) => AcrossValidation;

interface JudgedAcross extends Judged {
  readonly context: AcrossContext;
  readonly subject: AcrossSubject;
}

/**
 * Readies the checks across files of one run. They are asked path by path, so that memory holds the packed reports and
 * the records of one file. The same files give the same records, in whatever order they come.
 */
export function createAcross({ files, only, skip, checks }: AcrossInput): ValidateAcross {
  const chosen = (checks ?? acrossCatalogue).filter(
    ({ id }) => (only === undefined || only.includes(id)) && !skip?.includes(id),
  );
  if (chosen.length === 0) return () => ({ results: [], findings: [] });
  const reports = createRunReports(files);
  return (path) =>
    toRecords(
      reports.contextsOf(path).flatMap((context) => judge(context, chosen)),
      path,
    );
}

function judge(context: AcrossContext, checks: readonly AcrossCheck[]): readonly JudgedAcross[] {
  const places = new Map(context.report.figures.map(({ quantity, place }) => [quantity.sources[0], place]));
  return checks.flatMap((check) =>
    check.subjects(context).map((subject): JudgedAcross => {
      const place = places.get(subject.recorded?.quantity.sources[0]) ?? '';
      const documents = [context.report, ...subject.others].map(({ documentId }) => documentId);
      return {
        check,
        context,
        subject,
        verdict: subject.evaluate(asPrinted),
        reportId: null,
        documents: [...new Set(documents)],
        locate: () => place,
        unprintedBasis: null,
      };
    }),
  );
}

function toRecords(judged: readonly JudgedAcross[], path: string): AcrossValidation {
  const failed = judged.filter(isFailed);
  const ownCauses = failed.map(findCauseInFile);
  const causes = findConsequences(failed.map(toFailure));
  const ids = createIds();
  const resultIds = new Map<Judged, string>(judged.map((each) => [each, ids('result', toIdentity(each))]));
  const findingIds = failed.map((each, index) =>
    ownCauses[index] === null && !causes.has(index) ? ids('finding', toIdentity(each)) : null,
  );
  const findingOf = new Map<Judged, string | null>(
    failed.map((each, index) => [each, ownCauses[index] ?? findingIds[causes.get(index) ?? index] ?? null]),
  );
  const toResultId = (each: Judged) => resultIds.get(each) ?? '';
  return {
    results: judged.map((each) =>
      toResult(each, { resultId: toResultId(each), findingId: findingOf.get(each) ?? null }),
    ),
    findings: failed.flatMap((each, index): Finding[] => {
      const findingId = findingIds[index];
      if (findingId === null || findingId === undefined) return [];
      const consequences = failed.filter((_, other) => causes.get(other) === index).map(toResultId);
      return [toFinding(each, { findingId, path, consequences })];
    }),
  };
}

/** Names and figures of all reports involved: never their paths, so that DOCX and PDF give the same. */
function toIdentity({ check, context, subject }: JudgedAcross): readonly string[] {
  const figures = [subject.recorded, ...subject.operands];
  return [
    check.id,
    context.report.key,
    foldName(subject.subject),
    ...figures.map((figure) => (figure === null ? '' : figureKey(figure.quantity))),
    ...subject.others.map(({ key }) => key),
  ];
}

/** The finding of a single file that explains this one: with its figure put right, the files agree. */
function findCauseInFile({ context, subject }: Failed<JudgedAcross>): string | null {
  const figures = [context.report, ...subject.others].flatMap((report: RunReport) => report.figures);
  for (const { quantity, accused } of figures) {
    if (accused === null) continue;
    const corrected = { ...quantity, value: accused.value, raw: accused.value, decimals: toDecimals(accused.value) };
    const lookup: Lookup = (figure) => (figure.quantity === quantity ? corrected : figure.quantity);
    if (subject.evaluate(lookup).outcome === 'pass') return accused.findingId;
  }
  return null;
}

function toDecimals(value: string): number {
  return value.split('.')[1]?.length ?? 0;
}
