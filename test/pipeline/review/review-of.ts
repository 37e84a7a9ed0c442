import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { auditFile } from '../../../pipeline/audit-file.ts';
import { toDocumentFile } from '../../../pipeline/dataset/dataset-files.ts';
import { readDecisions } from '../../../pipeline/dataset/decisions.ts';
import { type FileOutcome, writeDataset } from '../../../pipeline/dataset/write-dataset.ts';
import type { Finding } from '../../../pipeline/model/finding.ts';
import { findingSchema } from '../../../pipeline/model/finding.ts';
import { type ReviewServer, type ReviewSettings, startReview } from '../../../pipeline/review/server.ts';
import { toLocator } from '../../../pipeline/validate/locator.ts';
import { makeFolder } from '../archive/temporary-folder.ts';

const SETTINGS = { maxPages: 2000, password: null, join: true, ocr: 'never', onFigure: null } as const;
const CHECKING = { only: null, skip: [] } as const;

/** A dataset of files by path, read and checked in this process. */
export interface Audited {
  readonly root: string;
  readonly dir: string;
  readonly findings: readonly Finding[];
}

export async function auditFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<Audited> {
  const root = makeFolder(files);
  const dir = join(root, 'out');
  await auditAgain(root, Object.keys(files));
  return { root, dir, findings: readFindings(dir) };
}

/** What another run over the same folder writes. */
export async function auditAgain(root: string, paths: readonly string[]): Promise<void> {
  const dir = join(root, 'out');
  const outcomes: FileOutcome[] = [];
  const decisions = await readDecisions(dir);
  for (const path of paths) {
    const name = path.split('/').at(-1) ?? path;
    const bytes = new Uint8Array(readFileSync(join(root, path)));
    const documentId = createHash('sha256').update(bytes).digest('hex');
    const document = await auditFile(bytes, {
      corrections: decisions.correctionsOf({ documentId, paths: [path] }),
      ...SETTINGS,
      ...CHECKING,
      name,
      path,
    });
    const file = toDocumentFile(dir, document.documentId);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(document));
    outcomes.push({ path, documentId: document.documentId });
  }
  await writeDataset(dir, { outcomes, locate: toLocator, across: () => ({ results: [], findings: [] }) });
}

export function readFindings(dir: string): readonly Finding[] {
  const lines = readFileSync(join(dir, 'findings.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => findingSchema.parse(JSON.parse(line)));
}

/** A server over a dataset, closed after the tests of the file. */
export async function review({ root, dir }: Audited, change: Partial<ReviewSettings> = {}): Promise<ReviewServer> {
  const server = await startReview({
    dir,
    root,
    port: 0,
    by: '复核员',
    language: 'zh',
    checking: CHECKING,
    checks: {},
    ...change,
  });
  afterAll(() => server.close());
  return server;
}
