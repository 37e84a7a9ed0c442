import { resolve } from 'node:path';
import { type Decisions, readDecisions } from '../dataset/decisions.ts';
import { readDataset, requireVersion } from '../dataset/read-dataset.ts';
import type { FileOutcome } from '../dataset/write-dataset.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Summary } from '../model/dataset.ts';
import { atATime } from './at-a-time.ts';
import { AHEAD, toCheckingOptions } from './audit-archive.ts';
import { findRun } from './ledger.ts';
import type { Job } from './open-run.ts';
import { type RunSettings, runArchive } from './run-archive.ts';
import type { CheckingSettings } from './task.ts';
import { createLedgerHashes } from './versions.ts';

export interface CheckRequest extends RunSettings {
  readonly checking: CheckingSettings;
}

/** Checks every document of the dataset in `out` again and writes it anew; no file is read. Throws DatasetError. */
export async function checkArchive(request: CheckRequest): Promise<Summary> {
  const { out, checking } = request;
  await requireVersion(out); // before anything is made in a folder that is no dataset
  const earlierRun = await findRun(out);
  const checkingOptions = toCheckingOptions(checking);
  return runArchive(request, {
    checking,
    hashes: [createLedgerHashes(earlierRun?.reading ?? null, checkingOptions)],
    hasPassword: false,
    async work(run) {
      const earlier = await readDataset(out);
      request.onEvent?.({ kind: 'start', files: earlier.length });
      const failed: FileOutcome[] = [];
      for (const outcome of earlier) if ('failure' in outcome) failed.push(await run.addFailure(outcome));
      const jobs = toJobs(earlier, await readDecisions(out));
      const outcomes = await atATime(jobs, run.executor.width * AHEAD, (job) => run.doJob(job));
      return [...failed, ...outcomes.flat()];
    },
    describe: () => ({
      command: 'validate',
      root: earlierRun?.root ?? resolve(out),
      arguments: [out],
      reading: earlierRun?.reading ?? null,
      checking: checkingOptions,
    }),
  });
}

function toJobs(earlier: readonly FileOutcome[], decisions: Decisions): readonly Job[] {
  const paths = new Map<string, string[]>();
  for (const outcome of earlier) {
    if ('failure' in outcome) continue;
    paths.set(outcome.documentId, [...(paths.get(outcome.documentId) ?? []), outcome.path]);
  }
  return [...paths].map(([sha256, found]): Job => {
    const [first = sha256, ...others] = found.sort(compareCodePoints);
    const paths = [first, ...others] as const;
    const corrections = decisions.correctionsOf({ documentId: sha256, paths });
    return { paths, sha256, bytes: null, corrections, toRead: null };
  });
}
