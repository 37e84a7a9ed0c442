import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toDocumentFile } from '../dataset/dataset-files.ts';
import type { FileOutcome } from '../dataset/write-dataset.ts';
import { type LedgerEntry, ledgerEntrySchema } from '../model/dataset-run.ts';
import type { Correction } from '../model/decision.ts';
import type { Message } from '../model/source.ts';
import { decodePacked, encodePacked, type PackedReport, packDigest } from '../validate/across/run-reports.ts';
import type { Executor } from './executor.ts';
import type { Ledger } from './ledger.ts';
import type { CheckingSettings, Reply, Task } from './task.ts';
import { toUnwritable } from './unwritable.ts';
import type { LedgerHashes } from './versions.ts';

/** What a run tells while it goes on. */
export type RunEvent =
  /** The files are known; `files` of them. */
  | { readonly kind: 'start'; readonly files: number }
  /** One more file was hashed, or could not be. */
  | {
      readonly kind: 'hashed' /** Paths inside it beyond its own, where it is an archive. */;
      readonly members?: number;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly outcome: LedgerEntry['outcome'];
      readonly failure: LedgerEntry['failure'];
      readonly pages: number;
      readonly findings: number;
      /** It was done by an earlier run, and nothing that it depends on has changed. */
      readonly isKept: boolean;
    }
  /** Every file is done; the dataset is being written. */
  | { readonly kind: 'writing' }
  /** A file for people could not be written; the dataset is whole without it. */
  | { readonly kind: 'unwritten'; readonly message: Message };

/** One content to work on, and every path it was found at. */
export interface Job {
  /** By code point; the first is the one the document names. */
  readonly paths: readonly [string, ...string[]];
  readonly sha256: string;
  readonly bytes: number | null;
  /** What people corrected of its reading. */
  readonly corrections: readonly Correction[];
  /** Reads the file; null: only its stored document is at hand. */
  readonly toRead: ((output: string) => Task) | null;
}

type FailedOutcome = Extract<FileOutcome, { failure: unknown }>;

/** What a run works with while it is open. */
export interface OpenRun {
  readonly executor: Executor;
  /** Does what is left to do of a job, puts its document into the dataset and gives an outcome for each path. */
  doJob(job: Job): Promise<readonly FileOutcome[]>;
  /** Records a path that failed before there was a job. */
  addFailure(outcome: FailedOutcome): Promise<FileOutcome>;
  /** Packed reports of every document of the run so far, by documentId. */
  readonly digests: ReadonlyMap<string, readonly PackedReport[]>;
}

