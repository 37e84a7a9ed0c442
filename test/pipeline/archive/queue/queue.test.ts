import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { sendDocument } from '../../../../pipeline/archive/queue/document-pieces.ts';
import {
  type Delivery,
  type RemoteJob,
  toDocumentKey,
  toQueueName,
  toResultsKey,
} from '../../../../pipeline/archive/queue/protocol.ts';
import { openQueueExecutor } from '../../../../pipeline/archive/queue/queue-executor.ts';
import type { Reply, Task } from '../../../../pipeline/archive/task.ts';
import { type CliRun, runCli } from '../../../cli/run-cli.ts';
import { makeForm } from '../forms.ts';
import { makeFolder } from '../temporary-folder.ts';
import { hasRedis, startRedis, type TestRedis } from './redis-server.ts';

const SHORT_LOCK_WORKER = join(import.meta.dirname, 'short-lock-worker.mjs');
const LOOPS_ON_NAME = join(import.meta.dirname, '..', 'workers', 'loops-on-name.mjs');

const children: ChildProcess[] = [];
const servers: TestRedis[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.kill();
});

async function start(password?: string): Promise<TestRedis> {
  const redis = await startRedis(password);
  servers.push(redis);
  return redis;
}

interface TestWorker {
  readonly child: ChildProcess;
  /** Resolves at the n-th line it prints: "ready", then a line a file. */
  lines(count: number): Promise<void>;
}

async function startWorker(url: string, root: string, ...more: string[]): Promise<TestWorker> {
  const child = spawn(process.execPath, [SHORT_LOCK_WORKER, url, root, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text.split('\n').length - 1;
    child.emit('lines');
  });
  const worker: TestWorker = {
    child,
    async lines(count) {
      while (seen < count) await once(child, 'lines');
    },
  };
  await worker.lines(1);
  return worker;
}

/** Forms that differ, a third of which contradict themselves. */
function makeArchive(count: number): string {
  const files = Array.from({ length: count }, (_, i): [string, string] => [
    `区${i % 3}/form-${i}.html`,
    makeForm({ project: `清淤${i}段`, rate: i % 3 === 0 ? '81.62%' : '80.62%' }),
  ]);
  return makeFolder(Object.fromEntries(files));
}

function auditThrough(url: string, archive: string, out: string): Promise<CliRun> {
  return runCli(['audit', archive, '--queue', url, '--out', out, '--quiet', '--fail-on', 'never', '--jobs', '1']);
}

async function auditHere(archive: string): Promise<Record<string, string>> {
  const out = join(makeFolder(), 'local');
  await runCli(['audit', archive, '--out', out, '--quiet', '--fail-on', 'never']);
  return readGuaranteed(out);
}

function readGuaranteed(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['run.json', 'ledger.jsonl'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), 'latin1')]));
}

