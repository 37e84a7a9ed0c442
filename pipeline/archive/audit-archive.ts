import { relative, sep } from 'node:path';
import { DEFAULT_ENGINE } from '../../parsers/scan/engines/engine-names.ts';
import { type Decisions, readDecisions } from '../dataset/decisions.ts';
import { readDataset, requireNoOtherVersion } from '../dataset/read-dataset.ts';
import type { FileOutcome } from '../dataset/write-dataset.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Summary } from '../model/dataset.ts';
import type { CheckingOptions, ReadingOptions } from '../model/dataset-run.ts';
import { ReadFailure } from '../model/failure.ts';
import { UsageError } from '../usage-error.ts';
import { atATime } from './at-a-time.ts';
import { discover, type Found, isWithin } from './discover.ts';
import type { Executor } from './executor.ts';
import { findRun } from './ledger.ts';
import type { Job, OpenRun } from './open-run.ts';
import { openPool, type PoolOptions } from './pool.ts';
import type { QueueExecutorOptions } from './queue/queue-executor.ts';
import { toNotReadable } from './read-bytes.ts';
import { type RunSettings, runArchive } from './run-archive.ts';
import type { CheckingSettings, CropSource, ReadingSettings } from './task.ts';
import { createLedgerHashes } from './versions.ts';

export interface AuditRequest extends RunSettings {
  /** Files, folders and patterns. */
  readonly paths: readonly string[];
  /** Folder that paths are relative to; null: the deepest common to all arguments. */
  readonly root: string | null;
  /** Keeps what earlier arguments brought. */
  readonly isAdding?: boolean;
  readonly reading: ReadingSettings;
  readonly checking: CheckingSettings;
  /** Queue whose workers read the files; left out: they are read on this machine. */
  readonly queue?: Pick<QueueExecutorOptions, 'url' | 'onWaiting'>;
}

/** Reads and checks every file that the paths name and writes the dataset. Throws UsageError where there is no file. */
export async function auditArchive(request: AuditRequest): Promise<Summary> {
  const { paths, out, reading, checking, isAdding = false, isFresh = false } = request;
  if (!isFresh) await requireNoOtherVersion(out);
  const earlier = isAdding ? ((await findRun(out)) ?? null) : null;
  const { root, found } = await discover({ ...request, earlierRoot: earlier?.root ?? null });
  if (found.length === 0) {
    throw new UsageError({
      zh: `没有找到文件：${paths.join(' ')}；请给出有文件的文件夹`,
      en: `no file found in ${paths.join(' ')}; give a folder with files in it`,
    });
  }
  const readingOptions = toReadingOptions(reading);
  const checkingOptions = toCheckingOptions(checking);
  // What could be read without a password is the same with one.
  const withoutPassword = { ...readingOptions, hasPassword: false };
  const { queue } = request;
  const openExecutor = queue && ((pool: PoolOptions) => openQueue(queue, { root, pool }));
  const cropSources = new Map<string, CropSource>();
  return runArchive(openExecutor === undefined ? request : { ...request, openExecutor }, {
    checking,
    hashes: [createLedgerHashes(readingOptions, checkingOptions), createLedgerHashes(withoutPassword, checkingOptions)],
    hasPassword: reading.password !== null,
    async work(run) {
      const added = earlier === null ? [] : await readEarlier(out, { from: earlier.root, root, found });
      request.onEvent?.({ kind: 'start', files: found.length + added.length });
      const { failed, contents } = await hashAll(run, { found, request });
      for (const outcome of added) {
        if ('failure' in outcome) failed.push(await run.addFailure(outcome));
        else addPath(contents, { sha256: outcome.documentId, bytes: null }, { path: outcome.path, file: null });
      }
      for (const [sha256, { places }] of reading.redact ? [] : contents) {
        const source = toCropSource(places, reading);
        if (source !== null) cropSources.set(sha256, source);
      }
      const jobs = toJobs(contents, { reading, checking, decisions: await readDecisions(out) });
      const outcomes = await atATime(jobs, run.executor.width * AHEAD, (job) => run.doJob(job));
      return [...failed, ...outcomes.flat()];
    },
    // A picture cannot be masked: with --redact the map stays empty.
    findCropSource: (documentId) => cropSources.get(documentId) ?? null,
    describe: () => ({
      command: 'audit',
      root,
      arguments: [...new Set([...(earlier?.arguments ?? []), ...paths])],
      reading: readingOptions,
      checking: checkingOptions,
    }),
  });
}

/** The queue's library is loaded by those who have a queue. */
async function openQueue(
  queue: Pick<QueueExecutorOptions, 'url' | 'onWaiting'>,
  { root, pool }: { root: string; pool: PoolOptions },
): Promise<Executor> {
  const { openQueueExecutor } = await import('./queue/queue-executor.ts');
  return openQueueExecutor({ ...queue, root, local: openPool(pool) });
}

/** Jobs handed over for each slot: the next waits while the result of the last is put away. */
export const AHEAD = 2;

