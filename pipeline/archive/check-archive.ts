import { resolve } from 'node:path';
import { toDocumentFile } from '../dataset/dataset-files.ts';
import { type Decisions, readDecisions } from '../dataset/decisions.ts';
import { readDataset } from '../dataset/read-dataset.ts';
import type { FileOutcome } from '../dataset/write-dataset.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Summary } from '../model/dataset.ts';
import type { Correction } from '../model/decision.ts';
import { toCheckingOptions } from './audit-archive.ts';
import { findRun, readLedger } from './ledger.ts';
import { type Job, type RunSettings, runArchive } from './run-archive.ts';
import type { CheckingSettings } from './task.ts';
import { createLedgerHashes } from './versions.ts';

export interface CheckRequest extends RunSettings {
  readonly checking: CheckingSettings;
}

/** Checks every document of the dataset in `out` again and writes it anew; no file is read. Throws DatasetError. */
export async function checkArchive(request: CheckRequest): Promise<Summary> {
  const { out, checking } = request;
  const earlier = await readDataset(out);
  const [earlierRun, ledger, decisions] = await Promise.all([findRun(out), readLedger(out), readDecisions(out)]);
  const readingHashes = new Map(ledger.map(({ sha256, readingHash }) => [sha256, readingHash]));
  const hashes = createLedgerHashes(earlierRun?.reading ?? null, toCheckingOptions(checking));
  const toHashes = (sha256: string | null, corrections: readonly Correction[] = []) => {
    const readingHash = readingHashes.get(sha256) ?? null;
    return { readingHash, checkingHash: readingHash === null ? null : hashes.checking(readingHash, corrections) };
  };
  request.onEvent?.({ kind: 'start', files: earlier.length });
  return runArchive(request, {
    async work(run) {
      const failed: FileOutcome[] = [];
      for (const outcome of earlier) {
        if ('failure' in outcome) failed.push(await run.addFailure(outcome, toHashes(outcome.sha256)));
      }
      const jobs = toJobs(earlier, { out, checking, decisions });
      const outcomes = await Promise.all(jobs.map((job) => run.doJob(job, toHashes(job.sha256, job.corrections))));
      return [...failed, ...outcomes.flat()];
    },
    describe: () => ({
      command: 'validate',
      root: earlierRun?.root ?? resolve(out),
      arguments: [out],
      reading: earlierRun?.reading ?? null,
      checking: toCheckingOptions(checking),
    }),
  });
}

function toJobs(
  earlier: readonly FileOutcome[],
  { out, checking, decisions }: { out: string; checking: CheckingSettings; decisions: Decisions },
): readonly Job[] {
  const paths = new Map<string, string[]>();
  for (const outcome of earlier) {
    if ('failure' in outcome) continue;
    paths.set(outcome.documentId, [...(paths.get(outcome.documentId) ?? []), outcome.path]);
  }
  return [...paths].map(([documentId, found]): Job => {
    const sorted = found.sort(compareCodePoints);
    const path = sorted[0] ?? documentId;
    const file = toDocumentFile(out, documentId);
    const corrections = decisions.correctionsOf({ documentId, paths: sorted });
    return {
      paths: sorted,
      sha256: documentId,
      bytes: null,
      corrections,
      toTask: (output) => ({ kind: 'check', file, path, output, checking, corrections }),
    };
  });
}