describe.skipIf(!hasRedis)('an audit over a queue', { timeout: 90_000 }, () => {
  test('gives the bytes of a local one, though a worker is killed and Redis loses everything on the way', async () => {
    const archive = makeArchive(60);
    const redis = await start();
    const [first, second] = await Promise.all([startWorker(redis.url, archive), startWorker(redis.url, archive)]);
    const out = join(makeFolder(), 'queue');
    const running = auditThrough(redis.url, archive, out);
    await first.lines(5);
    first.child.kill('SIGKILL');
    await second.lines(15);
    await redis.kill();
    await redis.start();
    const { code, stderr } = await running;
    expect({ code, stderr: stderr.replaceAll(/与队列.*正在重连|已恢复|hedui: |\n/g, '') }).toEqual({
      code: 0,
      stderr: '',
    });
    const here = await auditHere(archive);
    expect(here['files.jsonl']?.match(/\n/g)).toHaveLength(60);
    expect(readGuaranteed(out)).toEqual(here);
  });

  test('takes up again the files of a worker that died', async () => {
    const archive = makeArchive(12);
    const redis = await start();
    const worker = await startWorker(redis.url, archive);
    const out = join(makeFolder(), 'queue');
    const running = auditThrough(redis.url, archive, out);
    await worker.lines(4);
    worker.child.kill('SIGKILL');
    await startWorker(redis.url, archive);
    expect((await running).code).toBe(0);
    expect(readGuaranteed(out)).toEqual(await auditHere(archive));
  });

  test('calls a file that takes three workers with it a crash, and does the others', async () => {
    const archive = makeFolder({ 'a.html': makeForm(), 'endless.html': makeForm({ project: '堤防' }) });
    const redis = await start();
    const out = join(makeFolder(), 'queue');
    const running = auditThrough(redis.url, archive, out);
    const client = new Redis(redis.url);
    const locks = new Set<string>();
    for (let deaths = 0; deaths < 3; deaths += 1) {
      const { child } = await startWorker(redis.url, archive, LOOPS_ON_NAME);
      locks.add(await waitFor(() => findLock(client, { path: 'endless.html', except: locks })));
      child.kill('SIGKILL');
    }
    await startWorker(redis.url, archive, LOOPS_ON_NAME);
    expect((await running).code).toBe(3);
    client.disconnect();
    const failures = readFileSync(join(out, 'failures.jsonl'), 'utf8').trimEnd().split('\n');
    expect(failures.map((line) => JSON.parse(line)).map(({ path, code }) => [path, code])).toEqual([
      ['endless.html', 'crash'],
    ]);
  });

  test('does itself what a worker with another mount cannot find', async () => {
    const archive = makeArchive(3);
    const redis = await start();
    await startWorker(redis.url, makeFolder());
    const out = join(makeFolder(), 'queue');
    expect((await auditThrough(redis.url, archive, out)).code).toBe(0);
    expect(readGuaranteed(out)).toEqual(await auditHere(archive));
  });

  test('leaves nothing of itself in Redis but the bookkeeping of the queue, and no password', async () => {
    const archive = makeArchive(2);
    const redis = await start('geheim');
    await startWorker(redis.url, archive);
    const out = join(makeFolder(), 'queue');
    const run = await runCli(['audit', archive, '--queue', redis.url, '--out', out, '--fail-on', 'never', '-v'], {
      env: { HEDUI_PASSWORD: 'offen' },
    });
    expect(run.code).toBe(0);
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    const name = `^hedui:files-[0-9a-f]{16}:`;
    expect(keys.filter((key) => !new RegExp(`${name}(meta|id|events|stalled-check|marker)$`).test(key))).toEqual([]);
    const written = Object.values(readGuaranteed(out)).join('') + readFileSync(join(out, 'run.json'), 'utf8');
    const events = keys.find((key) => key.endsWith(':events')) ?? '';
    const everything = JSON.stringify(await client.xrange(events, '-', '+')) + written + run.stdout + run.stderr;
    client.disconnect();
    expect(everything).not.toMatch(/geheim|offen/);
  });

  test('a result that comes a second time changes nothing and is thrown away', async () => {
    const redis = await start();
    const folder = makeFolder({ 'a.html': makeForm(), 'sent.json': '{"documentId":"1"}\n', 'late.json': '{}\n' });
    const local = { width: 1, run: () => Promise.reject(new Error('not here')), close: () => undefined };
    const executor = await openQueueExecutor({ url: redis.url, root: folder, local, onWaiting: () => undefined });
    const client = new Redis(redis.url);
    const output = join(folder, 'output.json');
    const answered = executor.run(toTask(join(folder, 'a.html'), output), 1000);
    const job = await waitFor(() => findJob(client));
    const reply = toReply('{"documentId":"1"}\n');
    const deliver = async (deliveryId: string, file: string): Promise<void> => {
      await sendDocument(client, { file: join(folder, file), deliveryId });
      const delivery: Delivery = { jobId: job.id, deliveryId, reply };
      await client.rpush(toResultsKey(job.runId), JSON.stringify(delivery));
    };
    await deliver('first', 'sent.json');
    expect(await answered).toEqual(reply);
    await deliver('second', 'late.json');
    await waitFor(async () => (await client.exists(toDocumentKey('second'))) === 0);
    expect(readFileSync(output, 'utf8')).toBe('{"documentId":"1"}\n');
    client.disconnect();
    await executor.close();
  });

  test('a document that arrives damaged is asked for again', async () => {
    const redis = await start();
    const folder = makeFolder({ 'a.html': makeForm(), 'sent.json': '{"documentId":"1"}\n' });
    const local = { width: 1, run: () => Promise.reject(new Error('not here')), close: () => undefined };
    const executor = await openQueueExecutor({ url: redis.url, root: folder, local, onWaiting: () => undefined });
    const client = new Redis(redis.url);
    const output = join(folder, 'output.json');
    const answered = executor.run(toTask(join(folder, 'a.html'), output), 1000);
    const job = await waitFor(() => findJob(client));
    const reply = toReply('{"documentId":"1"}\n');
    await sendDocument(client, { file: join(folder, 'sent.json'), deliveryId: 'whole' });
    for (const deliveryId of ['none', 'whole']) {
      await client.rpush(toResultsKey(job.runId), JSON.stringify({ jobId: job.id, deliveryId, reply }));
    }
    expect(await answered).toEqual(reply);
    expect(readFileSync(output, 'utf8')).toBe('{"documentId":"1"}\n');
    client.disconnect();
    await executor.close();
  });

  test('a worker told to stop ends by itself, with nothing left in the temporary folder', async () => {
    const redis = await start();
    const temporary = makeFolder();
    const args = ['worker', '--queue', redis.url, '--root', temporary];
    const run = await runCli(args, { env: { TMPDIR: temporary }, signalAtOutput: 'SIGTERM' });
    expect(run.code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a wrong password is one line, without the password', async () => {
    const redis = await start('geheim');
    const url = redis.url.replace('geheim', 'falsch');
    const archive = makeArchive(1);
    const out = join(makeFolder(), 'queue');
    const runs = [
      await runCli(['audit', archive, '--queue', url, '--out', out, '--lang', 'en']),
      await runCli(['worker', '--queue', url, '--root', archive, '--lang', 'en']),
    ];
    const line = `hedui: cannot use the queue redis://127.0.0.1:${redis.port} (WRONGPASS); check its address and password, and that Redis runs\n`;
    expect(runs).toEqual([
      { code: 2, stdout: '', stderr: line },
      { code: 2, stdout: '', stderr: line },
    ]);
  });
});

describe('a queue that cannot be', () => {
  test.each([
    [['audit', 'x', '--queue', 'http://a']],
    [['audit', 'x', '--queue', 'nonsense']],
    [['worker', '--queue', '']],
    [['worker', '--queue', 'redis://127.0.0.1:1', '--root', join(import.meta.dirname, 'none')]],
    [['worker', '--queue', 'redis://u:geheim@127.0.0.1:1']],
  ])('%j is one line and exit code 2', async (args) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'x'), makeForm());
    const { code, stderr } = await runCli(args, { cwd: folder, env: { HEDUI_QUEUE: '' } });
    expect(code).toBe(2);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(stderr).not.toContain('geheim');
  });
});

