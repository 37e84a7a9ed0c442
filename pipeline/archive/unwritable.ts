import { UsageError } from '../usage-error.ts';

/** Codes of the system for a disk that is full or a folder that may not be written to. */
const WRITE_FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOENT']);

/** What cannot be written to the dataset ends a run with one line for people. */
export function toUnwritable(out: string, reason: string, cause?: unknown): UsageError {
  return new UsageError(
    {
      zh: `无法写入 ${out}（${reason}）；请检查权限和磁盘空间，或用 --out 另选文件夹`,
      en: `cannot write to ${out} (${reason}); check rights and disk space, or choose another folder with --out`,
    },
    { cause },
  );
}

/** A fault of the system in writing as such a line; any other error as it is. */
export function explainUnwritable(error: unknown, out: string): unknown {
  return isWriteFault(error) ? toUnwritable(out, error.message, error) : error;
}

/** Whether the system refused to write. */
export function isWriteFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && WRITE_FAULTS.has(String(error.code));
}
