import type { RunEvent } from '../archive/open-run.ts';
import { DatasetError } from '../dataset/dataset-error.ts';
import type { OnFile } from '../dataset/write-dataset.ts';
import type { Summary } from '../model/dataset.ts';
import { UsageError } from '../usage-error.ts';
import { toExitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import type { RunOptionValues } from './run-options.ts';
import { createPaint } from './terminal.ts';
import { createGatherer, toTerminalSummary } from './terminal-summary.ts';

/** What a run is given to report with. */
export interface RunHooks {
  readonly onEvent: (event: RunEvent) => void;
  readonly onFile: OnFile;
  readonly signal: AbortSignal;
}

/** Does a run with progress on stderr and its summary on stdout; gives the exit code. Ctrl-C ends it. */
export async function printRun(
  options: RunOptionValues,
  { out, run }: { out: string; run: (hooks: RunHooks) => Promise<Summary> },
): Promise<number> {
  const { lang: language, json, failOn, quiet: isQuiet = false, verbose: isVerbose = false } = options;
  const isJson = options.jsonProgress === true;
  const gatherer = createGatherer({ isVerbose });
  const progress = createProgress({ stream: process.stderr, language, isQuiet, isVerbose, isJson });
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let summary: Summary | undefined;
  try {
    summary = await run({ onEvent: progress.onEvent, onFile: gatherer.add, signal: controller.signal });
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
  } finally {
    progress.end(summary !== undefined);
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  const text = json
    ? `${JSON.stringify(summary)}\n`
    : toTerminalSummary(summary, {
        ...gatherer.gathered(),
        out,
        language,
        paint: createPaint(process.stdout),
        isQuiet,
      });
  process.stdout.write(text);
  const { failed } = summary.coverage;
  if (failed > 0 && !isJson) {
    const zh = `hedui: ${failed} 个文件未能读出，原因见 ${out}/failures.jsonl`;
    const en = `hedui: ${failed} ${failed === 1 ? 'file' : 'files'} could not be read; see ${out}/failures.jsonl`;
    process.stderr.write(`${language === 'zh' ? zh : en}\n`);
  }
  return toExitCode(summary, failOn);
}