function toTask(file: string, output: string): Extract<Task, { kind: 'audit' }> {
  return {
    kind: 'audit',
    file,
    path: 'a.html',
    sha256: '0'.repeat(64),
    output,
    reading: { maxPages: 1, maxBytes: 1 << 20, join: true, ocr: 'never', password: 'offen' },
    checking: { only: null, skip: [] },
    corrections: [],
  };
}

function toReply(document: string): Reply {
  const outputSha256 = createHash('sha256').update(document).digest('hex');
  return { kind: 'done', documentId: '1', outputSha256, bytes: 1, pages: 1, reports: 1, findings: 0, digests: [] };
}

/** The first job in a queue of this code, once there is one. */
async function findJob(client: Redis): Promise<{ id: string; runId: string } | null> {
  const [id] = await client.lrange(`hedui:${toQueueName()}:wait`, 0, 0);
  if (id === undefined) return null;
  const data = await client.hget(`hedui:${toQueueName()}:${id}`, 'data');
  const job: RemoteJob = JSON.parse(data ?? '');
  expect(data).not.toContain('offen');
  return { id, runId: job.runId };
}

/** The lock of the worker that has a path in hand, in queues of whatever code; null while there is none but those known. */
async function findLock(
  client: Redis,
  { path, except }: { path: string; except: ReadonlySet<string> },
): Promise<string | null> {
  for (const key of await client.keys('hedui:*:lock')) {
    const data = await client.hget(key.replace(/:lock$/, ''), 'data');
    const lock = await client.get(key);
    const isTaken = data !== null && (JSON.parse(data) as RemoteJob).task.path === path;
    if (isTaken && lock !== null && !except.has(lock)) return lock;
  }
  return null;
}

async function waitFor<Value>(find: () => Promise<Value | null | false>): Promise<Value> {
  for (;;) {
    const found = await find();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
