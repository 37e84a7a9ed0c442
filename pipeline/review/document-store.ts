import { readFile } from 'node:fs/promises';
import { type CheckSettings, checkDocument, toParsedDocument } from '../audit-file.ts';
import { toDocumentFile } from '../dataset/dataset-files.ts';
import { applyCorrections, READING_CORRECTED } from '../model/apply-corrections.ts';
import { type Document, documentSchema } from '../model/dataset.ts';
import type { Correction } from '../model/decision.ts';

/** Documents kept in memory: findings are gone through file by file, and one may name several files. */
const MOST_KEPT = 8;

/** Checks of the run that made the dataset. */
export type CheckingOfRun = Omit<CheckSettings, 'path' | 'corrections'>;

/** A document as it was read and as people corrected it. */
export interface StoredDocument {
  /** As it stands in the dataset: blocks and tables as they were read. */
  readonly read: Document;
  /** With the words that people corrected, for drawing: what spans of its sources speak of. */
  readonly corrected: Document;
}

export interface DocumentStore {
  /** A document checked with these corrections; throws where it is not in the dataset. */
  get(documentId: string, corrections: readonly Correction[]): Promise<StoredDocument>;
  forget(): void;
}

/** Reads documents of a dataset and checks those that people corrected again. */
export function createDocumentStore(dir: string, checking: CheckingOfRun): DocumentStore {
  const kept = new Map<string, Promise<StoredDocument>>();
  return {
    async get(documentId, corrections) {
      const key = JSON.stringify([documentId, corrections]);
      const known = kept.get(key) ?? load(dir, documentId, { checking, corrections });
      kept.delete(key);
      kept.set(key, known);
      for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
      known.catch(() => kept.delete(key));
      return known;
    },
    forget: () => kept.clear(),
  };
}

async function load(
  dir: string,
  documentId: string,
  { checking, corrections }: { checking: CheckingOfRun; corrections: readonly Correction[] },
): Promise<StoredDocument> {
  const read = documentSchema.parse(JSON.parse(await readFile(toDocumentFile(dir, documentId), 'utf8')));
  const wasCorrected = read.notes.some(({ code }) => code === READING_CORRECTED);
  if (corrections.length === 0 && !wasCorrected) return { read, corrected: read };
  const path = read.findings[0]?.path ?? read.source.name;
  const checked = checkDocument(toParsedDocument(read), { ...checking, path, corrections });
  return { read, corrected: applyCorrections(checked, corrections).document };
}
