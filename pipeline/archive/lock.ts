import { execFile } from 'node:child_process';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { LOCK_FILE } from '../dataset/dataset-files.ts';
import { UsageError } from '../usage-error.ts';

/** Who holds a dataset: a process that may be gone, its number given to another. */
const holderSchema = z.object({ host: z.string(), pid: z.number().int().positive(), start: z.string().nullable() });
type Holder = z.infer<typeof holderSchema>;

/** A holder on another machine says this often that it lives, … */
const BEAT_MS = 10_000;
/** … and is taken for dead when it was silent for so long: a busy network drive was seen to hold a write for 20 s. */
const SILENT_MS = 120_000;
/** A lock without content is one that is just being written, or was when the power went. */
const WRITING_MS = 5_000;

/** Wait for another run that takes over. */
const TAKING_MS = 50;

const TRIES = 5;

/**
 * Takes a dataset for one run; gives the function that lets it go. Throws UsageError where another run has it. The lock
 * of a run that was killed is taken over: it names the process by number and start.
 */
export async function takeLock(dir: string): Promise<() => Promise<void>> {
  const file = join(dir, LOCK_FILE);
  const own: Holder = { host: hostname(), pid: process.pid, start: await findStart(process.pid) };
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await create(file, JSON.stringify(own))) return hold(file);
    const found = await readLock(file);
    if (found === null) continue; // let go meanwhile
    if (await isHeld(found)) throw taken(dir, found.holder);
    await removeStale(file, found.text);
  }
  throw taken(dir, null);
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function hold(file: string): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined); // seen by other machines only; the next beat comes
  }, BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(file, { force: true });
  };
}

interface FoundLock {
  readonly text: string;
  /** null: the content is not what a run writes. */
  readonly holder: Holder | null;
  readonly silentMs: number;
}

async function readLock(file: string): Promise<FoundLock | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return { text, holder: parseHolder(text), silentMs: Date.now() - mtimeMs };
  } catch {
    return null;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function isHeld({ holder, silentMs }: FoundLock): Promise<boolean> {
  if (holder === null) return silentMs < WRITING_MS;
  if (holder.host !== hostname()) return silentMs < SILENT_MS;
  return isRunning(holder.pid) && (holder.start === null || (await findStart(holder.pid)) === holder.start);
}

/**
 * Several runs may find the same stale lock. Only the one that holds the lock of taking over removes it, after another look,
 * so that nobody removes the lock that the quickest of them has made meanwhile.
 */
async function removeStale(file: string, text: string): Promise<void> {
  const taking = `${file}.taking`;
  if (!(await create(taking, ''))) {
    const at = await stat(taking).catch(() => null);
    // Held for some milliseconds, unless its run was killed just then.
    if (at !== null && Date.now() - at.mtimeMs > WRITING_MS) await rm(taking, { force: true });
    await setTimeout(TAKING_MS);
    return;
  }
  try {
    const found = await readLock(file);
    if (found?.text === text) await rm(file, { force: true });
  } finally {
    await rm(taking, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process was started, in whatever words the system has for it; null where it has none. */
async function findStart(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') {
      const [boot, stats] = await Promise.all([
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
        readFile(`/proc/${pid}/stat`, 'utf8'),
      ]);
      // Field 22 of proc(5); the name in field 2 may hold spaces and brackets.
      const [state, ...fields] = stats.slice(stats.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? 'ended' : `${boot.trim()} ${fields[18]}`;
    }
    if (process.platform === 'win32') return null;
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'lstart=']);
    return stdout.trim();
  } catch {
    return null;
  }
}

function taken(dir: string, holder: Holder | null): UsageError {
  const who = holder === null ? '' : holder.host === hostname() ? `${holder.pid}` : `${holder.pid}@${holder.host}`;
  return new UsageError({
    zh: `另一个 hedui（进程 ${who || '不明'}）正在写 ${dir}；请等它结束，或用 --out 另选文件夹`,
    en: `another hedui (process ${who || 'unknown'}) is writing to ${dir}; wait for it to end, or choose another --out`,
  });
}
