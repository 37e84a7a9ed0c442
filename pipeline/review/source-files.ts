import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SourceState } from './api.ts';

const CHUNK_BYTES = 1 << 20;

/** A file that was read, found again. */
export type FoundSource =
  | { readonly state: 'same'; readonly file: string; readonly bytes: number }
  | { readonly state: Exclude<SourceState, 'same'> };

export interface SourceFiles {
  /** The file with this content at one of the paths beneath the root; how it stands where there is none. */
  find(documentId: string, paths: readonly string[]): Promise<FoundSource>;
}

/** Looks for source files beneath `root`; null: the root is not known, and every file is missing. */
export function createSourceFiles(root: string | null): SourceFiles {
  /** sha256 by file, size and time, so that a file is hashed once. */
  const hashes = new Map<string, string>();

  async function findAt(path: string, documentId: string): Promise<FoundSource> {
    if (root === null) return { state: 'missing' };
    if (path.includes('!/')) return { state: 'outside' };
    const resolved = await resolveBeneath(root, path);
    if ('state' in resolved) return resolved;
    const { file } = resolved;
    let handle: FileHandle | undefined;
    try {
      // Without O_NONBLOCK a pipe would hold us for ever.
      handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const { size, mtimeMs, ino, isFile } = await handle
        .stat()
        .then((stats) => ({ ...stats, isFile: stats.isFile() }));
      if (!isFile) return { state: 'missing' };
      const key = JSON.stringify([file, size, mtimeMs, ino]);
      const sha256 = hashes.get(key) ?? (await hash(handle));
      hashes.set(key, sha256);
      return sha256 === documentId ? { state: 'same', file, bytes: size } : { state: 'changed' };
    } catch {
      return { state: 'missing' };
    } finally {
      await handle?.close();
    }
  }

  return {
    async find(documentId, paths) {
      let best: FoundSource = { state: 'missing' };
      for (const path of paths) {
        const found = await findAt(path, documentId);
        if (found.state === 'same') return found;
        if (best.state === 'missing') best = found;
      }
      return best;
    },
  };
}

/** Where a path really is, links followed, if that is beneath the root. */
async function resolveBeneath(
  root: string,
  path: string,
): Promise<{ file: string } | { state: 'missing' | 'outside' }> {
  try {
    const [realRoot, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const prefix = realRoot.endsWith(sep) ? realRoot : `${realRoot}${sep}`;
    return file.startsWith(prefix) ? { file } : { state: 'outside' };
  } catch {
    return { state: 'missing' };
  }
}

async function hash(handle: FileHandle): Promise<string> {
  const sha256 = createHash('sha256');
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return sha256.digest('hex');
    sha256.update(chunk.subarray(0, bytesRead));
    position += bytesRead;
  }
}
