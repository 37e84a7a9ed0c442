import { randomUUID } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';
import { Queue } from 'bullmq';
import type { Message } from '../../model/source.ts';
import type { Executor } from '../executor.ts';
import type { Reply } from '../task.ts';
import { openRedis } from './connection.ts';
import { receiveDocument } from './document-pieces.ts';
import {
  type AuditTask,
  type Delivery,
  deliverySchema,
  KEPT_SECONDS,
  KEY_PREFIX,
  type RemoteJob,
  toDocumentKey,
  toQueueName,
  toResultsKey,
  toRunKey,
} from './protocol.ts';

export interface QueueExecutorOptions {
  /** redis:// or rediss://, with its password; it is never logged or recorded. */
  readonly url: string;
  /** Absolute folder of the archive; workers have it mounted somewhere too. */
  readonly root: string;
  /** Does what is no reading of a file, and files that no worker can get at. */
  readonly local: Executor;
  /** Told why nothing goes on, and null when it does again. */
  readonly onWaiting: (message: Message | null) => void;
}

/** Files handed out at a time: enough for some hundred processes, little beside what Redis holds. */
const WIDTH = 256;
/** How often it is looked whether what was handed out is still there. */
const LOOK_MS = 2000;
/** Time a blocking read waits for a result before it asks anew. */
const POP_SECONDS = 5;
/** A run whose coordinator has not been heard of for this long is over. */
const RUN_SECONDS = 60;
/** Looks in a row that have to miss a job before it is handed out again. */
const MISSES = 2;
/** Time without a worker after which that is told. */
const WORKERLESS_MS = 10_000;

interface Pending {
  readonly task: AuditTask;
  readonly timeoutMs: number;
  readonly job: RemoteJob;
  readonly settle: (reply: Reply | Promise<Reply>) => void;
  /** Its result is being fetched. */
  isArriving: boolean;
  misses: number;
}

/**
 * Hands files to workers over a BullMQ queue on Redis. What is under way is known here, not in Redis: a job that Redis
 * lost is handed out again, a result that comes twice counts once. A job that no worker can do is done here.
 * Throws UsageError where Redis cannot be used.
 */
