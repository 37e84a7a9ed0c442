import type { Outcome } from '../../model/finding.ts';
import { readLines } from '../read-lines.ts';

export type Counts = Record<Outcome, number>;

/** What results.jsonl, the longest file of a dataset, comes to. */
export interface ResultCounts {
  readonly byCheck: ReadonlyMap<string, Counts>;
  /** Of a report, or with null of what was held against other files; undefined: nothing was checked. */
  of(path: string, reportId: string | null): Counts | undefined;
  /** Results that agree and have a formula. */
  readonly recomputedPasses: number;
}

export function noCounts(): Counts {
  return { pass: 0, fail: 0, review: 0, open: 0, 'not-applicable': 0 };
}

/** Goes through results.jsonl once. */
export async function countResults(dir: string): Promise<ResultCounts> {
  const byCheck = new Map<string, Counts>();
  const byReport = new Map<string, Counts>();
  let recomputedPasses = 0;
  for await (const { checkId, path, reportId, outcome, formula } of readLines(dir, 'results')) {
    count(byCheck, checkId, outcome);
    count(byReport, toKey(path, reportId), outcome);
    if (outcome === 'pass' && formula !== null) recomputedPasses += 1;
  }
  return { byCheck, of: (path, reportId) => byReport.get(toKey(path, reportId)), recomputedPasses };
}

function count(counts: Map<string, Counts>, key: string, outcome: Outcome): void {
  const own = counts.get(key) ?? noCounts();
  counts.set(key, own);
  own[outcome] += 1;
}

function toKey(path: string, reportId: string | null): string {
  return `${reportId ?? ''} ${path}`;
}
