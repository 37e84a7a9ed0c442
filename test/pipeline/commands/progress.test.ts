import { expect, test } from 'vitest';
import type { RunEvent } from '../../../pipeline/archive/open-run.ts';
import { createProgress, type ProgressOptions } from '../../../pipeline/commands/progress.ts';
import { progressSchema } from '../../../pipeline/model/progress.ts';

const EVENTS: readonly RunEvent[] = [
  { kind: 'start', files: 4 },
  { kind: 'hashed' },
  { kind: 'file', path: 'gone.pdf', outcome: 'failed', failure: 'not-readable', pages: 0, findings: 0, isKept: false },
  { kind: 'hashed' },
  { kind: 'file', path: 'a.pdf', outcome: 'read', failure: null, pages: 3, findings: 2, isKept: true },
  { kind: 'file', path: 'b\u001b[2J\n.pdf', outcome: 'read', failure: null, pages: 5, findings: 1, isKept: false },
];

/** What is written while events happen half a second apart. */
function show(options: Partial<ProgressOptions> = {}): string {
  let [written, ms] = ['', 0];
  const stream = {
    isTTY: true,
    write(text: string) {
      written += text;
      return true;
    },
  };
  const settings = { stream, language: 'en', isQuiet: false, isVerbose: false, isJson: false, now: () => ms } as const;
  const progress = createProgress({
    ...settings,
    ...options,
    ...(options.stream ? { stream: { ...stream, ...options.stream, write: stream.write } } : {}),
  });
  for (const event of EVENTS) {
    ms += 500;
    progress.onEvent(event);
  }
  progress.end(true);
  return written;
}

const noTerminal = { isTTY: false, write: () => true };

test('a terminal has one line that changes and is gone at the end', () => {
  const { CI } = process.env;
  delete process.env.CI;
  try {
    const lines = show().split('\r\u001b[2K').slice(1);
    expect(lines).toEqual([
      '1/4 files listed',
      '1/4 files, 0 pages, 0 findings, 1 failed · 0.7/s · 0:05 left',
      '2/4 files listed',
      '2/4 files, 3 pages, 2 findings, 1 failed · 0.4/s · 0:05 left',
      '3/4 files, 8 pages, 3 findings, 1 failed · 0.7/s · 0:02 left',
      '',
    ]);
  } finally {
    if (CI !== undefined) process.env.CI = CI;
  }
});

test('a file or a pipe has nothing', () => {
  expect(show({ stream: noTerminal })).toBe('');
});

test('with -v there is a line for each file that cannot steer the terminal, with -q nothing', () => {
  expect(show({ stream: noTerminal, isVerbose: true })).toBe(
    'gone.pdf: failed not-readable\na.pdf: 2 findings\nb[2J .pdf: 1 findings\n',
  );
  expect(show({ isVerbose: true, isQuiet: true })).toBe('');
});

test('for machines there is an object a line, as its schema says', () => {
  const lines = show({ stream: noTerminal, isJson: true, isQuiet: true }).trimEnd().split('\n');
  const records = lines.map((line) => progressSchema.parse(JSON.parse(line)));
  expect(records.map(({ event }) => event)).toEqual(['start', 'hashing', 'file', 'hashing', 'file', 'file', 'end']);
  expect(records.at(-2)).toEqual({
    event: 'file',
    path: 'b\u001b[2J\n.pdf',
    outcome: 'read',
    failure: null,
    isKept: false,
    files: 4,
    hashed: 2,
    done: 3,
    kept: 1,
    failed: 1,
    pages: 8,
    findings: 3,
    seconds: 3,
    filesPerSecond: 0.7,
    secondsLeft: 2,
  });
});
