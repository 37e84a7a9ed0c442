import { toFindingAnchors } from '../finding-anchors.ts';
import { readLines } from '../read-lines.ts';

/** What other sheets need of a finding. */
export interface IndexedFinding {
  /** In report.html. */
  readonly anchor: string;
  readonly checkId: string;
  readonly subject: string;
  readonly difference: string | null;
}

/** By path and id: a report may stand in the archive twice. */
export type FindFinding = (of: {
  readonly path: string;
  readonly findingId: string | null;
}) => IndexedFinding | undefined;

/** Goes through findings.jsonl once and keeps a line's worth of each finding. */
export async function indexFindings(dir: string): Promise<FindFinding> {
  const found: (Omit<IndexedFinding, 'anchor'> & { findingId: string; path: string })[] = [];
  for await (const { path, findingId, checkId, subject, difference } of readLines(dir, 'findings')) {
    found.push({ path, findingId, checkId, subject, difference });
  }
  const anchors = toFindingAnchors(found);
  const byKey = new Map(
    found.map(({ path, findingId, ...rest }, index) => [
      `${findingId} ${path}`,
      { ...rest, anchor: anchors[index] ?? '' },
    ]),
  );
  return ({ path, findingId }) => byKey.get(`${findingId} ${path}`);
}
