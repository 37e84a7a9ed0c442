import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ReadFailure } from '../model/failure.ts';

/** Bytes read at a time while hashing. */
const CHUNK_BYTES = 1 << 20;

/** The whole content of a file; throws ReadFailure where it cannot be read or is larger than `maxBytes`. */
export function readBytes(file: string, maxBytes: number): Promise<Uint8Array> {
  return withFile(file, maxBytes, async (handle) => {
    const { buffer, byteOffset, byteLength } = await handle.readFile();
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
}

/** The first bytes of a file; throws like readBytes. */
export function readHead(file: string, count: number): Promise<Uint8Array> {
  return withFile(file, Number.POSITIVE_INFINITY, async (handle) => {
    const head = new Uint8Array(count);
    const { bytesRead } = await handle.read(head, 0, count, 0);
    return head.subarray(0, bytesRead);
  });
}

/** The sha256 and size of a file without keeping it in memory; throws like readBytes. */
export function hashFile(file: string, maxBytes: number): Promise<{ sha256: string; bytes: number }> {
  return withFile(file, maxBytes, async (handle) => {
    const hash = createHash('sha256');
    const chunk = new Uint8Array(CHUNK_BYTES);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(chunk.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  });
}

/** Why a path cannot be read, for people; the path itself stands beside it in the record. */
export function toNotReadable(error: unknown): ReadFailure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';
  const message = REASONS[code] ?? { zh: `系统无法读取（${code}）`, en: `the system cannot read it (${code})` };
  return new ReadFailure('not-readable', message, { cause: error });
}

const REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  ENOENT: { zh: '没有这个文件；请检查路径', en: 'there is no such file; check the path' },
  ENOTDIR: { zh: '没有这个文件；请检查路径', en: 'there is no such file; check the path' },
  EACCES: { zh: '没有读取权限；请更改权限后再试', en: 'no permission to read it; change its rights and try again' },
  EPERM: { zh: '没有读取权限；请更改权限后再试', en: 'no permission to read it; change its rights and try again' },
  ELOOP: { zh: '链接绕成了圈；请检查链接', en: 'its links go round in a circle; check them' },
  ENAMETOOLONG: { zh: '路径太长；请缩短名称', en: 'its path is too long; shorten the names' },
};

async function withFile<Value>(
  file: string,
  maxBytes: number,
  use: (handle: FileHandle) => Promise<Value>,
): Promise<Value> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK a pipe nobody writes to would hold us for ever.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (!stats.isFile()) {
      throw new ReadFailure('not-readable', {
        zh: '不是普通文件（是文件夹、管道或设备）',
        en: 'it is not a regular file but a folder, pipe or device',
      });
    }
    if (stats.size > maxBytes) {
      throw new ReadFailure('too-large', {
        zh: `有 ${stats.size} 字节，上限为 ${maxBytes}；可用 --max-bytes 放宽`,
        en: `it has ${stats.size} bytes, the limit is ${maxBytes}; raise --max-bytes`,
      });
    }
    return await use(handle);
  } catch (error) {
    if (error instanceof ReadFailure || error instanceof RangeError) throw error;
    throw toNotReadable(error);
  } finally {
    await handle?.close();
  }
}
