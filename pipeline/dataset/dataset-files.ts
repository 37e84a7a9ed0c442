import { join } from 'node:path';
import type { z } from 'zod';
import type { RecordName, recordSchemas } from '../model/json-schema.ts';

/** The files of lines, in the order of the data package, and the record each line is. */
export const LINE_FILES = {
  files: 'file',
  reports: 'report-row',
  indicators: 'indicator-row',
  funds: 'fund-row',
  facts: 'fact-row',
  findings: 'finding',
  results: 'result-row',
  notes: 'note-row',
  failures: 'failure',
} as const satisfies Record<string, RecordName>;

export type LineFile = keyof typeof LINE_FILES;

/** The record of a line of one of the files. */
export type Line<File extends LineFile> = z.infer<(typeof recordSchemas)[(typeof LINE_FILES)[File]][0]>;

export const SUMMARY_FILE = 'summary.json';
export const DATA_PACKAGE_FILE = 'datapackage.json';
export const RUN_FILE = 'run.json';
export const LEDGER_FILE = 'ledger.jsonl';
export const DOCUMENTS_FOLDER = 'documents';
/** Pictures of recognised pages that findings rest on. */
export const EVIDENCE_FOLDER = 'evidence';
/** Held by the run that writes; removed at its end. */
export const LOCK_FILE = '.lock';
/** Files being written stand here until they are renamed; removed at the end of a run. */
export const WORK_FOLDER = '.work';

const DOCUMENT_NAME = /^[0-9a-f]{64}\.json$/;

/** Path of a document within the dataset, with /. */
export function toDocumentPath(documentId: string): string {
  return `${DOCUMENTS_FOLDER}/${documentId.slice(0, 2)}/${documentId}.json`;
}

export function toDocumentFile(dir: string, documentId: string): string {
  return join(dir, DOCUMENTS_FOLDER, documentId.slice(0, 2), `${documentId}.json`);
}

/** The documentId of a file in a folder of documents; undefined for a file that is none of ours. */
export function findDocumentId(fileName: string): string | undefined {
  return DOCUMENT_NAME.test(fileName) ? fileName.slice(0, 64) : undefined;
}
