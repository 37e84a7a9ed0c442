import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Document, FileRecord, Summary } from '../model/dataset.ts';
import type { Format } from '../model/document.ts';
import type { FailureCode } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { Message } from '../model/source.ts';
import { toDataPackage } from './data-package.ts';
import {
  DATA_PACKAGE_FILE,
  DOCUMENTS_FOLDER,
  findDocumentId,
  LINE_FILES,
  type Line,
  type LineFile,
  SUMMARY_FILE,
  toDocumentFile,
} from './dataset-files.ts';
import { isDismissed, readDecisions } from './decisions.ts';
import { createCropList, type DrawCrops, settleEvidence } from './evidence/evidence-files.ts';
import { type FileWriter, openFileWriter, type Written, writeWholeFile } from './file-writer.ts';
import { type AcrossRecords, type Locate, toFlatRows } from './flat-rows.ts';
import { createTally } from './tally.ts';
import { type WritePackaged, writePackagedViews } from './views.ts';

/** What came of one path: a document that stands in the dataset's folder of documents, or a failure. */
export type FileOutcome =
  | { readonly path: string; readonly documentId: string }
  | {
      readonly path: string;
      readonly sha256: string | null;
      readonly bytes: number | null;
      readonly format: Format | null;
      readonly failure: { readonly code: FailureCode; readonly message: Message };
    };

/** What is told of a path beside its outcome. */
export interface OnFileInput {
  /** null where the outcome is a failure. */
  readonly document: Document | null;
  /** The findings that name other files too. */
  readonly across: readonly Finding[];
  /** Whether people dismissed a finding of this path. */
  readonly isDismissed: (finding: Finding) => boolean;
}

export type OnFile = (outcome: FileOutcome, input: OnFileInput) => void;

export interface DatasetInput {
  /** In any order. */
  readonly outcomes: readonly FileOutcome[];
  readonly locate: Locate;
  /** Asked for every path that was read, in the order of the dataset. */
  readonly across: (path: string) => AcrossRecords;
  /** Sees every path with its document in the order of the dataset; for what is printed at the end. */
  readonly onFile?: OnFile;
  /** Draws pictures of recognised pages that findings rest on; left out: only those that are there are kept. */
  readonly drawCrops?: DrawCrops;
  /** Writes the files for people; left out: none is written. */
  readonly writeView?: WritePackaged;
}

/**
 * Writes every file of a dataset but run.json, ledger.jsonl and the decisions of people from the documents already in `dir`, one document in
 * memory at a time. All files appear at the end; documents that no path brings any more are removed.
 */
export async function writeDataset(dir: string, input: DatasetInput): Promise<Summary> {
  const { outcomes, locate, across, onFile, writeView, drawCrops } = input;
  const ordered = [...outcomes].sort((a, b) => compareCodePoints(a.path, b.path));
  const lines = await openLineFiles(dir);
  const documents = new Map<string, Written>();
  const decisions = await readDecisions(dir);
  const tally = createTally(decisions);
  const crops = createCropList();
  try {
    for (const outcome of ordered) {
      if ('failure' in outcome) {
        const { path, sha256, failure } = outcome;
        const record = toFailedRecord(outcome);
        tally.addFile(record, null);
        onFile?.(outcome, { document: null, across: [], isDismissed: () => false });
        await lines.add('files', [record]);
        await lines.add('failures', [{ path, sha256, ...failure }]);
        continue;
      }
      const { document, written } = await readDocument(dir, outcome.documentId);
      documents.set(outcome.documentId, written);
      const beside = across(outcome.path);
      crops.add([...document.findings, ...beside.findings]);
      const record = toFileRecord(outcome.path, { document, across: beside.findings });
      tally.addFile(record, { document, across: beside });
      onFile?.(outcome, {
        document,
        across: beside.findings,
        isDismissed: ({ findingId }) => isDismissed(decisions, { path: outcome.path, findingId }),
      });
      await lines.add('files', [record]);
      const rows = toFlatRows(document, { path: outcome.path, locate, across: beside });
      for (const name of ROW_FILES) await lines.add(name, rows[name]);
    }
    const summary = tally.toSummary();
    const linesWritten = await lines.finish();
    await lines.publish();
    const summaryWritten = await writeWholeFile(join(dir, SUMMARY_FILE), toPrettyJson(summary));
    const evidence = await settleEvidence(dir, crops.pages, drawCrops); // before the page that shows it
    const bytes = toBytes([...Object.values(linesWritten), ...documents.values()]);
    const dataPackage = toDataPackage({
      lines: linesWritten,
      summary: summaryWritten,
      views: writeView === undefined ? [] : await writePackagedViews(writeView, bytes),
      evidence,
      documents: [...documents]
        .map(([documentId, written]) => ({ documentId, ...written }))
        .sort((a, b) => compareCodePoints(a.documentId, b.documentId)),
    });
    await writeWholeFile(join(dir, DATA_PACKAGE_FILE), toPrettyJson(dataPackage));
    await removeOtherDocuments(dir, documents);
    return summary;
  } catch (error) {
    await lines.discard();
    throw error;
  }
}