export async function openQueueExecutor({ url, root, local, onWaiting }: QueueExecutorOptions): Promise<Executor> {
  const redis = await openRedis(url, onWaiting);
  const results = redis.duplicate(); // a blocking read holds its connection
  results.on('error', () => undefined); // told by the other connection
  const runId = randomUUID();
  const queue = new Queue<RemoteJob>(toQueueName(), { connection: redis, prefix: KEY_PREFIX });
  queue.on('error', () => undefined);
  const pending = new Map<string, Pending>();
  let jobs = 0;
  let isClosed = false;
  let workerlessSince: number | null = null;

  async function add(jobId: string, { job }: Pending): Promise<void> {
    // Removed by the worker that did it: what came of it is in the list of results by then.
    await queue.add('audit', job, { jobId, attempts: 3, removeOnComplete: true, stackTraceLimit: 0 });
  }

  function runRemotely(task: AuditTask, { file, timeoutMs }: { file: string; timeoutMs: number }): Promise<Reply> {
    jobs += 1;
    const jobId = `${runId}-${jobs}`;
    const { file: _file, output: _output, ...rest } = task;
    const reading = { ...task.reading, password: null, cache: null };
    return new Promise((resolve, reject) => {
      const entry: Pending = {
        task,
        timeoutMs,
        job: { runId, file, timeoutMs, task: { ...rest, reading } },
        settle(reply) {
          pending.delete(jobId);
          resolve(reply);
        },
        isArriving: false,
        misses: 0,
      };
      pending.set(jobId, entry);
      add(jobId, entry).catch(reject);
    });
  }

  async function takeDeliveries(): Promise<void> {
    while (!isClosed) {
      const popped = await results.blpop(toResultsKey(runId), POP_SECONDS);
      if (popped === null) continue;
      const delivery = deliverySchema.safeParse(JSON.parse(popped[1])).data;
      if (delivery !== undefined) await takeDelivery(delivery);
    }
  }

  async function takeDelivery({ jobId, deliveryId, reply }: Delivery): Promise<void> {
    const entry = pending.get(jobId);
    if (entry === undefined) {
      await redis.del(toDocumentKey(deliveryId)); // it came before
      return;
    }
    if (reply.kind !== 'done') return entry.settle(reply);
    entry.isArriving = true;
    try {
      const isWhole = await receiveDocument(redis, { file: entry.task.output, deliveryId, sha256: reply.outputSha256 });
      if (isWhole) return entry.settle(reply);
    } catch (error) {
      if (isClosed) throw error;
      return entry.settle({ kind: 'unwritable', reason: error instanceof Error ? error.message : String(error) });
    }
    entry.isArriving = false;
    await add(jobId, entry);
  }

  /** Looks after what is under way: Redis may have forgotten it, or no worker could do it. */
  async function look(): Promise<void> {
    await redis.set(toRunKey(runId), '1', 'EX', RUN_SECONDS);
    await redis.expire(toResultsKey(runId), KEPT_SECONDS);
    for (const [jobId, entry] of [...pending]) {
      if (isClosed) return;
      if (!entry.isArriving) await lookAfter(jobId, entry);
    }
    await tellWorkerless();
  }

  async function lookAfter(jobId: string, entry: Pending): Promise<void> {
    const state = await queue.getJobState(jobId);
    if (state === 'failed') {
      const reason = (await queue.getJob(jobId))?.failedReason ?? '';
      await queue.remove(jobId);
      if (pending.has(jobId)) entry.settle(/stalled/.test(reason) ? toCrash() : local.run(entry.task, entry.timeoutMs));
    } else if (state === 'unknown') {
      entry.misses += 1;
      if (entry.misses < MISSES || (await redis.llen(toResultsKey(runId))) > 0 || !pending.has(jobId)) return;
      entry.misses = 0;
      await add(jobId, entry);
    } else entry.misses = 0;
  }

  async function tellWorkerless(): Promise<void> {
    const isWaiting = pending.size > 0 && (await queue.getWorkersCount()) === 0;
    if (!isWaiting) {
      if (workerlessSince === Number.POSITIVE_INFINITY) onWaiting(null);
      workerlessSince = null;
      return;
    }
    workerlessSince ??= performance.now();
    if (performance.now() - workerlessSince < WORKERLESS_MS) return;
    workerlessSince = Number.POSITIVE_INFINITY; // told once
    onWaiting({
      zh: '没有同一版本的 hedui worker 在取文件；请在各机器上启动 hedui worker --queue URL',
      en: 'no hedui worker of this version takes files; start hedui worker --queue URL on your machines',
    });
  }

  await redis.set(toRunKey(runId), '1', 'EX', RUN_SECONDS);
  const taking = takeDeliveries().catch(ignoreWhenClosed);
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => (isClosed ? undefined : look())).catch(ignoreWhenClosed);
  }, LOOK_MS);

  function ignoreWhenClosed(error: unknown): void {
    if (isClosed) return;
    for (const { settle } of [...pending.values()]) settle(Promise.reject(error));
  }

  return {
    width: WIDTH,
    run(task, timeoutMs) {
      if (isClosed) return Promise.reject(new Error('the queue was closed'));
      const file = task.kind === 'audit' ? findWithin(root, task.file) : null;
      return task.kind === 'audit' && file !== null
        ? runRemotely(task, { file, timeoutMs })
        : local.run(task, timeoutMs);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      const left = [...pending];
      for (const [, { settle }] of left) settle(Promise.reject(new Error('the queue was closed')));
      await local.close();
      results.disconnect();
      if (redis.status === 'ready') {
        // Nobody waits for what is left, so that no worker should begin with it.
        await Promise.allSettled(left.map(([jobId]) => queue.remove(jobId)));
        await redis.del(toRunKey(runId), toResultsKey(runId));
      }
      redis.disconnect();
      await taking;
    },
  };
}

/** Path of a file relative to a folder, with /; null where it lies outside. */
function findWithin(root: string, file: string): string | null {
  const way = relative(root, file);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null;
  return way.split(sep).join('/');
}

function toCrash(): Extract<Reply, { kind: 'failure' }> {
  return {
    kind: 'failure',
    code: 'crash',
    message: {
      zh: '读取它时，三个工作进程先后意外终止；下次运行会再试',
      en: 'three workers ended unexpectedly while reading it; the next run tries again',
    },
    sha256: null,
    bytes: null,
    format: null,
  };
}
