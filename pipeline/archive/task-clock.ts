import type { RecognitionProgress } from '../../parsers/parser.ts';
import type { Message } from '../model/source.ts';

/** What a task may take beside the time it was given. */
export interface ClockLimits {
  /** More time for each page that has to be recognised. */
  readonly pageMs: number;
  /** While pages are recognised: the longest time in which nothing is read. */
  readonly stallMs: number;
}

/**
 * A page takes some ten seconds of one core, three times that on a loaded or slow machine. The longest stretch in which
 * nothing is read is the making ready of a page, a few seconds.
 */
export const CLOCK_LIMITS: ClockLimits = { pageMs: 30_000, stallMs: 60_000 };

/** Longer waits end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Watches over the time of a task until `stop`. */
export interface TaskClock {
  /** Takes note of what the task tells of recognition. */
  tell(progress: RecognitionProgress): void;
  stop(): void;
}

/** Starts a clock; `onLate` is called once, with the reason, when the time is over or recognition stands still. */
export function startClock(
  timeoutMs: number,
  onLate: (reason: Message) => void,
  { pageMs, stallMs }: ClockLimits = CLOCK_LIMITS,
): TaskClock {
  const startedMs = performance.now();
  let givenMs = timeoutMs;
  let stallTimer: NodeJS.Timeout | undefined;
  let timer = startTimer(timeoutMs);

  function startTimer(waitMs: number): NodeJS.Timeout {
    return setTimeout(() => end(toOverdue(givenMs)), Math.min(waitMs, LONGEST_MS));
  }

  function end(reason: Message): void {
    stop();
    onLate(reason);
  }

  function stop(): void {
    clearTimeout(timer);
    clearTimeout(stallTimer);
  }

  return {
    tell(progress) {
      clearTimeout(stallTimer);
      if (progress.kind === 'end') return;
      stallTimer = setTimeout(() => end(toStalled(stallMs)), stallMs);
      if (progress.kind !== 'begin') return;
      givenMs += progress.pages * pageMs;
      clearTimeout(timer);
      timer = startTimer(startedMs + givenMs - performance.now());
    },
    stop,
  };
}

function toOverdue(givenMs: number): Message {
  const seconds = givenMs / 1000;
  return {
    zh: `${seconds} 秒内没有读完；可用 --timeout 放宽，下次运行会再试`,
    en: `not done within ${seconds} s; raise --timeout, the next run tries again`,
  };
}

function toStalled(stallMs: number): Message {
  const seconds = stallMs / 1000;
  return {
    zh: `识别扫描页时 ${seconds} 秒没有进展；下次运行会再试，或用 --ocr never 跳过扫描页`,
    en: `recognition of scanned pages stood still for ${seconds} s; the next run tries again, or leave them out with --ocr never`,
  };
}
