import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { RUN_FILE, toDocumentFile, WORK_FOLDER } from '../dataset/dataset-files.ts';
import { writeWholeFile } from '../dataset/file-writer.ts';
import { type FileOutcome, type OnFile, toPrettyJson, writeDataset } from '../dataset/write-dataset.ts';
import type { Summary } from '../model/dataset.ts';
import type { LedgerEntry, Run } from '../model/dataset-run.ts';
import type { Correction } from '../model/decision.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import { UsageError } from '../usage-error.ts';
import { type PackedReport, packDigest } from '../validate/across/run-reports.ts';
import { createAcross, type ValidateAcross } from '../validate/across/validate-across.ts';
import { acrossCatalogue, catalogue } from '../validate/catalogue.ts';
import { toLocator } from '../validate/locator.ts';
import type { Executor } from './executor.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { openPool, type PoolOptions } from './pool.ts';
import type { Reply, Task } from './task.ts';
import { readVersions } from './versions.ts';

/** What a run tells while it goes on. */
export type RunEvent =
  | { readonly kind: 'start'; readonly files: number }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly outcome: LedgerEntry['outcome'];
      readonly failure: LedgerEntry['failure'];
      readonly pages: number;
      readonly findings: number;
    };

export interface RunSettings {
  /** Folder of the dataset. */
  readonly out: string;
  readonly timeoutMs: number;
  readonly pool: PoolOptions;
  /** Where the work is done; left out: in a pool of processes of this machine. */
  readonly openExecutor?: (pool: PoolOptions) => Executor | Promise<Executor>;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onFile?: OnFile;
  /** Of the files for people, report.html and workpaper.xlsx; default zh. */
  readonly language?: 'zh' | 'en';
  /** Ends the run; what is done stays done. */
  readonly signal?: AbortSignal;
}

/** One content to work on, and every path it was found at, the first by code point first. */
export interface Job {
  readonly paths: readonly string[];
  readonly sha256: string;
  readonly bytes: number | null;
  /** What people corrected of its reading. */
  readonly corrections: readonly Correction[];
  readonly toTask: (output: string) => Task;
}

/** What a run works with while it is open. */
export interface OpenRun {
  readonly executor: Executor;
  /** Does a job, puts its document into the dataset and gives an outcome for each path. */
  doJob(job: Job, hashes: LedgerHashesOf): Promise<readonly FileOutcome[]>;
  /** Records paths that failed before there was a job. */
  addFailure(outcome: Extract<FileOutcome, { failure: unknown }>, hashes?: LedgerHashesOf): Promise<FileOutcome>;
}

type LedgerHashesOf = Pick<LedgerEntry, 'readingHash' | 'checkingHash'>;

/** Thrown where a run was ended by its signal. */
export class InterruptedError extends Error {}

