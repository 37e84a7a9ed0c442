import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { auditFiles } from '../pipeline/review/review-of.ts';
import { runCli } from './run-cli.ts';

/** The program starts several times. */
vi.setConfig({ testTimeout: 120_000 });

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'pipeline', 'cli.js');

test('review prints the address, serves the compiled page and ends cleanly when interrupted', async () => {
  const { dir } = await auditFiles({ 'form.html': makeForm({ rate: '81.62%' }) });
  const child = spawn(process.execPath, [CLI, 'review', dir, '--by', '甲']);
  let [stdout, stderr] = ['', ''];
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}/.exec(stdout)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(stderr)));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = await address;
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve([code, signal])));
  const page = await fetch(url);
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const script = await fetch(new URL('/page/main.js', url), { headers: { cookie } });
  expect([page.status, script.status]).toEqual([200, 200]);
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(stdout.trim().split('\n').at(-1)).toBe(
    `决定已保存在 ${dir}/decisions.jsonl；运行 hedui validate ${dir} 更新数据集。`,
  );
  expect(stderr).toBe('');
});

test('a port that is taken, a wrong port and a folder that is no dataset are one line each', async () => {
  const { dir } = await auditFiles({ 'form.html': makeForm() });
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo; // it listens on a port
  const taken = await runCli(['review', dir, '--port', String(port)]);
  other.close();
  expect([taken.code, taken.stdout, taken.stderr]).toEqual([
    2,
    '',
    `hedui: 端口 ${port} 已被占用或不可用；请用 --port 另选一个，或不写 --port\n`,
  ]);
  const wrong = await runCli(['review', dir, '--port', '70000', '--lang', 'en']);
  expect([wrong.code, wrong.stderr]).toEqual([2, 'hedui: --port 70000 is not valid; give a number from 0 to 65535\n']);
  const none = await runCli(['review', makeFolder(), '--lang', 'en']);
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/^hedui: .* is not a dataset .*\n$/);
});
