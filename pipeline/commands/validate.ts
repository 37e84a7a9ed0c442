import { checkArchive } from '../archive/check-archive.ts';
import { DatasetError } from '../dataset/dataset-error.ts';
import { UsageError } from '../usage-error.ts';
import { printRun } from './print-run.ts';
import { type RunOptionValues, toCheckingSettings, toJobs, toTimeoutMs } from './run-options.ts';

/** `hedui validate`: checks a dataset again without reading a file; gives the exit code. */
export async function validate(dir: string, options: RunOptionValues): Promise<number> {
  const checking = await toCheckingSettings(options);
  const settings = {
    out: dir,
    timeoutMs: toTimeoutMs(options),
    pool: { jobs: toJobs(options) },
    checking,
    language: options.lang,
  };
  try {
    return await printRun(options, { out: dir, run: (hooks) => checkArchive({ ...settings, ...hooks }) });
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
  }
}
