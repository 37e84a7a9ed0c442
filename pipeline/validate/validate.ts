import type { ParsedDocument } from '../model/document.ts';
import type { Finding, Result } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Source } from '../model/source.ts';
import { catalogue } from './catalogue.ts';
import type { Check, CheckContext } from './check.ts';
import { findConsequences } from './consequences.ts';
import { asPrinted } from './figures.ts';
import { createIds, figureKey, foldName, reportKeys } from './identity.ts';
import { listsBy } from './indexes.ts';
import { toLocator } from './locator.ts';
import { profileBasis, withProfileRules } from './profiles/add-rules.ts';
import type { Profile } from './profiles/profile.ts';
import { proofRead } from './proof-read.ts';
import { isFailed, type Judged, toFailure, toFinding, toResult } from './records.ts';

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

/** A judged subject, and what names the report it stands in. */
interface JudgedInReport extends Judged {
  readonly reportKey: string;
}

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
  const consequencesOf = listsBy(failed, (_each, index) => causes.get(index) ?? null);
  const findings = failed.flatMap((each, index): Finding[] => {
    const findingId = findingIds[index];
    if (findingId === null || findingId === undefined) return [];
    const consequences = consequencesOf.get(index) ?? [];
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

function judge(input: ValidateInput): readonly JudgedInReport[] {
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
    const documents = [document.documentId];
    const locate = (source: Source | undefined) => toLocator(context, source);
    return checks.flatMap((check) =>
      check.subjects(context).map((subject): JudgedInReport => {
        const verdict = subject.evaluate(asPrinted);
        const stated = verdict.outcome === 'fail' ? verdict.basis : undefined;
        const unprintedBasis = profileBasis(stated, context);
        const mended = proofRead(subject, verdict);
        const { reportId } = report;
        return { check, subject, verdict, reportKey, reportId, documents, locate, unprintedBasis, mended };
      }),
    );
  });
}

function toIdentity({ check, reportKey, subject }: JudgedInReport): readonly string[] {
  const figures = [subject.recorded, ...subject.operands];
  return [
    check.id,
    reportKey,
    foldName(subject.subject),
    ...figures.map((figure) => (figure === null ? '' : figureKey(figure.quantity))),
    ...(subject.recorded === null ? (subject.quoted ?? []).map(({ text }) => foldName(text)) : []),
  ];
}
