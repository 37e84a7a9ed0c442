import { availableParallelism, totalmem } from 'node:os';
import type { Run } from '../model/dataset-run.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import type { RunSettings } from './run-archive.ts';
import { readVersions } from './versions.ts';

/** What only a command knows of its run. */
export type RunInputs = Pick<Run, 'command' | 'root' | 'arguments' | 'reading' | 'checking'>;

/** run.json of a run that ends now. */
export function toRun({
  startedAt,
  settings,
  described,
}: {
  startedAt: Date;
  settings: RunSettings;
  described: RunInputs;
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