/** JSON for people: two spaces, a line feed at the end. */
export function toPrettyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const ROW_FILES = ['reports', 'indicators', 'funds', 'facts', 'findings', 'results', 'notes'] as const;

interface LineWriters {
  add<File extends LineFile>(name: File, lines: readonly Line<File>[]): Promise<void>;
  finish(): Promise<Record<LineFile, Written>>;
  publish(): Promise<void>;
  discard(): Promise<void>;
}

async function openLineFiles(dir: string): Promise<LineWriters> {
  const names = Object.keys(LINE_FILES) as LineFile[]; // the keys of a constant object
  const writers = new Map<LineFile, FileWriter>();
  for (const name of names) writers.set(name, await openFileWriter(join(dir, `${name}.jsonl`)));
  return {
    async add(name, records) {
      for (const record of records) await writers.get(name)?.write(`${JSON.stringify(record)}\n`);
    },
    async finish() {
      const entries: [LineFile, Written][] = [];
      for (const [name, writer] of writers) entries.push([name, await writer.finish()]);
      return Object.fromEntries(entries) as Record<LineFile, Written>; // one entry a name, from the map of all names
    },
    async publish() {
      for (const writer of writers.values()) await writer.publish();
    },
    async discard() {
      for (const writer of writers.values()) await writer.discard();
    },
  };
}

async function readDocument(dir: string, documentId: string): Promise<{ document: Document; written: Written }> {
  const content = await readFile(toDocumentFile(dir, documentId));
  return {
    document: JSON.parse(content.toString('utf8')) as Document, // written by this run from a checked value
    written: { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
  };
}

function toBytes(files: readonly Written[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function toFileRecord(
  path: string,
  { document, across }: { document: Document; across: readonly Finding[] },
): FileRecord {
  const { documentId, source, pages, reports, findings } = document;
  return {
    path,
    sha256: source.sha256,
    bytes: source.bytes,
    format: source.format,
    outcome: reports.length === 0 ? 'no-report' : 'read',
    documentId,
    reports: reports.length,
    pagesUnread: pages.filter(({ route }) => route === 'none').length,
    findings: findings.length + across.length,
  };
}

function toFailedRecord({
  path,
  sha256,
  bytes,
  format,
  failure,
}: Extract<FileOutcome, { failure: unknown }>): FileRecord {
  return {
    path,
    sha256,
    bytes,
    format,
    outcome: 'failed',
    failure: failure.code,
    documentId: null,
    reports: 0,
    pagesUnread: 0,
    findings: 0,
  };
}

async function removeOtherDocuments(dir: string, kept: ReadonlyMap<string, unknown>): Promise<void> {
  const root = join(dir, DOCUMENTS_FOLDER);
  await mkdir(root, { recursive: true });
  for (const folder of await readdir(root, { withFileTypes: true })) {
    if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue;
    const names = await readdir(join(root, folder.name));
    const vanished = names.filter((name) => {
      const documentId = findDocumentId(name);
      return documentId !== undefined && !kept.has(documentId);
    });
    for (const name of vanished) await rm(join(root, folder.name, name));
    if (vanished.length === names.length) await rmdir(join(root, folder.name));
  }
}
