import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditFile } from '../../../../pipeline/audit-file.ts';
import { toDocumentFile } from '../../../../pipeline/dataset/dataset-files.ts';
import type { ViewSettings } from '../../../../pipeline/dataset/view-settings.ts';
import { writeView } from '../../../../pipeline/dataset/views.ts';
import { writeDataset } from '../../../../pipeline/dataset/write-dataset.ts';
import type { Document } from '../../../../pipeline/model/dataset.ts';
import type { Finding } from '../../../../pipeline/model/finding.ts';
import { acrossCatalogue, catalogue } from '../../../../pipeline/validate/catalogue.ts';
import { toLocator } from '../../../../pipeline/validate/locator.ts';
import { makeFolder } from '../../archive/temporary-folder.ts';

export const VIEW_SETTINGS: ViewSettings = { language: 'zh', checks: [...catalogue, ...acrossCatalogue] };

export interface Placed {
  readonly path: string;
  readonly document: Document;
}

/** Reads and checks a file as the program does. */
export async function auditBytes(path: string, bytes: Uint8Array): Promise<Placed> {
  const settings = { name: path, maxPages: 100, password: null, join: true, ocr: 'never', onFigure: null } as const;
  return { path, document: await auditFile(bytes, { ...settings, path, only: null, skip: [] }) };
}

/** Reads and checks one of the fixtures. */
export async function auditFixture(path: string): Promise<Placed> {
  return auditBytes(path, readFileSync(join(import.meta.dirname, '../../../../fixtures', path)));
}

/** Writes documents as a dataset with its files for people; `across` are findings of the first path on several files. */
export async function makeDataset(
  files: readonly Placed[],
  { across = [], settings = VIEW_SETTINGS }: { across?: readonly Finding[]; settings?: ViewSettings } = {},
): Promise<string> {
  const dir = makeFolder();
  for (const { document } of files) {
    const file = toDocumentFile(dir, document.documentId);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(document));
  }
  await writeDataset(dir, {
    outcomes: files.map(({ path, document: { documentId } }) => ({ path, documentId })),
    locate: toLocator,
    across: (path) => ({ results: [], findings: across.filter((finding) => finding.path === path) }),
    writeView: (format) => writeView(dir, { format, ...settings }),
  });
  return dir;
}

/** The findings of a dataset in the order of its file. */
export function readFindings(dir: string): readonly Finding[] {
  const lines = readFileSync(join(dir, 'findings.jsonl'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