/** What a dataset holds already, under paths from the new root; paths that are found now are left out. */
async function readEarlier(
  out: string,
  { from, root, found }: { from: string; root: string; found: readonly Found[] },
): Promise<readonly FileOutcome[]> {
  const now = new Set(found.map(({ path }) => path));
  // An archive that lies elsewhere by now is known by its paths alone.
  const way = isWithin(root, from) ? relative(root, from).split(sep).join('/') : '';
  const toPath = (path: string): string => (way === '' ? path : `${way}/${path}`);
  const outcomes = (await readDataset(out)).map((outcome) => ({ ...outcome, path: toPath(outcome.path) }));
  return outcomes.filter(({ path }) => !now.has(path) && !now.has(path.split('!/')[0] ?? path));
}

interface Content {
  bytes: number | null;
  /** Where it was found; `file` is null for a path that only the dataset knows. */
  readonly places: Place[];
}

interface Place {
  readonly path: string;
  readonly file: string | null;
  /** Place of the member inside `file`, where that is an archive. */
  readonly member?: readonly number[];
}

/** Hashes every file, so that the same content under two names is read once. */
async function hashAll(
  run: OpenRun,
  { found, request }: { found: readonly Found[]; request: AuditRequest },
): Promise<{ failed: FileOutcome[]; contents: Map<string, Content> }> {
  const { reading, timeoutMs, onEvent } = request;
  const failed: FileOutcome[] = [];
  const contents = new Map<string, Content>();

  async function addFailure(path: string, { code, zh, message }: ReadFailure): Promise<void> {
    const failure = { code, message: { zh, en: message } };
    failed.push(await run.addFailure({ path, sha256: null, bytes: null, format: null, failure }));
  }

  /** Gives the number of paths beyond that of the file itself. */
  async function hash({ path, file, error }: Found): Promise<number> {
    if (error !== undefined) {
      await addFailure(path, toNotReadable(error));
      return 0;
    }
    const reply = await run.executor.run({ kind: 'hash', file, maxBytes: reading.maxBytes }, timeoutMs);
    if (reply.kind === 'hashed' && reply.members !== undefined) {
      if (reply.members.length === 0) await addFailure(path, emptyArchive());
      for (const { name, place, content } of reply.members) {
        const inner = { path: `${path}!/${name}`, file, member: place };
        if ('sha256' in content) addPath(contents, content, inner);
        else
          failed.push(
            await run.addFailure({ path: inner.path, sha256: null, bytes: null, format: null, failure: content }),
          );
      }
      return Math.max(0, reply.members.length - 1);
    }
    if (reply.kind === 'hashed') {
      addPath(contents, reply, { path, file });
    } else if (reply.kind === 'failure') {
      const { code, message, sha256, bytes, format } = reply;
      failed.push(await run.addFailure({ path, sha256, bytes, format, failure: { code, message } }));
    } else throw new Error(`${reply.kind} is no answer to a request for a hash`);
    return 0;
  }

  await atATime(found, run.executor.width * AHEAD, async (each) => {
    const members = await hash(each);
    onEvent?.({ kind: 'hashed', members });
  });
  return { failed, contents };
}

function emptyArchive(): ReadFailure {
  return new ReadFailure('empty', {
    zh: '压缩包里没有文件；请重新取得原文件',
    en: 'there is no file in the archive; get the original again',
  });
}

function addPath(
  contents: Map<string, Content>,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number | null },
  place: Place,
): void {
  const content = contents.get(sha256) ?? { bytes, places: [] };
  content.bytes ??= bytes;
  content.places.push(place);
  contents.set(sha256, content);
}

function toJobs(
  contents: ReadonlyMap<string, Content>,
  { reading, checking, decisions }: Pick<AuditRequest, 'reading' | 'checking'> & { decisions: Decisions },
): readonly Job[] {
  const jobs = [...contents].map(([sha256, { bytes, places }]): Job => {
    const sorted = places.sort((a, b) => compareCodePoints(a.path, b.path));
    const [first, ...others] = sorted.map(({ path }) => path);
    if (first === undefined) throw new Error('a content without a place');
    const { file = null, member } = sorted.find((place) => place.file !== null) ?? {};
    const corrections = decisions.correctionsOf({ documentId: sha256, paths: [first, ...others] });
    return {
      paths: [first, ...others],
      sha256,
      bytes,
      corrections,
      toRead:
        file === null
          ? null
          : (output) => ({
              kind: 'audit',
              file,
              ...(member === undefined ? {} : { member }),
              path: first,
              sha256,
              output,
              reading,
              checking,
              corrections,
            }),
    };
  });
  return jobs.sort((a, b) => compareCodePoints(a.paths[0], b.paths[0]));
}

function toCropSource(places: readonly Place[], { maxBytes, password }: ReadingSettings): CropSource | null {
  const { file = null, member } = places.find((place) => place.file !== null) ?? {};
  return file === null ? null : { file, ...(member && { member }), reading: { maxBytes, password } };
}

/** What a reading depends on: where recognised text is kept is not among it. */
export function toReadingOptions({
  maxPages,
  maxBytes,
  join,
  ocr,
  ocrEngine = DEFAULT_ENGINE,
  ocrEngineVersion = null,
  redact = false,
  password,
}: ReadingSettings): ReadingOptions {
  return { maxPages, maxBytes, join, ocr, ocrEngine, ocrEngineVersion, redact, hasPassword: password !== null };
}

export function toCheckingOptions({ only, skip, profile }: CheckingSettings): CheckingOptions {
  const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort(compareCodePoints);
  return { only: only === null ? null : sorted(only), skip: sorted(skip), profile: profile ?? null };
}