/** Opens slots, work folder and ledger, lets `work` find the outcomes and writes the dataset. */
export async function runArchive(
  settings: RunSettings,
  {
    work,
    describe,
  }: {
    work: (run: OpenRun) => Promise<readonly FileOutcome[]>;
    describe: () => Pick<Run, 'command' | 'root' | 'arguments' | 'reading' | 'checking'>;
  },
): Promise<Summary> {
  const { out, pool, openExecutor = openPool, signal } = settings;
  const startedAt = new Date();
  const workFolder = join(out, WORK_FOLDER);
  const executor = await openExecutor(pool);
  const stop = (): void => void executor.close();
  signal?.addEventListener('abort', stop, { once: true });
  let ledger: Ledger | undefined;
  try {
    await rm(workFolder, { recursive: true, force: true });
    await mkdir(workFolder, { recursive: true });
    ledger = await openLedger(out);
    const digests = new Map<string, readonly PackedReport[]>();
    const outcomes = await work(toOpenRun({ settings, executor, ledger, workFolder, digests }));
    const { onFile } = settings;
    const described = describe();
    const across = toAcross(outcomes, { digests, checking: described.checking });
    const views = { language: settings.language ?? 'zh', checks: [...catalogue, ...acrossCatalogue] } as const;
    const summary = await writeDataset(out, {
      outcomes,
      locate: toLocator,
      across,
      views,
      ...(onFile ? { onFile } : {}),
    });
    const run = toRun({ startedAt, settings, described });
    await writeWholeFile(join(out, RUN_FILE), toPrettyJson(run));
    await ledger.finish();
    return summary;
  } catch (error) {
    if (signal?.aborted) throw new InterruptedError('interrupted', { cause: error });
    throw toUnwritable(error, out);
  } finally {
    signal?.removeEventListener('abort', stop);
    await executor.close();
    await ledger?.close();
    // What went wrong before is what has to be told, not that the work folder could not be removed.
    await rm(workFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Holds the files of the run against each other once all are read. */
function toAcross(
  outcomes: readonly FileOutcome[],
  { digests, checking }: { digests: ReadonlyMap<string, readonly PackedReport[]>; checking: Run['checking'] },
): ValidateAcross {
  const files = outcomes.flatMap((outcome) => {
    if ('failure' in outcome) return [];
    const { path, documentId } = outcome;
    return [{ path, documentId, reports: digests.get(documentId) ?? [] }];
  });
  const { only, skip } = checking;
  return createAcross({ files, skip, ...(only === null ? {} : { only }) });
}

function toOpenRun({
  settings: { out, timeoutMs, onEvent },
  executor,
  ledger,
  workFolder,
  digests,
}: {
  settings: RunSettings;
  executor: Executor;
  ledger: Ledger;
  workFolder: string;
  /** Filled as files are done, by documentId. */
  digests: Map<string, readonly PackedReport[]>;
}): OpenRun {
  let outputs = 0;

  async function record(
    outcome: FileOutcome,
    { reply, hashes, milliseconds }: { reply: Reply | null; hashes: LedgerHashesOf; milliseconds: number },
  ): Promise<FileOutcome> {
    const done = reply?.kind === 'done' ? reply : null;
    const entry = {
      path: outcome.path,
      sha256: 'failure' in outcome ? outcome.sha256 : outcome.documentId,
      bytes: 'failure' in outcome ? outcome.bytes : (done?.bytes ?? null),
      ...hashes,
      outcome: done === null ? 'failed' : done.reports === 0 ? 'no-report' : 'read',
      failure: 'failure' in outcome ? outcome.failure.code : null,
      documentId: done?.documentId ?? null,
      milliseconds,
      at: new Date().toISOString(),
    } as const;
    await ledger.add(entry);
    const { path, failure } = entry;
    const [pages, findings] = [done?.pages ?? 0, done?.findings ?? 0];
    onEvent?.({ kind: 'file', path, outcome: entry.outcome, failure, pages, findings });
    return outcome;
  }

  return {
    executor,
    async doJob({ paths, sha256, bytes, toTask }, hashes) {
      outputs += 1;
      const output = join(workFolder, `${outputs}.json`);
      const startedMs = performance.now();
      const reply = await executor.run(toTask(output), timeoutMs);
      const milliseconds = Math.round(performance.now() - startedMs);
      if (reply.kind === 'unwritable') throw unwritable(out, reply.reason);
      if (reply.kind === 'done') {
        digests.set(reply.documentId, reply.digests.map(packDigest));
        await keepDocument(output, toDocumentFile(out, reply.documentId));
      } else await rm(output, { force: true });
      const outcomes = paths.map((path): FileOutcome => {
        if (reply.kind === 'done') return { path, documentId: reply.documentId };
        if (reply.kind === 'hashed') throw new Error('a hash is no answer to a job');
        const { code, message, format } = reply;
        return { path, sha256, bytes, format, failure: { code, message } };
      });
      for (const outcome of outcomes) await record(outcome, { reply, hashes, milliseconds });
      return outcomes;
    },
    addFailure: (outcome, hashes = { readingHash: null, checkingHash: null }) =>
      record(outcome, { reply: null, hashes, milliseconds: 0 }),
  };
}

async function keepDocument(output: string, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await rename(output, file);
}

function toRun({
  startedAt,
  settings,
  described,
}: {
  startedAt: Date;
  settings: RunSettings;
  described: Pick<Run, 'command' | 'root' | 'arguments' | 'reading' | 'checking'>;
}): Run {
  const finishedAt = new Date();
  const { program, libraries } = readVersions();
  const { command, ...inputs } = described;
  return {
    schemaVersion: SCHEMA_VERSION,
    command,
    version: program,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
    jobs: settings.pool.jobs,
    timeoutSeconds: settings.timeoutMs / 1000,
    ...inputs,
    versions: { node: process.versions.node, ...libraries },
    machine: {
      platform: process.platform,
      arch: process.arch,
      cores: availableParallelism(),
      memoryMib: Math.round(totalmem() / 2 ** 20),
    },
  };
}

/** Codes of the system for a disk that is full or a folder that may not be written to. */
const WRITE_FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOENT']);

function toUnwritable(error: unknown, out: string): unknown {
  const isFault = error instanceof Error && 'code' in error && WRITE_FAULTS.has(String(error.code));
  return isFault ? unwritable(out, error.message, error) : error;
}

function unwritable(out: string, reason: string, cause?: unknown): UsageError {
  return new UsageError(
    {
      zh: `无法写入 ${out}（${reason}）；请检查权限和磁盘空间，或用 --out 另选文件夹`,
      en: `cannot write to ${out} (${reason}); check rights and disk space, or choose another folder with --out`,
    },
    { cause },
  );
}
