import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DECISIONS_FILE, type Decisions, readDecisions } from '../dataset/decisions.ts';
import { readLines } from '../dataset/read-lines.ts';
import type { Format } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { DocumentStore } from './document-store.ts';
import { compareFindings, type FindingsFile, type IndexedFinding, openFindings, toIndexed } from './finding-index.ts';

/** A file of the dataset that was read. */
export interface ReadFile {
  readonly documentId: string;
  readonly format: Format | null;
}

/** What names a finding. */
export interface FindingKey {
  readonly path: string;
  readonly findingId: string;
}

/** The findings of a dataset as they stand with the decisions made so far. */
export interface DatasetFindings {
  /** In the order in which they are listed. */
  readonly ordered: readonly IndexedFinding[];
  readonly decisions: Decisions;
  readonly files: ReadonlyMap<string, ReadFile>;
  readonly pathsOf: ReadonlyMap<string, readonly string[]>;
  find(key: FindingKey): IndexedFinding | undefined;
  read(indexed: IndexedFinding): Promise<Finding>;
}

export interface OpenDataset {
  /** The findings now: read anew where a run or another program changed the dataset or its decisions. */
  now(): Promise<DatasetFindings>;
  close(): Promise<void>;
}

/** Opens the findings of a dataset; throws DatasetError. */
export async function openDataset(dir: string, store: DocumentStore): Promise<OpenDataset> {
  let file = await openFindings(dir);
  let files = await readFiles(dir);
  let stamp = '';
  let current: DatasetFindings | undefined;
  let loading: Promise<unknown> = Promise.resolve();

  async function refresh(): Promise<DatasetFindings> {
    const isCurrent = await file.isCurrent();
    if (!isCurrent) {
      const reopened = await openFindings(dir);
      await file.close();
      file = reopened;
      files = await readFiles(dir);
      store.forget();
    }
    const newStamp = await toStamp(dir);
    if (current !== undefined && isCurrent && newStamp === stamp) return current;
    const decisions = await readDecisions(dir);
    current = await toFindings({ file, files, decisions, store });
    stamp = newStamp;
    return current;
  }

  const opened: OpenDataset = {
    now() {
      // One after the other: two requests must not read the dataset anew at once.
      const next = loading.then(refresh, refresh);
      loading = next;
      return next;
    },
    async close() {
      await loading.catch(() => undefined);
      await file.close();
    },
  };
  await opened.now();
  return opened;
}

async function readFiles(dir: string): Promise<ReadonlyMap<string, ReadFile>> {
  const files = new Map<string, ReadFile>();
  for await (const { path, documentId, format } of readLines(dir, 'files')) {
    if (documentId !== null) files.set(path, { documentId, format });
  }
  return files;
}

/** Changes whenever decisions.jsonl does. */
async function toStamp(dir: string): Promise<string> {
  const stats = await stat(join(dir, DECISIONS_FILE)).catch(() => null);
  return stats === null ? 'none' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}

async function toFindings({
  file,
  files,
  decisions,
  store,
}: {
  file: FindingsFile;
  files: ReadonlyMap<string, ReadFile>;
  decisions: Decisions;
  store: DocumentStore;
}): Promise<DatasetFindings> {
  const pathsOf = new Map<string, string[]>();
  for (const [path, { documentId }] of files) pathsOf.set(documentId, [...(pathsOf.get(documentId) ?? []), path]);
  const renewed = new Map<string, readonly Finding[]>();
  for (const documentId of decisions.everCorrected) {
    const paths = pathsOf.get(documentId);
    if (paths === undefined) continue;
    const corrections = decisions.correctionsOf({ documentId, paths });
    const { corrected } = await store.get(documentId, corrections);
    for (const path of paths)
      renewed.set(
        path,
        corrected.findings.map((finding) => ({ ...finding, path })),
      );
  }
  const ordered = renewed.size === 0 ? file.findings : renew(file.findings, renewed);
  // Decisions change again and again while the findings stay: their keys are not gathered anew.
  const byKey = keys.get(ordered) ?? new Map(ordered.map((finding) => [toKey(finding), finding]));
  keys.set(ordered, byKey);
  return {
    ordered,
    decisions,
    files,
    pathsOf,
    find: (key) => byKey.get(toKey(key)),
    async read(indexed) {
      return { ...(await file.read(indexed)), path: indexed.path };
    },
  };
}

const keys = new WeakMap<readonly IndexedFinding[], ReadonlyMap<string, IndexedFinding>>();

/** Puts the findings of corrected documents, by path, in the place of those of the run. */
function renew(
  findings: readonly IndexedFinding[],
  renewed: ReadonlyMap<string, readonly Finding[]>,
): readonly IndexedFinding[] {
  // What files say against each other is judged again by the next run alone.
  const kept = findings.filter(({ path, isAcross }) => isAcross || !renewed.has(path));
  const fresh = [...renewed.values()].flat().map((finding) => toIndexed(finding, finding));
  return [...kept, ...fresh].sort(compareFindings);
}

function toKey({ path, findingId }: FindingKey): string {
  return `${findingId} ${path}`;
}
