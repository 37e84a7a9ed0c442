import { userInfo } from 'node:os';
import { findRun } from '../archive/ledger.ts';
import { DatasetError } from '../dataset/dataset-error.ts';
import { requireVersion } from '../dataset/read-dataset.ts';
import type { Message } from '../model/source.ts';
import { startReview } from '../review/server.ts';
import { UsageError } from '../usage-error.ts';
import { acrossCatalogue, catalogue } from '../validate/catalogue.ts';
import { EXIT } from './exit-code.ts';
import { type Language, toPrintable } from './terminal.ts';

export interface ReviewOptionValues {
  readonly port: string;
  readonly root?: string;
  readonly by?: string;
  readonly lang: Language;
}

/** `hedui review`: serves a dataset to the browser of this machine until it is interrupted; gives the exit code. */
export async function review(dir: string, options: ReviewOptionValues): Promise<number> {
  const { lang: language, root, by = findUserName() } = options;
  const port = parsePort(options.port);
  const server = await open(dir, { port, root: root ?? null, by, language });
  const lines = {
    zh: `在浏览器中打开（仅限本机）：\n${server.url}\n按 Ctrl-C 结束。`,
    en: `Open in a browser of this machine:\n${server.url}\nCtrl-C ends it.`,
  };
  process.stdout.write(`${lines[language]}\n`);
  await untilInterrupted();
  await server.close();
  const hint = {
    zh: `决定已保存在 ${toPrintable(dir)}/decisions.jsonl；运行 hedui validate ${toPrintable(dir)} 更新数据集。`,
    en: `decisions are kept in ${toPrintable(dir)}/decisions.jsonl; run hedui validate ${toPrintable(dir)} to renew the dataset.`,
  };
  process.stdout.write(`${hint[language]}\n`);
  return EXIT.none;
}

async function open(
  dir: string,
  { root, ...settings }: { port: number; root: string | null; by: string; language: Language },
): ReturnType<typeof startReview> {
  try {
    await requireVersion(dir);
    const run = await findRun(dir);
    const { only = null, skip = [], profile = null } = run?.checking ?? {};
    const checking = { only, skip, profile };
    return await startReview({ dir, root: root ?? run?.root ?? null, checking, checks: toTitles(), ...settings });
  } catch (error) {
    if (error instanceof DatasetError) throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const { port } = settings;
    throw new UsageError(
      {
        zh: `端口 ${port} 已被占用或不可用；请用 --port 另选一个，或不写 --port`,
        en: `port ${port} is taken or not allowed; choose another with --port, or leave it out`,
      },
      { cause: error },
    );
  }
}

function toTitles(): Readonly<Record<string, Message>> {
  return Object.fromEntries([...catalogue, ...acrossCatalogue].map(({ id, title }) => [id, title]));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError({
    zh: `--port 的值 ${toPrintable(text)} 无效；请给出 0 到 65535 的整数`,
    en: `--port ${toPrintable(text)} is not valid; give a number from 0 to 65535`,
  });
}

/** The name of the user of this machine; "" where the system has none. */
function findUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
}
