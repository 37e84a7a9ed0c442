import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Document, FileRecord, Summary } from '../model/dataset.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import type { FailureCode } from '../model/failure.ts';
import { failureCodeSchema } from '../model/failure.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { type Decisions, isDismissed } from './decisions.ts';
import type { AcrossRecords } from './flat-rows.ts';

type Counts = Summary['findings'];

interface Read {
  readonly document: Document;
  readonly across: AcrossRecords;
}

/** Counts files as they are written and gives the summary at the end. */
export interface Tally {
  /** `across`: what checks across files say of it beside the document. */
  addFile(record: FileRecord, read: Read | null): void;
  toSummary(): Summary;
}

const RESULT_COUNTS = {
  pass: 'pass',
  fail: 'fail',
  review: 'review',
  open: 'open',
  'not-applicable': 'notApplicable',
} as const satisfies Record<Outcome, keyof Summary['results']>;

export function createTally(decisions: Decisions): Tally {
  const coverage = { files: 0, read: 0, noReport: 0, failed: 0, pages: 0, pagesUnread: 0, reports: 0 };
  const failures = new Map<FailureCode, number>();
  const findings = noFindings();
  const dismissed = noFindings();
  const byCheck = new Map<string, Counts & { checkId: string; check: string }>();
  const results = { pass: 0, fail: 0, review: 0, open: 0, notApplicable: 0 };
  const records = { indicators: 0, funds: 0, facts: 0, notes: 0 };

  function addFinding(finding: Finding, path: string): void {
    const { checkId, check } = finding;
    const own = byCheck.get(checkId) ?? { ...noFindings(), checkId, check };
    byCheck.set(checkId, own);
    const kind = finding.outcome === 'review' ? 'review' : finding.severity;
    own[kind] += 1;
    findings[kind] += 1;
    if (isDismissed(decisions, { path, findingId: finding.findingId })) dismissed[kind] += 1;
  }

  return {
    addFile(record, read) {
      coverage.files += 1;
      if (record.outcome === 'read') coverage.read += 1;
      if (record.outcome === 'no-report') coverage.noReport += 1;
      if (record.outcome === 'failed') coverage.failed += 1;
      if (record.failure) failures.set(record.failure, (failures.get(record.failure) ?? 0) + 1);
      if (read === null) return;
      const { document, across } = read;
      coverage.pages += document.pages.length;
      coverage.pagesUnread += record.pagesUnread;
      coverage.reports += document.reports.length;
      for (const finding of [...document.findings, ...across.findings]) addFinding(finding, record.path);
      for (const { outcome } of [...document.results, ...across.results]) results[RESULT_COUNTS[outcome]] += 1;
      for (const report of document.reports) {
        records.indicators += report.indicators.length;
        records.funds += report.funds.length;
        records.facts += report.facts.length;
      }
      records.notes += document.notes.length;
    },
    toSummary() {
      const { files, read, noReport, failed, ...rest } = coverage;
      const codes = failureCodeSchema.options.filter((code) => failures.has(code));
      return {
        schemaVersion: SCHEMA_VERSION,
        coverage: {
          files,
          read,
          noReport,
          failed,
          failures: Object.fromEntries(codes.map((code) => [code, failures.get(code)])),
          ...rest,
          checksOpen: results.open,
        },
        findings,
        dismissed,
        findingsByCheck: [...byCheck.values()].sort((a, b) => compareCodePoints(a.checkId, b.checkId)),
        results,
        records,
      };
    },
  };
}

function noFindings(): Counts {
  return { error: 0, warning: 0, note: 0, review: 0 };
}
