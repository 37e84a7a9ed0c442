import type { RunEvent } from '../archive/open-run.ts';
import { type Language, toPrintable } from './terminal.ts';

/** Shortest time between two drawings of the line; faster only costs time and flickers. */
const REDRAW_MS = 100;

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly language: Language;
  readonly isQuiet: boolean;
  /** One line a file instead of one line that changes. */
  readonly isVerbose: boolean;
}

export interface Progress {
  onEvent(event: RunEvent): void;
  /** Takes the changing line away. */
  end(): void;
}

/** Shows on stderr how far a run is: one changing line on a terminal, a line a file with -v, else nothing. */
export function createProgress({ stream, language, isQuiet, isVerbose }: ProgressOptions): Progress {
  const isLine = stream.isTTY === true && !isQuiet && !isVerbose;
  const counts = { files: 0, done: 0, failed: 0, findings: 0 };
  let drawnMs = Number.NEGATIVE_INFINITY;

  function draw(): void {
    const nowMs = performance.now();
    if (nowMs - drawnMs < REDRAW_MS && counts.done < counts.files) return;
    drawnMs = nowMs;
    const { files, done, failed, findings } = counts;
    const text = {
      zh: `${done}/${files} 个文件，${findings} 条问题，${failed} 个失败`,
      en: `${done}/${files} files, ${findings} findings, ${failed} failed`,
    };
    stream.write(`\r\u001b[2K${text[language]}`);
  }

  return {
    onEvent(event) {
      if (event.kind === 'start') counts.files = event.files;
      else if (event.kind === 'file') {
        counts.done += 1;
        counts.failed += event.outcome === 'failed' ? 1 : 0;
        counts.findings += event.findings;
        if (isVerbose && !isQuiet) stream.write(`${toFileLine(event, language)}\n`);
      }
      if (isLine) draw();
    },
    end() {
      if (isLine) stream.write('\r\u001b[2K');
    },
  };
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
