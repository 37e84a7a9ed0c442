import type { Summary } from '../../model/dataset.ts';
import type { Decision } from '../../model/decision.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { Message } from '../../model/source.ts';
import type { EvidencePart, Pictures } from '../evidence/evidence-data.ts';

/** What report.html carries as data: an index that is read at once, and chunks that are read when looked at. */

/** A finding as the list shows and filters it. Indexes point into the lists of PageIndex. */
export type FindingRow = readonly [
  /** What follows `f-` in the anchor of the finding. */
  anchor: string,
  severity: Severity,
  outcome: Finding['outcome'],
  cause: Finding['cause'],
  check: number,
  file: number,
  /** null: across files. */
  report: number | null,
  decision: Exclude<Decision['decision'], 'undecided'> | null,
  locator: string,
  recorded: string | null,
  recomputed: string | null,
  subject: string,
];

/** What a report says of itself. `unit` falls back to the department, the project and the file's path. */
export interface PageReport {
  readonly title: string | null;
  readonly project: string | null;
  readonly department: string | null;
  readonly unit: string;
  readonly year: string | null;
}

/** A total score beside what its parts sum to. */
export interface ScorePoint {
  readonly file: number;
  readonly report: number | null;
  readonly recorded: number;
  readonly recomputed: number;
  /** Row of the finding that tells of it; null: none of its own. */
  readonly row: number | null;
}

/** A file that gave no report, or has pages nobody read. */
export interface FileGap {
  readonly path: string;
  readonly outcome: 'read' | 'failed' | 'no-report';
  readonly pagesUnread: number;
  /** Why it failed; null: it did not. */
  readonly message: Message | null;
}

export interface PageIndex {
  readonly language: 'zh' | 'en';
  readonly summary: Summary;
  readonly checks: readonly { readonly id: string; readonly title: Message; readonly open: number }[];
  readonly files: readonly string[];
  readonly reports: readonly PageReport[];
  readonly gaps: readonly FileGap[];
  /** Gaps beyond those listed. */
  readonly moreGaps: number;
  readonly scores: {
    readonly agreeing: readonly (readonly [score: number, count: number])[];
    readonly differing: readonly ScorePoint[];
    /** Reports whose sum could not be worked out. */
    readonly open: number;
  };
  /** Decisions on findings that are no longer there. */
  readonly vanishedDecisions: number;
  /** First row of each chunk. */
  readonly chunks: readonly number[];
}

/** A finding as it is shown in full. */
export interface FindingDetail {
  readonly message: Message;
  readonly recorded: string | null;
  readonly recomputed: string | null;
  readonly difference: string | null;
  readonly rounding: Finding['rounding'];
  readonly formula: string | null;
  readonly basis: Message;
  readonly isImplied: boolean;
  readonly consequences: readonly {
    readonly checkId: string;
    readonly subject: string;
    readonly recorded: string | null;
    readonly recomputed: string | null;
  }[];
  readonly decision: Pick<Decision, 'decision' | 'reason' | 'by' | 'at'> | null;
  /** Rules of the document itself that the finding rests on are marks of the evidence. */
  readonly evidence: readonly EvidencePart[];
}

/** Some findings on end, with the pictures they share. */
export interface PageChunk extends Pictures {
  /** Paths of the documents the evidence names, by documentId. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly FindingDetail[];
}
