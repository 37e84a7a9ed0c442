import { checkArchive } from '../archive/check-archive.ts';
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
  return printRun(options, { out: dir, run: (hooks) => checkArchive({ ...settings, ...hooks }) });
}
