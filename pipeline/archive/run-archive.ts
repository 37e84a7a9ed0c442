import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILE, WORK_FOLDER } from '../dataset/dataset-files.ts';
import { findStaleCrops } from '../dataset/evidence/evidence-files.ts';
import { writeWholeFile } from '../dataset/file-writer.ts';
import { type FileOutcome, type OnFile, toPrettyJson, writeDataset } from '../dataset/write-dataset.ts';
import type { Summary } from '../model/dataset.ts';
import { createAcross, type ValidateAcross } from '../validate/across/validate-across.ts';
import { toLocator } from '../validate/locator.ts';
import { type CropInput, drawCrops } from './draw-crops.ts';
import type { Executor } from './executor.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { takeLock } from './lock.ts';
import { type OpenRun, type OpenRunInput, type RunEvent, toOpenRun } from './open-run.ts';
import { openPool, type PoolOptions } from './pool.ts';
import { type RunInputs, toRun } from './run-record.ts';
import { explainUnwritable } from './unwritable.ts';
import { writeViewApart } from './write-view-apart.ts';

export interface RunSettings {
  /** Folder of the dataset. */
  readonly out: string;
  readonly timeoutMs: number;
  readonly pool: PoolOptions;
  /** Where the work is done; left out: in a pool of processes of this machine. */
  readonly openExecutor?: (pool: PoolOptions) => Executor | Promise<Executor>;
  /** Forgets what earlier runs did. */
  readonly isFresh?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onFile?: OnFile;
  /** Of the files for people, report.html and workpaper.xlsx; default zh. */
  readonly language?: 'zh' | 'en';
  /** Ends the run; what is done stays done. */
  readonly signal?: AbortSignal;
}

/** What a command brings to a run. */
export interface RunPlan extends Pick<OpenRunInput, 'checking' | 'hashes' | 'hasPassword'> {
  /** Finds an outcome for every path. */
  readonly work: (run: OpenRun) => Promise<readonly FileOutcome[]>;
  /** Called after the work. */
  readonly describe: () => RunInputs;
  /** Called after the work: where pages of a document can be drawn from. Left out: no file is read. */
  readonly findCropSource?: CropInput['findSource'];
}

/** Thrown where a run was ended by its signal. */
export class InterruptedError extends Error {}

/** Takes the dataset for this run, opens executor, work folder and ledger, lets `work` find the outcomes and writes the dataset. */
export async function runArchive(settings: RunSettings, plan: RunPlan): Promise<Summary> {
  const { out, signal } = settings;
  try {
    await mkdir(out, { recursive: true });
    const letGo = await takeLock(out);
    try {
      return await runLocked(settings, plan);
    } finally {
      await letGo();
    }
  } catch (error) {
    if (signal?.aborted) throw new InterruptedError('interrupted', { cause: error });
    throw explainUnwritable(error, out);
  }
}

async function runLocked(
  settings: RunSettings,
  { work, describe, findCropSource, ...plan }: RunPlan,
): Promise<Summary> {
  const {
    out,
    timeoutMs,
    pool,
    openExecutor = openPool,
    isFresh = false,
    language = 'zh',
    onEvent,
    onFile,
    signal,
  } = settings;
  const startedAt = new Date();
  const workFolder = join(out, WORK_FOLDER);
  const executor = await openExecutor(pool);
  const stop = (): void => void executor.close();
  signal?.addEventListener('abort', stop, { once: true });
  let ledger: Ledger | undefined;
  try {
    await rm(workFolder, { recursive: true, force: true });
    await mkdir(workFolder);
    ledger = await openLedger(out, { isFresh });
    const removeCrops = await findStaleCrops(out);
    const run = toOpenRun({
      out,
      timeoutMs,
      executor,
      ledger,
      workFolder,
      removeCrops,
      ...plan,
      ...(onEvent ? { onEvent } : {}),
    });
    const outcomes = await work(run);
    onEvent?.({ kind: 'writing' });
    const described = describe();
    const across = toAcross(outcomes, { digests: run.digests, checking: described.checking });
    const apart = { out, language, executor, ...(onEvent ? { onEvent } : {}) };
    const summary = await writeDataset(out, {
      outcomes,
      locate: toLocator,
      across,
      writeView: (format, bytes) => writeViewApart({ format, bytes }, apart),
      ...(findCropSource && {
        drawCrops: (pages) => drawCrops(pages, { out, timeoutMs, executor, findSource: findCropSource }),
      }),
      onFile: (...file) => {
        signal?.throwIfAborted();
        onFile?.(...file);
      },
    });
    await writeWholeFile(join(out, RUN_FILE), toPrettyJson(toRun({ startedAt, settings, described })));
    await ledger.finish();
    return summary;
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
  { digests, checking }: { digests: OpenRun['digests']; checking: RunInputs['checking'] },
): ValidateAcross {
  const files = outcomes.flatMap((outcome) => {
    if ('failure' in outcome) return [];
    const { path, documentId } = outcome;
    return [{ path, documentId, reports: digests.get(documentId) ?? [] }];
  });
  const { only, skip } = checking;
  return createAcross({ files, skip, ...(only === null ? {} : { only }) });
}
