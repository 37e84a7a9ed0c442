import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { toDamaged } from '../dataset/dataset-error.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Finding } from '../model/finding.ts';

/** Bytes of findings.jsonl read at a time. */
const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 0x0a;
const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'note'];

/** What is kept in memory of a finding: what is listed, filtered and searched. */
export interface IndexedFinding {
  readonly path: string;
  readonly findingId: string;
  readonly checkId: string;
  readonly severity: Finding['severity'];
  readonly outcome: Finding['outcome'];
  readonly locator: string;
  readonly recorded: string | null;
  readonly recomputed: string | null;
  readonly subject: string;
  /** The path as filters compare it. */
  readonly foldedPath: string;
  readonly isAcross: boolean;
  /** Page, height on it and row, to list the findings of a file in reading order. */
  readonly position: readonly [pageNumber: number, top: number, row: number];
  /** The whole finding, or where its line stands in findings.jsonl. */
  readonly record: Finding | { readonly offset: number; readonly length: number };
}

/** findings.jsonl kept open: a run that replaces the file does not change what was indexed. */
export interface FindingsFile {
  /** In the order of compareFindings. */
  readonly findings: readonly IndexedFinding[];
  read(indexed: IndexedFinding): Promise<Finding>;
  /** Whether the file of that name is still the one indexed. */
  isCurrent(): Promise<boolean>;
  close(): Promise<void>;
}

/** Reads findings.jsonl as a stream and keeps of each line what lists need; throws DatasetError where it is damaged. */
export async function openFindings(dir: string): Promise<FindingsFile> {
  const file = join(dir, 'findings.jsonl');
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw toDamaged(dir, error);
  });
  try {
    const { ino, mtimeMs, size } = await handle.stat();
    const findings: IndexedFinding[] = [];
    for await (const { line, offset, length } of readPlacedLines(handle)) {
      findings.push(toIndexed(JSON.parse(line) as Finding, { offset, length })); // written from a checked value
    }
    findings.sort(compareFindings);
    return {
      findings,
      async read({ record }) {
        if (!('offset' in record)) return record;
        const { buffer } = await handle.read(Buffer.alloc(record.length), 0, record.length, record.offset);
        return JSON.parse(buffer.toString('utf8')) as Finding; // as above
      },
      async isCurrent() {
        const now = await open(file, 'r').catch(() => null);
        if (now === null) return true; // between two runs; what was indexed still holds
        const stats = await now.stat();
        await now.close();
        return stats.ino === ino && stats.mtimeMs === mtimeMs && stats.size === size;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error instanceof SyntaxError ? toDamaged(dir, error) : error;
  }
}

/** What is kept of a finding. */
export function toIndexed(finding: Finding, record: IndexedFinding['record']): IndexedFinding {
  const { path, findingId, checkId, severity, outcome, locator, recorded, recomputed, subject, reportId } = finding;
  const [first] = finding.sources;
  return {
    path,
    findingId,
    checkId,
    severity,
    outcome,
    locator,
    recorded,
    recomputed,
    subject,
    foldedPath: foldText(path),
    isAcross: reportId === null,
    position: [first?.pageNumber ?? 0, first?.bbox?.[1] ?? 0, first?.row ?? first?.line ?? 0],
    record,
  };
}

/** Text as filters and searches compare it: width and case do not matter. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** By file; within one, what is certain first, by severity, then as it stands in the document. */
export function compareFindings(a: IndexedFinding, b: IndexedFinding): number {
  return (
    compareCodePoints(a.path, b.path) ||
    toRank(a) - toRank(b) ||
    a.position[0] - b.position[0] ||
    a.position[1] - b.position[1] ||
    a.position[2] - b.position[2] ||
    compareCodePoints(a.findingId, b.findingId)
  );
}

function toRank({ severity, outcome }: IndexedFinding): number {
  return SEVERITIES.indexOf(severity) + (outcome === 'review' ? SEVERITIES.length : 0);
}

async function* readPlacedLines(handle: FileHandle): AsyncGenerator<{ line: string; offset: number; length: number }> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  let position = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, start)) {
      yield { line: rest.toString('utf8', start, end), offset: offset + start, length: end - start };
      start = end + 1;
    }
    offset += start;
    rest = rest.subarray(start);
  }
  if (rest.length > 0) throw new SyntaxError('findings.jsonl ends in the middle of a line');
}
