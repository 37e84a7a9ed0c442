import { DEFAULT_ENGINE } from '../../parsers/scan/engines/engine-names.ts';
import { type Decisions, readDecisions } from '../dataset/decisions.ts';
import type { FileOutcome } from '../dataset/write-dataset.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Summary } from '../model/dataset.ts';
import type { CheckingOptions, ReadingOptions } from '../model/dataset-run.ts';
import type { ReadFailure } from '../model/failure.ts';
import { UsageError } from '../usage-error.ts';
import { discover, type Found } from './discover.ts';
import { toNotReadable } from './read-bytes.ts';
import { type Job, type OpenRun, type RunSettings, runArchive } from './run-archive.ts';
import type { CheckingSettings, ReadingSettings } from './task.ts';
import { createLedgerHashes } from './versions.ts';

export interface AuditRequest extends RunSettings {
  /** Files, folders and patterns. */
  readonly paths: readonly string[];
  /** Folder that paths are relative to; null: the deepest common to all arguments. */
  readonly root: string | null;
  readonly reading: ReadingSettings;
  readonly checking: CheckingSettings;
}

/** Reads and checks every file that the paths name and writes the dataset. Throws UsageError where there is no file. */
export async function auditArchive(request: AuditRequest): Promise<Summary> {
  const { paths, reading, checking } = request;
  const { root, found } = await discover(request);
  if (found.length === 0) {
    throw new UsageError({
      zh: `没有找到文件：${paths.join(' ')}；请给出有文件的文件夹`,
      en: `no file found in ${paths.join(' ')}; give a folder with files in it`,
    });
  }
  const readingOptions = toReadingOptions(reading);
  const checkingOptions = toCheckingOptions(checking);
  const hashes = createLedgerHashes(readingOptions, checkingOptions);
  const decisions = await readDecisions(request.out);
  request.onEvent?.({ kind: 'start', files: found.length });
  return runArchive(request, {
    async work(run) {
      const { failed, jobs } = await findJobs(run, { found, request, decisions });
      const outcomes = await Promise.all(
        jobs.map((job) => {
          const readingHash = hashes.reading(job.sha256);
          return run.doJob(job, { readingHash, checkingHash: hashes.checking(readingHash, job.corrections) });
        }),
      );
      return [...failed, ...outcomes.flat()];
    },
    describe: () => ({
      command: 'audit',
      root,
      arguments: [...paths],
      reading: readingOptions,
      checking: checkingOptions,
    }),
  });
}

/** Hashes every file, so that the same content under two names is read once. */
async function findJobs(
  run: OpenRun,
  { found, request, decisions }: { found: readonly Found[]; request: AuditRequest; decisions: Decisions },
): Promise<{ failed: readonly FileOutcome[]; jobs: readonly Job[] }> {
  const { reading, checking, timeoutMs } = request;
  const failed: FileOutcome[] = [];
  const contents = new Map<string, { bytes: number; found: Found[] }>();

  async function addNotReadable(path: string, { code, zh, message }: ReadFailure): Promise<void> {
    const failure = { code, message: { zh, en: message } };
    failed.push(await run.addFailure({ path, sha256: null, bytes: null, format: null, failure }));
  }

  await Promise.all(
    found.map(async (each) => {
      const { path, file } = each;
      if (each.error !== undefined) return addNotReadable(path, toNotReadable(each.error));
      const reply = await run.executor.run({ kind: 'hash', file, maxBytes: reading.maxBytes }, timeoutMs);
      if (reply.kind === 'hashed') {
        const { sha256, bytes } = reply;
        const content = contents.get(sha256) ?? { bytes, found: [] };
        content.found.push(each);
        contents.set(sha256, content);
      } else if (reply.kind === 'failure') {
        const { code, message, sha256, bytes, format } = reply;
        failed.push(await run.addFailure({ path, sha256, bytes, format, failure: { code, message } }));
      }
    }),
  );

  const jobs = [...contents].map(([sha256, content]): Job & { path: string; file: string } => {
    const [first, ...others] = content.found.sort((a, b) => compareCodePoints(a.path, b.path));
    if (first === undefined) throw new Error('a content without a file');
    const { path, file } = first;
    const paths = [path, ...others.map((other) => other.path)];
    const corrections = decisions.correctionsOf({ documentId: sha256, paths });
    return {
      path,
      file,
      paths,
      sha256,
      bytes: content.bytes,
      corrections,
      toTask: (output) => ({ kind: 'audit', file, path, sha256, output, reading, checking, corrections }),
    };
  });
  return { failed, jobs: jobs.sort((a, b) => compareCodePoints(a.path, b.path)) };
}

/** What a reading depends on: where recognised text is kept is not among it. */
export function toReadingOptions({
  maxPages,
  maxBytes,
  join,
  ocr,
  ocrEngine = DEFAULT_ENGINE,
  ocrEngineVersion = null,
  password,
}: ReadingSettings): ReadingOptions {
  return { maxPages, maxBytes, join, ocr, ocrEngine, ocrEngineVersion, hasPassword: password !== null };
}

export function toCheckingOptions({ only, skip, profile }: CheckingSettings): CheckingOptions {
  const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort(compareCodePoints);
  return { only: only === null ? null : sorted(only), skip: sorted(skip), profile: profile ?? null };
}