export interface OpenRunInput {
  /** Folder of the dataset. */
  readonly out: string;
  readonly timeoutMs: number;
  readonly executor: Executor;
  readonly ledger: Ledger;
  /** Folder for documents until they are complete. */
  readonly workFolder: string;
  /** Removes the pictures of a document that is read anew. */
  readonly removeCrops: (documentId: string) => Promise<void>;
  readonly checking: CheckingSettings;
  /** The first is that of a new reading; those of the others are as good. */
  readonly hashes: readonly [LedgerHashes, ...LedgerHashes[]];
  /** A password was given: what was encrypted is tried again. */
  readonly hasPassword: boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

/** The parts of a ledger entry that are the same at every path of a content. */
type Done = Omit<LedgerEntry, 'path' | 'digests'> & { readonly digests: readonly string[] };

/** An unsupported format is refused at once, and may be read where LibreOffice has been installed since. */
const TRIED_AGAIN: ReadonlySet<string> = new Set([
  'timeout',
  'crash',
  'out-of-memory',
  'not-readable',
  'unsupported-format',
]);

/** Lets jobs be done one by one, each only as far as an earlier run has not done it. */
export function toOpenRun(input: OpenRunInput): OpenRun {
  const { out, timeoutMs, executor, ledger, workFolder, removeCrops, checking, hashes, hasPassword, onEvent } = input;
  const digests = new Map<string, readonly PackedReport[]>();
  let outputs = 0;

  async function record(path: string, done: Done, isKept: boolean): Promise<FileOutcome> {
    await ledger.add(toEntry(path, done));
    const { outcome, failure, pages, findings } = done;
    onEvent?.({ kind: 'file', path, outcome, failure, pages, findings, isKept });
    return toOutcome(path, done);
  }

  /** Says what an earlier run left of a job: all of it, or a document that only has to be checked again. */
  async function findEarlier({
    sha256,
    paths: [path],
    corrections,
    toRead,
  }: Job): Promise<{ entry: LedgerEntry; isDone: boolean } | null> {
    const entry = await ledger.find(sha256);
    if (entry?.readingHash == null) return null;
    const { readingHash, checkingHash } = entry;
    const isSameReading = toRead === null || hashes.some((each) => each.reading({ sha256, path }) === readingHash);
    if (!isSameReading) return null;
    if (entry.failure !== null) {
      const isFinal = !TRIED_AGAIN.has(entry.failure) && !(entry.failure === 'encrypted' && hasPassword);
      return isFinal ? { entry, isDone: true } : null;
    }
    if (!(await isIntact(entry))) return null;
    const isChecked = hashes[0].checking({ readingHash, path, corrections }) === checkingHash;
    return { entry, isDone: isChecked && addDigests(entry) };
  }

  async function isIntact({ documentId, documentSha256 }: LedgerEntry): Promise<boolean> {
    if (documentId === null) return false;
    const file = toDocumentFile(out, documentId);
    const reply = await executor.run({ kind: 'hash', file, maxBytes: Number.MAX_SAFE_INTEGER }, timeoutMs);
    return reply.kind === 'hashed' && reply.sha256 === documentSha256;
  }

  /** False where they are not what this version packs. */
  function addDigests({ documentId, digests: packed }: LedgerEntry): boolean {
    try {
      digests.set(documentId ?? '', packed.map(decodePacked));
      return true;
    } catch {
      return false;
    }
  }

  async function doTask(job: Job, earlier: LedgerEntry | null): Promise<Done> {
    const { sha256, bytes, paths, corrections, toRead } = job;
    const [path] = paths;
    outputs += 1;
    const output = join(workFolder, `${outputs}.json`);
    const isRead = earlier === null && toRead !== null;
    const toCheck = { kind: 'check', file: toDocumentFile(out, sha256), path, output, checking, corrections } as const;
    // They may be of another version, or show what is masked from now on.
    if (isRead) await removeCrops(sha256);
    const startedMs = performance.now();
    const reply = await executor.run(isRead ? toRead(output) : toCheck, timeoutMs);
    const milliseconds = Math.round(performance.now() - startedMs);
    if (reply.kind === 'done') await keepDocument(output, toDocumentFile(out, reply.documentId));
    else await rm(output, { force: true });
    const readingHash = isRead ? hashes[0].reading({ sha256, path }) : (earlier?.readingHash ?? null);
    return {
      sha256,
      readingHash,
      checkingHash: readingHash === null ? null : hashes[0].checking({ readingHash, path, corrections }),
      ...toResult(reply, { bytes, out }),
      milliseconds,
      at: new Date().toISOString(),
    };
  }

  function toResult(reply: Reply, { bytes, out: dir }: { bytes: number | null; out: string }) {
    switch (reply.kind) {
      case 'done': {
        const packed = reply.digests.map(packDigest);
        digests.set(reply.documentId, packed);
        return {
          bytes: reply.bytes,
          format: null,
          outcome: reply.reports === 0 ? 'no-report' : 'read',
          failure: null,
          message: null,
          documentId: reply.documentId,
          documentSha256: reply.outputSha256,
          pages: reply.pages,
          findings: reply.findings,
          digests: packed.map(encodePacked),
        } as const;
      }
      case 'failure':
        return { ...NO_DOCUMENT, bytes, format: reply.format, failure: reply.code, message: reply.message };
      case 'unwritable':
        throw toUnwritable(dir, reply.reason);
      case 'hashed':
      case 'viewed':
      case 'cropped':
        throw new Error(`${reply.kind} is no answer to a job`);
      default:
        return reply satisfies never;
    }
  }

  return {
    executor,
    digests,
    async doJob(job) {
      const earlier = await findEarlier(job);
      const isKept = earlier?.isDone === true;
      const done = isKept ? earlier.entry : await doTask(job, earlier?.entry ?? null);
      const outcomes: FileOutcome[] = [];
      for (const path of job.paths) outcomes.push(await record(path, done, isKept));
      return outcomes;
    },
    async addFailure({ path, sha256, bytes, format, failure: { code, message } }) {
      const earlier = sha256 === null ? undefined : await ledger.find(sha256);
      if (earlier?.failure === code) return record(path, earlier, true);
      const at = new Date().toISOString();
      const hashless = { readingHash: null, checkingHash: null, milliseconds: 0, at };
      return record(path, { ...NO_DOCUMENT, ...hashless, sha256, bytes, format, failure: code, message }, false);
    },
  };
}

const NO_DOCUMENT = {
  outcome: 'failed',
  documentId: null,
  documentSha256: null,
  pages: 0,
  findings: 0,
  digests: [],
} as const;

/** Keys in the order of the schema, so that an entry that is kept is the same line again. */
function toEntry(path: string, done: Done): LedgerEntry {
  return ledgerEntrySchema.parse({ ...done, path });
}

function toOutcome(path: string, { documentId, sha256, bytes, format, failure, message }: Done): FileOutcome {
  if (documentId !== null) return { path, documentId };
  if (failure === null || message === null) throw new Error('neither a document nor a failure');
  return { path, sha256, bytes, format, failure: { code: failure, message } };
}

async function keepDocument(output: string, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await rename(output, file);
}
