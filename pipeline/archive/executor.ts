import type { Reply, Task } from './task.ts';

/**
 * Does tasks somewhere: in processes of this machine, or of others behind a queue. A task says all that its result
 * depends on and may be done twice, so whoever carries it may deliver it more than once; the first reply counts.
 */
export interface Executor {
  /** Tasks that can be under way at a time; more are of no use. */
  readonly width: number;
  /**
   * Does a task as soon as there is room. With the reply `done` its Document stands in `task.output`, on disk for
   * good; with any other nothing of the task is left but, perhaps, a part of that file. Rejects where no task can be
   * done at all or the executor was closed.
   */
  run(task: Task, timeoutMs: number): Promise<Reply>;
  /** Ends what is under way and forgets what waits. */
  close(): void | Promise<void>;
}
