import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Characters kept before they go to disk: large enough that a line costs no system call, small in memory. */
const BUFFERED_CHARACTERS = 1 << 18;

/** What was written: size and hash of the bytes. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that appears under its name only when it is complete. */
export interface FileWriter {
  write(text: string): Promise<void>;
  /** Puts everything on disk under the temporary name. */
  finish(): Promise<Written>;
  /** Gives the finished file its name. */
  publish(): Promise<void>;
  /** Removes the temporary file. */
  discard(): Promise<void>;
}

/** Opens `file` for writing as a stream, under `<file>.tmp` until it is published. */
export async function openFileWriter(file: string): Promise<FileWriter> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  let buffered: string[] = [];
  let characters = 0;
  let isOpen = true;

  async function flush(): Promise<void> {
    const chunk = Buffer.from(buffered.join(''), 'utf8');
    buffered = [];
    characters = 0;
    if (chunk.length === 0) return;
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  }

  async function close(): Promise<void> {
    if (isOpen) await handle.close();
    isOpen = false;
  }

  return {
    async write(text) {
      buffered.push(text);
      characters += text.length;
      if (characters >= BUFFERED_CHARACTERS) await flush();
    },
    async finish() {
      await flush();
      await handle.sync();
      await close();
      return { bytes, sha256: hash.digest('hex') };
    },
    publish: () => rename(temporary, file),
    async discard() {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a whole file under a temporary name and renames it. */
export async function writeWholeFile(file: string, text: string): Promise<Written> {
  const writer = await openFileWriter(file);
  try {
    await writer.write(text);
    const written = await writer.finish();
    await writer.publish();
    return written;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
