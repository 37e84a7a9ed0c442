import { expect, test, vi } from 'vitest';
import { startClock } from '../../../pipeline/archive/task-clock.ts';

const LIMITS = { pageMs: 30_000, stallMs: 60_000 };

/** Starts a clock of 120 s on a false time; gives what it said when it was late, and at which second. */
function watch() {
  vi.useFakeTimers();
  const startedMs = performance.now();
  const late: [seconds: number, reason: string][] = [];
  const clock = startClock(
    120_000,
    ({ en }) => late.push([Math.round((performance.now() - startedMs) / 1000), en]),
    LIMITS,
  );
  const pass = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000);
  return { clock, late, pass };
}

test('a task without recognition has the time it was given', () => {
  const { late, pass } = watch();
  pass(1000);
  expect(late).toEqual([[120, 'not done within 120 s; raise --timeout, the next run tries again']]);
});

test('each page to recognise gives 30 s more, as long as something is read', () => {
  const { clock, late, pass } = watch();
  pass(10);
  clock.tell({ kind: 'begin', pages: 3 });
  for (let second = 0; second < 300; second += 20) {
    clock.tell({ kind: 'read' });
    pass(20);
  }
  expect(late).toEqual([[210, 'not done within 210 s; raise --timeout, the next run tries again']]);
});

test('recognition that stands still is late long before its time', () => {
  const { clock, late, pass } = watch();
  clock.tell({ kind: 'begin', pages: 100 });
  pass(59);
  clock.tell({ kind: 'read' });
  pass(1000);
  expect(late.map(([second]) => second)).toEqual([119]);
  expect(late[0]?.[1]).toMatch(/^recognition of scanned pages stood still for 60 s/);
});

test('after recognition nothing has to be told', () => {
  const { clock, late, pass } = watch();
  clock.tell({ kind: 'begin', pages: 1 });
  clock.tell({ kind: 'end' });
  pass(149);
  clock.stop();
  pass(1000);
  expect(late).toEqual([]);
});
