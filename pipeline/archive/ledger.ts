import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEDGER_FILE, RUN_FILE } from '../dataset/dataset-files.ts';
import { openFileWriter } from '../dataset/file-writer.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import { type LedgerEntry, ledgerEntrySchema, type Run, runSchema } from '../model/dataset-run.ts';
import { readTextLines } from './text-lines.ts';

/** ledger.jsonl while a run goes on: only where each line stands is in memory, so that it does not grow with what files hold. */
export interface Ledger {
  /** The last line about a content, of an earlier run or of this one; undefined where there is none. */
  find(sha256: string): Promise<LedgerEntry | undefined>;
  /** Appends a line as soon as a file is done, so that an interrupted run leaves what it did. */
  add(entry: LedgerEntry): Promise<void>;
  /** Replaces the ledger by the lines of this run, by path: what the dataset now describes. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Where a line stands, its line feed not counted. */
interface Place {
  readonly offset: number;
  readonly bytes: number;
}

/** Opens the ledger in `dir` and goes on after what earlier runs left, or, with `isFresh`, forgets it. */
export async function openLedger(dir: string, { isFresh = false } = {}): Promise<Ledger> {
  const file = join(dir, LEDGER_FILE);
  const handle = await open(file, 'a+');
  try {
    if (isFresh) await handle.truncate();
    const { byContent, byPath } = await readPlaces(file);
    return toLedger(handle, { file, size: await endLine(handle), byContent, earlier: byPath });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function toLedger(
  handle: FileHandle,
  given: { file: string; size: number; byContent: Map<string, Place>; earlier: ReadonlyMap<string, Place> },
): Ledger {
  const { file, byContent, earlier } = given;
  const ofThisRun = new Map<string, Place>();
  const syncing = createSyncing(handle);
  let { size } = given;
  /** One line after another: a place is where the line before it ends. */
  let last: Promise<void> = Promise.resolve();

  async function append(entry: LedgerEntry): Promise<void> {
    const line = Buffer.from(JSON.stringify(entry), 'utf8');
    const place = (await findSame(entry.path, line)) ?? { offset: size, bytes: line.length };
    if (place.offset === size) {
      await handle.appendFile(Buffer.concat([line, Buffer.from('\n')]));
      size += line.length + 1;
      syncing.start();
    }
    ofThisRun.set(entry.path, place);
    if (entry.sha256 !== null) byContent.set(entry.sha256, place);
  }

  /** A line of an earlier run that is kept need not be written again. */
  async function findSame(path: string, line: Buffer): Promise<Place | undefined> {
    const place = earlier.get(path);
    if (place?.bytes !== line.length) return undefined;
    return (await readAt(handle, place)).equals(line) ? place : undefined;
  }

  return {
    async find(sha256) {
      const place = byContent.get(sha256);
      if (place === undefined) return undefined;
      return ledgerEntrySchema.safeParse(parseJson((await readAt(handle, place)).toString('utf8'))).data;
    },
    add(entry) {
      last = last.then(() => append(entry));
      return last;
    },
    async finish() {
      const writer = await openFileWriter(file);
      try {
        const paths = [...ofThisRun].sort(([a], [b]) => compareCodePoints(a, b));
        for (const [, place] of paths) await writer.write(`${(await readAt(handle, place)).toString('utf8')}\n`);
        await writer.finish();
        await writer.publish();
      } catch (error) {
        await writer.discard();
        throw error;
      }
    },
    async close() {
      await syncing.end();
      await handle.close();
    },
  };
}

/** The lines of an earlier run's ledger; a last line cut off by a crash, and a ledger that is not there, give none. */
export async function readLedger(dir: string): Promise<readonly LedgerEntry[]> {
  const text = await readFile(join(dir, LEDGER_FILE), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const entry = ledgerEntrySchema.safeParse(parseJson(line));
    return entry.success ? [entry.data] : [];
  });
}

/** run.json of an earlier run; undefined where it is not there or of another form. */
export async function findRun(dir: string): Promise<Run | undefined> {
  const text = await readFile(join(dir, RUN_FILE), 'utf8').catch(() => '');
  return runSchema.safeParse(parseJson(text)).data;
}

/** Where the last line about each content and each path stands. */
async function readPlaces(file: string): Promise<{ byContent: Map<string, Place>; byPath: Map<string, Place> }> {
  const byContent = new Map<string, Place>();
  const byPath = new Map<string, Place>();
  for await (const { text, offset, bytes } of readTextLines(file)) {
    const line = parseJson(text);
    if (typeof line !== 'object' || line === null || !('path' in line) || !('sha256' in line)) continue;
    const place = { offset, bytes };
    byPath.set(String(line.path), place);
    if (typeof line.sha256 === 'string') byContent.set(line.sha256, place);
  }
  return { byContent, byPath };
}

/** Ends a line that a crash cut off, so that it does not swallow the next; gives the size of the file. */
async function endLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  if (size === 0 || (await readAt(handle, { offset: size - 1, bytes: 1 })).toString() === '\n') return size;
  await handle.appendFile('\n');
  return size + 1;
}

async function readAt(handle: FileHandle, { offset, bytes }: Place): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await handle.read(buffer, filled, bytes - filled, offset + filled);
    if (bytesRead === 0) break; // somebody cut the file: what is left is no line of ours
    filled += bytesRead;
  }
  return buffer;
}

/**
 * Brings lines to the disk one sync after another while files are worked on: nobody waits for a sync, and a power cut
 * costs the lines of one.
 */
function createSyncing(handle: FileHandle): { start(): void; end(): Promise<void> } {
  let isDue = false;
  let running: Promise<void> | null = null;
  async function sync(): Promise<void> {
    while (isDue) {
      isDue = false;
      await handle.datasync().catch(() => undefined); // a line that did not reach the disk is read again, no more
    }
    running = null;
  }
  return {
    start() {
      isDue = true;
      running ??= sync();
    },
    end: async () => running ?? undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
