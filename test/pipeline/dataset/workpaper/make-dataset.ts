import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { auditFile } from '../../../../pipeline/audit-file.ts';
import { toDocumentFile } from '../../../../pipeline/dataset/dataset-files.ts';
import type { ViewSettings } from '../../../../pipeline/dataset/view-settings.ts';
import { type FileOutcome, writeDataset } from '../../../../pipeline/dataset/write-dataset.ts';
import type { Document } from '../../../../pipeline/model/dataset.ts';
import { acrossCatalogue, catalogue } from '../../../../pipeline/validate/catalogue.ts';
import { toLocator } from '../../../../pipeline/validate/locator.ts';
import { makeFolder } from '../../archive/temporary-folder.ts';

export const ZH: ViewSettings = { language: 'zh', checks: [...catalogue, ...acrossCatalogue] };

/** A dataset of documents by path. */
export async function makeDataset(
  documents: Readonly<Record<string, Document>>,
  failures: readonly FileOutcome[] = [],
): Promise<string> {
  const dir = makeFolder();
  for (const document of Object.values(documents)) {
    const file = toDocumentFile(dir, document.documentId);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(document));
  }
  const outcomes = Object.entries(documents).map(([path, { documentId }]) => ({ path, documentId }));
  await writeDataset(dir, {
    outcomes: [...outcomes, ...failures],
    locate: toLocator,
    across: () => ({ results: [], findings: [] }),
  });
  return dir;
}

/** The DOCX of fixtures, read and checked. */
export async function auditFixtures(names: readonly string[]): Promise<Record<string, Document>> {
  const documents: Record<string, Document> = {};
  for (const name of names) {
    const path = `${name}/report.docx`;
    documents[path] = await auditFile(new Uint8Array(readFileSync(`fixtures/${path}`)), {
      name: 'report.docx',
      path,
      maxPages: 100,
      password: null,
      join: true,
      ocr: 'never',
      onFigure: null,
      only: null,
      skip: [],
    });
  }
  return documents;
}
