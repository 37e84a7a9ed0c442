import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openPool, type Pool, type PoolOptions } from '../../../pipeline/archive/pool.ts';
import type { Reply } from '../../../pipeline/archive/task.ts';
import { makeFolder } from './temporary-folder.ts';

const WORKERS = join(import.meta.dirname, 'workers');
const folder = makeFolder();
const pools: Pool[] = [];

function open(options: Partial<PoolOptions> = {}): Pool {
  const pool = openPool({ jobs: 1, workerModule: join(WORKERS, 'faulty.mjs'), heapMib: 64, ...options });
  pools.push(pool);
  return pool;
}

function run(pool: Pool, name: string, timeoutMs = 20_000): Promise<Reply> {
  const reading = { maxPages: 1, maxBytes: 1, join: true, ocr: 'auto', password: null } as const;
  const output = join(folder, 'output');
  return pool.run(
    { kind: 'extract', file: join(folder, name), output, figures: null, debug: null, reading },
    timeoutMs,
  );
}

/** The process that did a task, as the worker of these tests tells it. */
async function pidOf(pool: Pool, name = 'sound.txt'): Promise<number> {
  const reply = await run(pool, name);
  return reply.kind === 'hashed' ? Number(reply.sha256) : Number.NaN;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

describe('a slot', () => {
  test('is kept warm from file to file', async () => {
    const pool = open();
    expect(await pidOf(pool, 'a.txt')).toBe(await pidOf(pool, 'b.txt'));
  });

  test('is replaced after so many files', async () => {
    const pool = open({ recycleAfter: 2 });
    const pids = [await pidOf(pool), await pidOf(pool), await pidOf(pool)];
    expect([pids[0] === pids[1], pids[1] === pids[2]]).toEqual([true, false]);
  });

  test('works beside others, as many as there are jobs', async () => {
    const pool = open({ jobs: 2 });
    const pids = await Promise.all([1, 2, 3, 4].map(() => pidOf(pool)));
    expect(new Set(pids).size).toBe(2);
  });
});

describe('an endless loop', () => {
  const waits = process.platform === 'win32' ? [] : ['stopped']; // as a read that never returns
  test.each(['endless-loop', 'endless-wait', ...waits])(
    '%s is killed at its time and the next file is done',
    async (name) => {
      const pool = open();
      const pid = await pidOf(pool);
      const startedMs = performance.now();
      expect(await run(pool, name, 300)).toEqual({
        kind: 'failure',
        code: 'timeout',
        message: {
          zh: '0.3 秒内没有读完；可用 --timeout 放宽，下次运行会再试',
          en: 'not done within 0.3 s; raise --timeout, the next run tries again',
        },
        sha256: null,
        bytes: null,
        format: null,
      });
      expect(performance.now() - startedMs).toBeLessThan(5000);
      expect(isRunning(pid)).toBe(false);
      expect(await pidOf(pool)).not.toBe(pid);
    },
  );

  test.skipIf(process.platform === 'win32')('is killed with the programs it started', async () => {
    const pool = open();
    await run(pool, 'with-child', 1500);
    const pid = Number(readFileSync(join(folder, 'output'), 'utf8'));
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isZombieOrGone(pid)).toBe(true);
  });
});

describe('a fault', () => {
  test.each([
    ['heap-full', 'out-of-memory'],
    ['exits', 'crash'],
    ['throws', 'crash'],
    ['own-crash', 'crash'],
  ])('%s is a failure %s of its file, and the next file is done by a new process', async (name, code) => {
    const pool = open();
    const pid = await pidOf(pool);
    expect(await run(pool, name)).toMatchObject({ kind: 'failure', code });
    expect(await pidOf(pool)).not.toBe(pid);
  });

  test.skipIf(process.platform !== 'linux')('memory beside the heap is a failure out-of-memory too', async () => {
    const pool = open({ residentMib: 300 });
    const pid = await pidOf(pool);
    expect(await run(pool, 'resident-full')).toMatchObject({ kind: 'failure', code: 'out-of-memory' });
    expect(isRunning(pid)).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('memory of a program it started counts with its own', async () => {
    const pool = open({ residentMib: 400 });
    expect(await run(pool, 'child-full')).toMatchObject({ kind: 'failure', code: 'out-of-memory' });
    const pid = Number(readFileSync(join(folder, 'output'), 'utf8'));
    await expect.poll(() => isZombieOrGone(pid)).toBe(true);
  });

  test('names neither process nor folder, so that the dataset is the same each time', async () => {
    const reply = await run(open(), 'exits');
    expect(reply).toMatchObject({
      message: {
        zh: '读取程序意外终止（exit code 7）；下次运行会再试',
        en: 'the reading process ended unexpectedly (exit code 7); the next run tries again',
      },
    });
  });
});

test('a worker that cannot start at all is a fault of the program and not of the files', async () => {
  const pool = open({ workerModule: join(WORKERS, 'never-starts.mjs') });
  await expect(run(pool, 'a.txt')).rejects.toThrow('cannot start: Error: a missing library');
});

test('a closed pool ends what is at work and forgets what waits', async () => {
  const pool = open();
  const pid = await pidOf(pool);
  const results = Promise.allSettled([run(pool, 'endless-loop'), run(pool, 'waiting.txt')]);
  pool.close();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect.poll(() => isRunning(pid)).toBe(false);
});

test('a slot in an endless loop ends when the main process was killed', async () => {
  const output = join(folder, 'endless-pid');
  const main = spawn(process.execPath, [join(WORKERS, 'main-with-endless-slot.mjs'), output], { stdio: 'ignore' });
  await expect.poll(() => existsSync(output) && readFileSync(output, 'utf8') !== '', { timeout: 20_000 }).toBe(true);
  main.kill('SIGKILL');
  const pid = Number(readFileSync(output, 'utf8'));
  await expect.poll(() => isZombieOrGone(pid), { timeout: 10_000 }).toBe(true);
});

/** A killed process whose new parent has not asked after it yet still has a number. */
function isZombieOrGone(pid: number): boolean {
  if (!isRunning(pid)) return true;
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}
