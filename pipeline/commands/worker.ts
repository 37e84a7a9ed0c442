import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { toQueuePlace } from '../archive/queue/connection.ts';
import { startQueueWorker } from '../archive/queue/queue-worker.ts';
import type { Message } from '../model/source.ts';
import { UsageError } from '../usage-error.ts';
import { readPassword, toJobs } from './run-options.ts';
import { type Language, toPrintable } from './terminal.ts';

export interface WorkerOptionValues {
  readonly queue?: string;
  readonly root?: string;
  readonly jobs?: string;
  readonly cache?: string;
  readonly passwordFile?: string;
  readonly lang: Language;
  readonly quiet?: true;
  readonly verbose?: true;
}

/** `hedui worker`: audits files of a queue until it is told to stop; gives the exit code. */
export async function worker(options: WorkerOptionValues): Promise<number> {
  const { lang, quiet, verbose } = options;
  const url = toQueueUrl(options.queue);
  const root = resolve(options.root ?? '.');
  const isFolder = await stat(root)
    .then((stats) => stats.isDirectory())
    .catch(() => false);
  if (!isFolder) {
    throw new UsageError({
      zh: `--root ${root} 不是文件夹；请给出档案在本机的挂载位置`,
      en: `--root ${root} is no folder; give the place where the archive is mounted on this machine`,
    });
  }
  const say = (message: Message): void => {
    if (quiet !== true) process.stderr.write(`hedui: ${toPrintable(message[lang])}\n`);
  };
  const jobs = toJobs(options);
  const running = await startQueueWorker({
    url,
    root,
    pool: { jobs },
    password: await readPassword(options.passwordFile),
    cache: resolve(options.cache ?? join(homedir(), '.cache', 'hedui')),
    onWaiting: (message) => say(message ?? { zh: '已重新连接', en: 'connected again' }),
    onFile: (path, reply) => {
      if (verbose !== true) return;
      const what = reply.kind === 'done' ? 'ok' : reply.kind === 'failure' ? reply.code : reply.kind;
      say({ zh: `${path}: ${what}`, en: `${path}: ${what}` });
    },
  });
  const place = toQueuePlace(url);
  say({
    zh: `在 ${place} 取文件，同时处理 ${jobs} 个；按 Ctrl-C 停止`,
    en: `taking files from ${place}, ${jobs} at a time; Ctrl-C stops`,
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) {
      running.kill();
      return;
    }
    isStopping = true;
    say({
      zh: '做完手上的文件后停止；再按一次立即停止',
      en: 'stopping after the files under way; again stops at once',
    });
    void running.close();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  await running.ended.finally(() => running.kill());
  return 0;
}

/** The URL of --queue or HEDUI_QUEUE, which does not show in the list of processes. */
export function toQueueUrl(given: string | undefined): string {
  const url = given ?? process.env.HEDUI_QUEUE;
  if (url !== undefined && url !== '') return url;
  throw new UsageError({
    zh: '没有给出队列；请写 --queue redis://主机:端口，或设置 HEDUI_QUEUE',
    en: 'no queue given; write --queue redis://host:port, or set HEDUI_QUEUE',
  });
}
