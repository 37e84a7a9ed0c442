import type { RunEvent } from '../archive/open-run.ts';
import type { ProgressLine } from '../model/progress.ts';
import { type Language, toPlain, toPrintable } from './terminal.ts';

/** Shortest time between two drawings of the line; faster only costs time and flickers. */
const REDRAW_MS = 100;
/** Shortest time between two lines for machines that only say that hashing goes on. */
const HASHING_MS = 1000;
/** Time over which the rate is taken: long enough that one large file does not make it jump. */
const RATE_MS = 20_000;

export interface ProgressOptions {
  readonly stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  readonly language: Language;
  readonly isQuiet: boolean;
  /** One line a file instead of one line that changes. */
  readonly isVerbose: boolean;
  /** One JSON object a line, whatever the other options say. */
  readonly isJson: boolean;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

export interface Progress {
  onEvent(event: RunEvent): void;
  /** Takes the changing line away; `isDone`: the run came to its end. */
  end(isDone: boolean): void;
}

/**
 * Shows on stderr how far a run is: JSON for machines, a line a file with -v, one changing line on a terminal, else (in
 * a file, in CI) nothing. What could not be written is told whatever the options say.
 */
export function createProgress(options: ProgressOptions): Progress {
  const { stream, language, isQuiet, isVerbose, isJson, now = () => performance.now() } = options;
  const isLine = stream.isTTY === true && !isQuiet && !isVerbose && !isJson && process.env.CI === undefined;
  const count = createCounts(now);
  let toldMs = Number.NEGATIVE_INFINITY;

  function isDue(waitMs: number): boolean {
    if (now() - toldMs < waitMs) return false;
    toldMs = now();
    return true;
  }

  function tell(event: ProgressLine['event'], file: Partial<ProgressLine> = {}): void {
    const none = { path: null, outcome: null, failure: null, isKept: null };
    if (isJson)
      stream.write(`${JSON.stringify({ event, ...none, ...file, ...count.counts() } satisfies ProgressLine)}
`);
  }

  function draw(text: Readonly<Record<Language, string>>): void {
    if (isLine && isDue(REDRAW_MS)) stream.write(`\r\u001b[2K${text[language]}`);
  }

  return {
    onEvent(event) {
      count.add(event);
      const counts = count.counts();
      const { files, hashed } = counts;
      switch (event.kind) {
        case 'start':
          tell('start');
          return;
        case 'hashed':
          if (isJson && isDue(HASHING_MS)) tell('hashing');
          draw({ zh: `${hashed}/${files} 个文件已登记`, en: `${hashed}/${files} files listed` });
          return;
        case 'file': {
          const { path, outcome, failure, isKept } = event;
          tell('file', { path, outcome, failure, isKept });
          if (isVerbose && !isQuiet && !isJson) stream.write(`${toFileLine(event, language)}\n`);
          draw(toCountsLine(counts));
          return;
        }
        case 'writing':
          tell('writing');
          toldMs = Number.NEGATIVE_INFINITY;
          draw({ zh: '正在写出数据集', en: 'writing the dataset' });
          return;
        case 'unwritten':
          stream.write(`${isLine ? '\r\u001b[2K' : ''}hedui: ${toPlain(event.message, language)}\n`);
          return;
        default:
          event satisfies never;
      }
    },
    end(isDone) {
      if (isLine) stream.write('\r\u001b[2K');
      if (isDone) tell('end');
    },
  };
}

type Counts = Omit<ProgressLine, 'event' | 'path' | 'outcome' | 'failure' | 'isKept'>;

function createCounts(now: () => number): { add(event: RunEvent): void; counts(): Counts } {
  const startedMs = now();
  const counts = { files: 0, hashed: 0, done: 0, kept: 0, failed: 0, pages: 0, findings: 0 };
  /** When files were done lately that were worked on. */
  let worked: number[] = [];
  return {
    add(event) {
      if (event.kind === 'start') counts.files = event.files;
      if (event.kind === 'hashed') {
        counts.hashed += 1 + (event.members ?? 0);
        counts.files += event.members ?? 0;
      }
      if (event.kind !== 'file') return;
      counts.done += 1;
      counts.kept += event.isKept ? 1 : 0;
      counts.failed += event.outcome === 'failed' ? 1 : 0;
      counts.pages += event.pages;
      counts.findings += event.findings;
      if (!event.isKept) worked.push(now());
    },
    counts() {
      const nowMs = now();
      worked = worked.filter((atMs) => nowMs - atMs <= RATE_MS);
      const overMs = Math.min(RATE_MS, nowMs - startedMs);
      const rate = worked.length === 0 || overMs === 0 ? null : (worked.length * 1000) / overMs;
      return {
        ...counts,
        seconds: toTenths((nowMs - startedMs) / 1000),
        filesPerSecond: rate === null ? null : toTenths(rate),
        secondsLeft: rate === null ? null : Math.round((counts.files - counts.done) / rate),
      };
    },
  };
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function toCountsLine(counts: Counts): Record<Language, string> {
  const { files, done, failed, pages, findings, filesPerSecond, secondsLeft } = counts;
  const rate = filesPerSecond === null ? '' : ` · ${filesPerSecond}/s`;
  const left = secondsLeft === null || done === files ? null : toDuration(secondsLeft);
  return {
    zh: `${done}/${files} 个文件，${pages} 页，${findings} 条问题，${failed} 个失败${rate}${left === null ? '' : ` · 还需 ${left}`}`,
    en: `${done}/${files} files, ${pages} pages, ${findings} findings, ${failed} failed${rate}${left === null ? '' : ` · ${left} left`}`,
  };
}

/** 0:42, 12:07, 3:12:07 */
function toDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function toFileLine(
  { path, outcome, failure, findings }: Extract<RunEvent, { kind: 'file' }>,
  language: Language,
): string {
  const words = {
    read: { zh: `${findings} 条问题`, en: `${findings} findings` },
    'no-report': { zh: '没有发现报告', en: 'no report in it' },
    failed: { zh: `失败 ${failure}`, en: `failed ${failure}` },
  };
  return `${toPrintable(path)}: ${words[outcome][language]}`;
}
