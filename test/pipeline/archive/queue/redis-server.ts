import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { makeFolder } from '../temporary-folder.ts';

/** A Redis of our own for a test, which keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Ends it at once; what it held is lost. */
  kill(): Promise<void>;
  /** Starts it, empty, where it was. */
  start(): Promise<void>;
}

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) process.stderr.write('skipped: tests of the queue (redis-server is not installed)\n');

export async function startRedis(password = ''): Promise<TestRedis> {
  const port = await findFreePort();
  const folder = makeFolder();
  let server: ChildProcess;
  const redis: TestRedis = {
    url: `redis://${password === '' ? '' : `:${password}@`}127.0.0.1:${port}`,
    port,
    async kill() {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
    },
    async start() {
      const limits = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const secret = password === '' ? [] : ['--requirepass', password];
      server = spawn('redis-server', [...limits, ...secret, '--dir', folder], { stdio: 'ignore' });
      // Tries to connect until it answers.
      const client = new Redis(redis.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
      client.on('error', () => undefined);
      await client.ping();
      client.disconnect();
    },
  };
  await redis.start();
  return redis;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
