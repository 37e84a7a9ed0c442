import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Message } from '../../model/source.ts';
import { UsageError } from '../../usage-error.ts';
import { openPool, type PoolOptions } from '../pool.ts';
import type { Reply } from '../task.ts';
import { openRedis } from './connection.ts';
import { sendDocument } from './document-pieces.ts';
import {
  type AuditTask,
  type Delivery,
  KEPT_SECONDS,
  KEY_PREFIX,
  LOCKS,
  type LockSettings,
  MOST_DEATHS,
  remoteJobSchema,
  toQueueName,
  toResultsKey,
  toRunKey,
} from './protocol.ts';

export interface QueueWorkerOptions {
  readonly url: string;
  /** Absolute folder where the archive is mounted on this machine. */
  readonly root: string;
  readonly pool: PoolOptions;
  /** Of encrypted files; each machine has its own, because Redis is told none. */
  readonly password: string | null;
  /** Folder that keeps what was recognised; null: nothing is kept. */
  readonly cache: string | null;
  /** Told after each file. */
  readonly onFile?: (path: string, reply: Reply) => void;
  /** Told why nothing goes on, and null when it does again. */
  readonly onWaiting: (message: Message | null) => void;
  readonly locks?: LockSettings;
}

export interface QueueWorker {
  /** Ends when the worker was closed; rejects where it can do no file at all. */
  readonly ended: Promise<void>;
  /** Takes no further file and waits for those under way. */
  close(): Promise<void>;
  /** Ends now; files under way are taken up by others. */
  kill(): void;
}

/** Takes files from a queue and audits each in a process of this machine. Throws UsageError where Redis cannot be used. */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  const { url, pool: poolOptions, locks = LOCKS, onWaiting } = options;
  const redis = await openRedis(url, onWaiting);
  const folder = await mkdtemp(join(tmpdir(), 'hedui-worker-')).catch((error: unknown) => {
    redis.disconnect();
    throw noRoom(error);
  });
  const pool = openPool(poolOptions);
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<void>((resolvePromise, reject) => {
    end = resolvePromise;
    fail = reject;
  });
  const worker = new Worker(toQueueName(), (job: Job) => takeJob(job), {
    connection: redis,
    prefix: KEY_PREFIX,
    concurrency: poolOptions.jobs,
    lockDuration: locks.lockMs,
    stalledInterval: locks.lookMs,
    maxStalledCount: MOST_DEATHS - 1,
  });
  worker.on('error', () => undefined); // a lost connection is told by onWaiting, a job is handed out again

  async function takeJob(job: Job): Promise<void> {
    const { runId, file, timeoutMs, task } = remoteJobSchema.parse(job.data);
    const jobId = job.id ?? '';
    // Nobody waits for the files of a run that is over.
    if ((await redis.exists(toRunKey(runId))) === 0) return;
    const deliveryId = randomUUID();
    const output = join(folder, `${deliveryId}.json`);
    const { password, cache } = options;
    const reading = { ...task.reading, password, cache };
    await requireEngine(task.reading);
    try {
      const reply = await pool.run({ ...task, reading, file: toFile(options.root, file), output }, timeoutMs);
      if (reply.kind === 'unwritable') {
        const error = noRoom(new Error(reply.reason));
        fail(error);
        throw error;
      }
      // The coordinator has read this file, so that the fault is of this machine's mount: others may do better.
      if (reply.kind === 'failure' && reply.code === 'not-readable') throw new Error(reply.message.en);
      if (reply.kind === 'done') await sendDocument(redis, { file: output, deliveryId });
      await deliver(redis, runId, { jobId, deliveryId, reply });
      options.onFile?.(task.path, reply);
    } finally {
      await rm(output, { force: true });
    }
  }

  async function cleanUp(): Promise<void> {
    pool.close();
    redis.disconnect();
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    end();
  }

  return {
    ended,
    async close() {
      await worker.close();
      await cleanUp();
    },
    kill() {
      void worker.close(true).catch(() => undefined);
      void cleanUp();
    },
  };
}

async function deliver(redis: Redis, runId: string, delivery: Delivery): Promise<void> {
  const key = toResultsKey(runId);
  await redis.multi().rpush(key, JSON.stringify(delivery)).expire(key, KEPT_SECONDS).exec();
}

/** Absolute place of a file of the archive; what Redis says must not lead out of it. */
function toFile(root: string, file: string): string {
  const parts = file.split('/');
  if (parts.some((part) => part === '..' || part === '' || part.includes('\0'))) {
    throw new Error('a file outside the root was asked for');
  }
  return resolve(root, ...parts);
}

/** Another version of a recognition program installed here would read other text than the coordinator's. */
async function requireEngine({ ocrEngine, ocrEngineVersion }: AuditTask['reading']): Promise<void> {
  if (ocrEngine === undefined || ocrEngineVersion === undefined || ocrEngineVersion === null) return;
  const { readEngineVersion } = await import('../../../parsers/scan/engines/open-recogniser.ts');
  const { isEngineName } = await import('../../../parsers/scan/engines/engine-names.ts');
  const version = isEngineName(ocrEngine) ? await readEngineVersion(ocrEngine) : null;
  if (version !== ocrEngineVersion) throw new Error(`${ocrEngine} is of another version here`);
}

function noRoom(cause: unknown): UsageError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UsageError(
    {
      zh: `无法写入临时文件夹（${reason}）；请检查磁盘空间，或设置 TMPDIR`,
      en: `cannot write to the temporary folder (${reason}); check disk space, or set TMPDIR`,
    },
    { cause },
  );
}
