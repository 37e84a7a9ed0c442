import type { Written } from '../dataset/file-writer.ts';
import { type PackagedFormat, removeView, VIEWS } from '../dataset/views.ts';
import type { Message } from '../model/source.ts';
import type { Executor } from './executor.ts';
import type { RunEvent } from './open-run.ts';
import type { Reply } from './task.ts';

/** Time every file for people is given, … */
const LEAST_MS = 120_000;
/** … and for each megabyte of the dataset: ten times what it took on one core of a busy machine. */
const MS_PER_MEGABYTE = 2_000;

export interface ApartOptions {
  /** Folder of the dataset. */
  readonly out: string;
  readonly language: 'zh' | 'en';
  readonly executor: Executor;
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Writes a file for people in a process of its own, so that it takes no memory of the main one. Where it cannot be
 * written that is told, what stood there before is removed, and the result is null.
 */
export async function writeViewApart(
  { format, bytes }: { readonly format: PackagedFormat; readonly bytes: number },
  { out, language, executor, onEvent }: ApartOptions,
): Promise<Written | null> {
  const timeoutMs = LEAST_MS + (bytes / 2 ** 20) * MS_PER_MEGABYTE;
  const reply = await executor.run({ kind: 'view', dir: out, format, language }, timeoutMs);
  if (reply.kind === 'viewed') return { bytes: reply.bytes, sha256: reply.sha256 };
  await removeView(out, format);
  const { file } = VIEWS[format];
  const reason = toReason(reply, timeoutMs);
  onEvent?.({
    kind: 'unwritten',
    message: {
      zh: `未能写出 ${file}（${reason.zh}）；数据集的其他文件已写好，之后可用 hedui report ${out} --format ${format} 补写`,
      en: `could not write ${file} (${reason.en}); the rest of the dataset stands, write it later with hedui report ${out} --format ${format}`,
    },
  });
  return null;
}

function toReason(reply: Exclude<Reply, { kind: 'viewed' }>, timeoutMs: number): Message {
  if (reply.kind === 'unwritable') return { zh: reply.reason, en: reply.reason };
  if (reply.kind !== 'failure') throw new Error(`${reply.kind} is no answer to a request for a view`);
  const seconds = Math.round(timeoutMs / 1000);
  if (reply.code === 'timeout') return { zh: `${seconds} 秒内没有写完`, en: `not done within ${seconds} s` };
  if (reply.code === 'out-of-memory') return { zh: '内存不足', en: 'out of memory' };
  return { zh: reply.message.zh.split('；')[0] ?? '', en: reply.message.en.split('; ')[0] ?? '' };
}
