import { type ChildProcess, fork } from 'node:child_process';
import type { Message } from '../model/source.ts';
import { type FailureReply, OUT_OF_MEMORY_MESSAGE, type Progress, type Reply, type Task } from './task.ts';
import { startClock } from './task-clock.ts';
import { watchMemory } from './watch-memory.ts';

/** A child process that does one task after another and is killed when one takes too long. */
export interface Slot {
  /** Does a task. A task that takes too long, crashes or runs out of memory gives a failure and ends the slot. */
  run(task: Task, timeoutMs: number): Promise<Reply>;
  /** False once the process has ended. */
  isAlive(): boolean;
  /** Kills the process with its children. */
  kill(): void;
}

export interface SlotOptions {
  /** Absolute path or URL of the module the child runs. */
  readonly workerModule: string | URL;
  readonly heapMib: number;
  /** Memory the child may hold, its heap and all beside it. */
  readonly residentMib: number;
}

/** Characters of the child's stderr kept to tell why it ended. */
const STDERR_KEPT = 4096;
/** Time for a child to start; ten times what a loaded machine of two cores needed (0.1–1 s). */
const START_TIMEOUT_MS = 30_000;
/** Wait for the child's last words after it ended; its pipe is normally drained at once. */
const LAST_WORDS_MS = 500;

const OUT_OF_MEMORY = /heap out of memory|Reached heap limit|allocation failed/i;

/** Starts a slot; rejects where the child cannot start at all, which is a fault of the installation, not of a file. */
export async function openSlot({ workerModule, heapMib, residentMib }: SlotOptions): Promise<Slot> {
  const { HEDUI_PASSWORD: _, ...env } = process.env;
  const isGroupLeader = process.platform !== 'win32';
  const child = fork(workerModule, [], {
    execArgv: [`--max-old-space-size=${heapMib}`],
    // A group of its own, so that what the reader started dies with it. Nothing a library prints reaches our stdout.
    detached: isGroupLeader,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env,
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = `${stderr}${text}`.slice(-STDERR_KEPT);
  });
  const ended = whenEnded(child);
  let alive = true;
  let killed = false;
  let failed: FailureReply | null = null;
  const died = ended.then(({ code, signal }): FailureReply => {
    alive = false;
    return failed ?? toDeath({ code, signal, stderr });
  });

  function kill(): void {
    if (!alive || killed || child.pid === undefined) return;
    killed = true;
    try {
      if (isGroupLeader) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      child.kill('SIGKILL'); // the group is gone already
    }
  }

  await whenReady(child, { died, kill, lastWords: () => stderr });
  return {
    isAlive: () => alive && !killed,
    kill,
    async run(task, timeoutMs) {
      const clock = startClock(timeoutMs, (reason) => {
        failed = toFailure('timeout', reason);
        kill();
      });
      const stopWatching = watchMemory({ pid: child.pid ?? 0, residentMib }, () => {
        failed = toFailure('out-of-memory', OUT_OF_MEMORY_MESSAGE);
        kill();
      });
      const { reply, stopListening } = nextReply(child, clock.tell);
      try {
        child.send(task, () => undefined); // an error in sending is the child's end, which is listened for
        return await Promise.race([reply, died]);
      } finally {
        clock.stop();
        stopWatching();
        stopListening();
      }
    },
  };
}

function nextReply(
  child: ChildProcess,
  onProgress: (progress: Progress['progress']) => void,
): { reply: Promise<Reply>; stopListening: () => void } {
  let stopListening = (): void => undefined;
  const reply = new Promise<Reply>((resolve) => {
    // What the child sends is written by worker.ts alone.
    const listener = (sent: unknown): void => {
      const message = sent as Progress | Reply;
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(message);
    };
    child.on('message', listener);
    stopListening = () => child.off('message', listener);
  });
  return { reply, stopListening };
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function whenEnded(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => {
      const timer = setTimeout(() => resolve({ code, signal }), LAST_WORDS_MS);
      child.once('close', () => {
        clearTimeout(timer);
        resolve({ code, signal });
      });
    });
  });
}

/** The first message of a child says that it listens. */
async function whenReady(
  child: ChildProcess,
  { died, kill, lastWords }: { died: Promise<unknown>; kill: () => void; lastWords: () => string },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<'ready'>((resolve) => child.once('message', () => resolve('ready')));
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), START_TIMEOUT_MS);
  });
  const first = await Promise.race([ready, late, died.then(() => 'died' as const)]);
  clearTimeout(timer);
  if (first === 'ready') return;
  kill();
  const reason =
    lastWords()
      .split('\n')
      .find((line) => /^\w*Error\b/.test(line)) ?? lastWords().trim().split('\n')[0];
  throw new Error(`a reading process cannot start: ${first === 'late' ? 'no answer' : reason}`);
}

function toDeath({ code, signal, stderr }: End & { stderr: string }): FailureReply {
  if (OUT_OF_MEMORY.test(stderr)) return toFailure('out-of-memory', OUT_OF_MEMORY_MESSAGE);
  const how = signal ?? `exit code ${code ?? 'unknown'}`;
  return toFailure('crash', {
    zh: `读取程序意外终止（${how}）；下次运行会再试`,
    en: `the reading process ended unexpectedly (${how}); the next run tries again`,
  });
}

function toFailure(code: FailureReply['code'], message: Message): FailureReply {
  return { kind: 'failure', code, message, sha256: null, bytes: null, format: null };
}
