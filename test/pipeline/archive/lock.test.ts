import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../../../pipeline/archive/lock.ts';
import { UsageError } from '../../../pipeline/usage-error.ts';
import { runCli } from '../../cli/run-cli.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

/** A folder with a lock that somebody left, last touched so many seconds ago. */
function makeLocked(content: string, secondsAgo = 0): string {
  const dir = makeFolder({ '.lock': content });
  const at = Date.now() / 1000 - secondsAgo;
  utimesSync(join(dir, '.lock'), at, at);
  return dir;
}

/** A lock that two held at once was seen in one of sixteen rounds. */
const ROUNDS = 30;

const own = { host: hostname(), pid: process.pid, start: 'long ago' };
const ended = { ...own, pid: spawnSync(process.execPath, ['-e', '']).pid };

test('a dataset is held by one run until it lets go', async () => {
  const dir = makeFolder();
  const letGo = await takeLock(dir);
  await expect(takeLock(dir)).rejects.toThrow(UsageError);
  await letGo();
  expect(readdirSync(dir)).toEqual([]);
  await (await takeLock(dir))();
});

test('of many that try at once to take over one gets it, each time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const dir = makeLocked(JSON.stringify(ended));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(dir)));
    const taken = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(taken).toHaveLength(1);
    for (const letGo of taken) await letGo();
    expect(readdirSync(dir)).toEqual([]);
  }
});

test('a take-over that was killed holds up the next for a moment only', async () => {
  const dir = makeLocked(JSON.stringify(ended));
  writeFileSync(join(dir, '.lock.taking'), '');
  utimesSync(join(dir, '.lock.taking'), 0, 0);
  await (await takeLock(dir))();
  expect(readdirSync(dir)).toEqual([]);
});

describe('a lock is taken over', () => {
  test.each([
    ['of a process that has ended', JSON.stringify(ended), 0],
    ['of another process that had this number', JSON.stringify(own), 0],
    ['of another machine that has been silent', JSON.stringify({ ...own, host: 'elsewhere' }), 300],
    ['that was never written, before a power cut', '', 60],
  ])('%s', async (_, content, secondsAgo) => {
    const dir = makeLocked(content, secondsAgo);
    const letGo = await takeLock(dir);
    expect(JSON.parse(readFileSync(join(dir, '.lock'), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    await letGo();
    expect(existsSync(join(dir, '.lock'))).toBe(false);
  });
});

describe('a lock is left alone', () => {
  test.each([
    ['of another machine that lives', JSON.stringify({ ...own, host: 'elsewhere' })],
    ['that is being written', ''],
  ])('%s', async (_, content) => {
    const dir = makeLocked(content);
    await expect(takeLock(dir)).rejects.toThrow(/^another hedui .* is writing to/);
    expect(readFileSync(join(dir, '.lock'), 'utf8')).toBe(content);
  });
});

test('a second run into one folder is wrong use, in one line', async () => {
  const folder = makeFolder({ 'in/a.html': makeForm(), 'out/kept.txt': 'as it was' });
  const letGo = await takeLock(join(folder, 'out'));
  const second = await runCli(['audit', 'in', '--out', 'out'], { cwd: folder });
  await letGo();
  expect(second).toEqual({
    code: 2,
    stdout: '',
    stderr: `hedui: 另一个 hedui（进程 ${process.pid}）正在写 out；请等它结束，或用 --out 另选文件夹\n`,
  });
  expect(readdirSync(join(folder, 'out'))).toEqual(['kept.txt']);
  writeFileSync(join(folder, 'out', '.lock'), JSON.stringify(ended));
  expect((await runCli(['audit', 'in', '--out', 'out', '--fail-on', 'never'], { cwd: folder })).code).toBe(0);
});
