import type { EvidencePart, Pictures } from '../dataset/evidence/evidence-data.ts';
import type { Decision } from '../model/decision.ts';
import type { Page } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Message } from '../model/source.ts';

/** What the server and the page of `hedui review` tell each other, as JSON. */

export const STATES = ['undecided', 'accepted', 'dismissed', 'corrected'] as const;
export type State = (typeof STATES)[number];

/** GET /api/session: what does not change while the server runs. */
export interface SessionReply {
  readonly language: 'zh' | 'en';
  readonly dir: string;
  /** Who decides, as recorded. */
  readonly by: string;
  /** Titles of all checks by id. */
  readonly checks: Readonly<Record<string, Message>>;
}

/** A line of the list. */
export interface Row {
  readonly path: string;
  readonly findingId: string;
  readonly checkId: string;
  readonly severity: Finding['severity'];
  readonly outcome: Finding['outcome'];
  readonly locator: string;
  readonly recorded: string | null;
  readonly recomputed: string | null;
  readonly state: State;
}

/** GET /api/findings: a stretch of the findings that fit the filters, and how many fit each other choice. */
export interface ListReply {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  /** Index of the finding asked for by `path` and `findingId` among those that fit; null: it does not fit. */
  readonly position: number | null;
  /** Of all findings of the dataset. */
  readonly counts: Counts;
  /** Decisions on findings that are no longer there. */
  readonly vanished: number;
  /** Lines of decisions.jsonl that could not be read. */
  readonly unreadLines: number;
}

export interface Counts {
  readonly all: number;
  readonly severity: Readonly<Record<Finding['severity'], number>>;
  readonly outcome: Readonly<Record<Finding['outcome'], number>>;
  readonly state: Readonly<Record<State, number>>;
  readonly checks: Readonly<Record<string, number>>;
  /** The first paths that hold what is typed into the file filter. */
  readonly files: readonly string[];
}

/** Whether the page itself can be shown. */
export type SourceState =
  /** The file is the one that was read. */
  | 'same'
  | 'changed'
  | 'missing'
  /** It stands outside of --root, or within an archive. */
  | 'outside';

/** A document that a finding cites. */
export interface CitedDocument {
  readonly documentId: string;
  readonly path: string;
  readonly pages: readonly Pick<Page, 'pageNumber' | 'widthPt' | 'heightPt'>[];
  /** How its pages are shown; null: its format has none. */
  readonly kind: 'pdf' | 'image' | null;
  readonly state: SourceState;
}

/** A cell or block a finding cites, for correcting its text. */
export interface CitedText {
  readonly documentId: string;
  readonly tableId: string | null;
  readonly row: number | null;
  readonly col: number | null;
  readonly blockId: string | null;
  readonly role: Finding['sources'][number]['role'];
  /** As it counts now. */
  readonly text: string;
  /** As read; other than `text` where it was corrected. */
  readonly read: string;
  /** The finding that the correction was decided on, to take it back; null: not corrected. */
  readonly correctedOn: { readonly path: string; readonly findingId: string } | null;
}

/** A result that fails only because of a finding. */
export interface Consequence {
  readonly checkId: string;
  readonly subject: string;
  readonly recorded: string | null;
  readonly recomputed: string | null;
}

/** GET /api/finding: everything about one finding. */
export interface FindingReply {
  readonly finding: Finding;
  readonly state: State;
  /** Every decision made on it, the last one last. */
  readonly history: readonly Decision[];
  readonly documents: readonly CitedDocument[];
  readonly parts: readonly EvidencePart[];
  readonly pictures: Pictures;
  readonly texts: readonly CitedText[];
  readonly consequences: readonly Consequence[];
}

/** POST /api/decisions. */
export interface DecideRequest {
  readonly path: string;
  readonly findingId: string;
  readonly decision: State;
  readonly reason: string;
  /** Where `decision` is `corrected`: the text as it stands on the page. */
  readonly correction: (Omit<CitedText, 'role' | 'text' | 'read' | 'correctedOn'> & { readonly to: string }) | null;
}

/** What came of a decision; `now` is the finding that stands in the place of the one decided on, null where it vanished. */
export interface DecideReply {
  readonly decision: Decision;
  readonly now: { readonly path: string; readonly findingId: string } | null;
}

/** GET /api/vanished. */
export interface VanishedReply {
  readonly decisions: readonly Decision[];
}

/** Any request that failed: one line for people. */
export interface ErrorReply {
  readonly error: Message;
}
