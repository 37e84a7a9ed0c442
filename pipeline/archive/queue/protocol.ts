import { z } from 'zod';
import type { Reply, Task } from '../task.ts';
import { readCodeVersion } from '../versions.ts';

/** What coordinator and workers say to each other through Redis. */

export type AuditTask = Extract<Task, { kind: 'audit' }>;

/** A task as it travels: without what belongs to one machine (folders) or to nobody else (the password). */
export type RemoteTask = Omit<AuditTask, 'file' | 'output'>;

/** One file to audit. */
export interface RemoteJob {
  readonly runId: string;
  /** Relative to the root of the archive, with /. */
  readonly file: string;
  readonly timeoutMs: number;
  readonly task: RemoteTask;
}

/** What a worker sends back; the Document lies under its own key in pieces, compressed. */
export interface Delivery {
  readonly jobId: string;
  readonly deliveryId: string;
  readonly reply: Reply;
}

/** Only the outside is looked at: the name of the queue says that both sides run the same code. */
export const remoteJobSchema = z.object({
  runId: z.string(),
  file: z.string(),
  timeoutMs: z.number().positive(),
  task: z.custom<RemoteTask>(
    (task) => z.object({ kind: z.literal('audit'), path: z.string() }).safeParse(task).success,
  ),
});

export const deliverySchema = z.object({
  jobId: z.string(),
  deliveryId: z.string(),
  reply: z.custom<Reply>((reply) => z.object({ kind: z.string() }).safeParse(reply).success),
});

/** Prefix of every key. */
export const KEY_PREFIX = 'hedui';

/** Workers of other code would give other bytes, so they listen at a queue of another name. */
export function toQueueName(): string {
  return `files-${readCodeVersion().slice(0, 16)}`;
}

/** There while the coordinator of a run lives. */
export const toRunKey = (runId: string): string => `${KEY_PREFIX}:run:${runId}`;
/** List of deliveries. */
export const toResultsKey = (runId: string): string => `${KEY_PREFIX}:results:${runId}`;
/** List of pieces of a compressed Document. */
export const toDocumentKey = (deliveryId: string): string => `${KEY_PREFIX}:document:${deliveryId}`;

/** What nobody fetches is gone after this time. */
export const KEPT_SECONDS = 3600;

/** How a worker that died is noticed. */
export interface LockSettings {
  /** Time after which a job whose worker does not renew its lock is taken for abandoned. */
  readonly lockMs: number;
  /** How often abandoned jobs are looked for. */
  readonly lookMs: number;
}

/** A worker's main process only waits, so that a lock is renewed in time even on a busy machine. */
export const LOCKS: LockSettings = { lockMs: 15_000, lookMs: 5000 };

/** Workers a job may take down with it. */
export const MOST_DEATHS = 3;
