import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type AuditRequest, auditArchive } from '../archive/audit-archive.ts';
import { parseFileList, toDefaultOut } from '../archive/discover.ts';
import type { Message } from '../model/source.ts';
import { UsageError } from '../usage-error.ts';
import { printRun } from './print-run.ts';
import {
  type ReadingOptionValues,
  type RunOptionValues,
  toCheckingSettings,
  toJobs,
  toReadingSettings,
  toTimeoutMs,
} from './run-options.ts';
import { toPlain } from './terminal.ts';

export interface AuditOptionValues extends ReadingOptionValues, RunOptionValues {
  readonly out?: string;
  readonly root?: string;
  readonly filesFrom?: string;
  readonly fresh?: true;
  readonly add?: true;
  readonly queue?: string;
}

/** `hedui audit`: reads and checks files and writes a dataset; gives the exit code. */
export async function audit(given: readonly string[], options: AuditOptionValues): Promise<number> {
  const listed = options.filesFrom === undefined ? [] : await readFileList(options.filesFrom);
  const paths = [...given, ...listed];
  const [first] = paths;
  if (first === undefined) {
    throw new UsageError({
      zh: '没有给出文件；请写 hedui audit PATH...',
      en: 'no file given; write hedui audit PATH...',
    });
  }
  const out = options.out ?? toDefaultOut(first);
  const [reading, checking] = await Promise.all([toReadingSettings(options), toCheckingSettings(options)]);
  const { fresh: isFresh = false, add: isAdding = false } = options;
  const pool = { jobs: toJobs(options) };
  const settings = {
    out,
    timeoutMs: toTimeoutMs(options),
    pool,
    reading,
    checking,
    isFresh,
    isAdding,
    language: options.lang,
  };
  return printRun(options, {
    out,
    run: (hooks) => auditArchive({ paths, root: options.root ?? null, ...settings, ...toQueue(options), ...hooks }),
  });
}

function toQueue({ queue, lang, quiet }: AuditOptionValues): Pick<AuditRequest, 'queue'> {
  if (queue === undefined) return {};
  const onWaiting = (message: Message | null): void => {
    const text = message ?? { zh: '已恢复', en: 'going on' };
    if (quiet !== true) process.stderr.write(`hedui: ${toPlain(text, lang)}\n`);
  };
  return { queue: { url: queue, onWaiting } };
}

async function readFileList(file: string): Promise<readonly string[]> {
  try {
    return parseFileList(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      { zh: `无法读取文件清单 ${file}；请检查路径`, en: `cannot read the list of files ${file}; check its path` },
      { cause: error },
    );
  }
}
