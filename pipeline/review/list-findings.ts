import { findVanished } from '../dataset/decisions.ts';
import { type Counts, type ListReply, type Row, STATES, type State } from './api.ts';
import { foldText, type IndexedFinding } from './finding-index.ts';
import type { DatasetFindings, FindingKey } from './findings-of-dataset.ts';

/** Lines one request may ask for. */
export const MOST_ROWS = 200;
/** Paths offered below the file filter. */
const MOST_FILES = 50;

/** What is listed; "" fits everything. */
export interface ListQuery {
  readonly severity: string;
  readonly outcome: string;
  readonly check: string;
  readonly state: string;
  /** Part of a path. */
  readonly file: string;
  /** Words, all of which have to occur. */
  readonly search: string;
  readonly from: number;
  readonly count: number;
  /** Whose index is asked for. */
  readonly find: FindingKey | null;
}

/** The findings that fit a query, and the counts beside the filters. */
export function listFindings(dataset: DatasetFindings, query: ListQuery): ListReply {
  const fitting = dataset.ordered.filter(toFilter(dataset, query));
  const { find } = query;
  const position =
    find === null ? -1 : fitting.findIndex(({ path, findingId }) => findingId === find.findingId && path === find.path);
  const from = Math.max(0, Math.min(query.from, fitting.length));
  const count = Math.max(0, Math.min(query.count, MOST_ROWS));
  return {
    total: fitting.length,
    from,
    rows: fitting.slice(from, from + count).map((finding) => toRow(dataset, finding)),
    position: position === -1 ? null : position,
    counts: countFindings(dataset, query.file),
    vanished: findVanished(dataset.decisions, dataset.ordered).length,
    unreadLines: dataset.decisions.unreadLines,
  };
}

/** What is decided on a finding now. */
export function toState(dataset: DatasetFindings, key: FindingKey): State {
  return dataset.decisions.find(key)?.decision ?? 'undecided';
}

export function toRow(dataset: DatasetFindings, finding: IndexedFinding): Row {
  const { path, findingId, checkId, severity, outcome, locator, recorded, recomputed } = finding;
  const state = toState(dataset, finding);
  return { path, findingId, checkId, severity, outcome, locator, recorded, recomputed, state };
}

function toFilter(dataset: DatasetFindings, query: ListQuery): (finding: IndexedFinding) => boolean {
  const { severity, outcome, check, state } = query;
  const file = foldText(query.file);
  const words = foldText(query.search).split(/\s+/u).filter(Boolean);
  return (finding) => {
    if (severity !== '' && finding.severity !== severity) return false;
    if (outcome !== '' && finding.outcome !== outcome) return false;
    if (check !== '' && finding.checkId !== check) return false;
    if (file !== '' && !finding.foldedPath.includes(file)) return false;
    if (state !== '' && toState(dataset, finding) !== state) return false;
    if (words.length === 0) return true;
    const { foldedPath, checkId, locator, recorded, recomputed, subject } = finding;
    const text = `${foldedPath} ${foldText([checkId, locator, recorded, recomputed, subject].join(' '))}`;
    return words.every((word) => text.includes(word));
  };
}

function countFindings(dataset: DatasetFindings, file: string): Counts {
  const severity = { error: 0, warning: 0, note: 0 };
  const outcome = { fail: 0, review: 0 };
  const state = Object.fromEntries(STATES.map((each) => [each, 0])) as Record<State, number>; // a key each
  const checks = new Map<string, number>();
  const files = new Set<string>();
  const wanted = foldText(file);
  for (const finding of dataset.ordered) {
    severity[finding.severity] += 1;
    outcome[finding.outcome] += 1;
    state[toState(dataset, finding)] += 1;
    checks.set(finding.checkId, (checks.get(finding.checkId) ?? 0) + 1);
    if (files.size < MOST_FILES && finding.foldedPath.includes(wanted)) files.add(finding.path);
  }
  const byId = [...checks].sort(([a], [b]) => (a < b ? -1 : 1));
  return { all: dataset.ordered.length, severity, outcome, state, checks: Object.fromEntries(byId), files: [...files] };
}
