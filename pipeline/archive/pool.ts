import { totalmem } from 'node:os';
import PQueue from 'p-queue';
import type { Executor } from './executor.ts';
import { openSlot, type Slot, type SlotOptions } from './slot.ts';
import type { Reply, Task } from './task.ts';

/** Does tasks in processes of this machine; closing kills them. */
export interface Pool extends Executor {
  close(): void;
}

export interface PoolOptions extends Partial<SlotOptions> {
  readonly jobs: number;
  /** Tasks after which a slot is replaced. */
  readonly recycleAfter?: number;
}

/** Heap of one slot: what the largest file that has to be read (5,000 pages) may take. */
const HEAP_MIB = 2048;
/** Beside the heap: pictures of a page at 300 dpi, fonts and the recogniser took 400 MiB at most. */
const RESIDENT_MIB = 3072;
/** Of the machine's memory, what all slots together may hold: more, and the system kills whom it likes. */
const SHARE_OF_MEMORY = 0.8;
/** A new process costs less than a second, little beside 500 files; a leak of a library grows no longer than that. */
const RECYCLE_AFTER = 500;

/** Opens slots as they are needed and keeps them warm from file to file. */
export function openPool({
  jobs,
  workerModule = findWorkerModule(),
  heapMib = HEAP_MIB,
  residentMib = Math.min(RESIDENT_MIB, Math.floor(((totalmem() / 2 ** 20) * SHARE_OF_MEMORY) / jobs)),
  recycleAfter = RECYCLE_AFTER,
}: PoolOptions): Pool {
  const queue = new PQueue({ concurrency: jobs });
  const idle: { slot: Slot; tasks: number }[] = [];
  const open = new Set<Slot>();
  let isClosed = false;

  async function runInSlot(task: Task, timeoutMs: number): Promise<Reply> {
    const { slot, tasks } = idle.pop() ?? { slot: await openNew(), tasks: 0 };
    const reply = await slot.run(task, timeoutMs);
    // After a fault that the reader did not foresee its state is not to be trusted with the next file.
    const isSound = slot.isAlive() && !(reply.kind === 'failure' && reply.code === 'crash');
    if (isSound && tasks + 1 < recycleAfter) idle.push({ slot, tasks: tasks + 1 });
    else {
      slot.kill();
      open.delete(slot);
    }
    return reply;
  }

  async function openNew(): Promise<Slot> {
    const slot = await openSlot({ workerModule, heapMib, residentMib });
    open.add(slot);
    if (isClosed) slot.kill();
    return slot;
  }

  return {
    width: jobs,
    async run(task, timeoutMs) {
      const reply = await queue.add(() => (isClosed ? Promise.reject(closed()) : runInSlot(task, timeoutMs)));
      if (isClosed) throw closed();
      return reply;
    },
    close() {
      isClosed = true;
      for (const slot of open) slot.kill();
      open.clear();
    },
  };
}

function closed(): Error {
  return new Error('the pool was closed');
}

/** The compiled worker: beside this file when compiled, in dist/ when run from the sources (as the tests do). */
function findWorkerModule(): URL {
  const isCompiled = import.meta.url.endsWith('.js');
  return new URL(isCompiled ? './worker.js' : '../../dist/pipeline/archive/worker.js', import.meta.url);
}
