import { expect, test } from 'vitest';
import { example } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

/** Twice what is four times as long takes: five runs gave 3.9 to 5.4 times on two busy cores; quadratic growth gives 16. */
const MOST_TIMES = 9;

function checked(rows: number): number {
  const context = example({
    indicators: Array.from({ length: rows }, (_, index) => ({
      level1: '产出指标',
      level2: `二级${index % 8}`,
      level3: `第${index}项任务`,
      target: '≥100个',
      actual: index % 3 === 0 ? '80个' : '100个',
      points: '10',
      score: '10',
    })),
    total: { points: '100', score: '100' },
  });
  const { document, reports, profile } = context;
  const before = process.cpuUsage();
  validate({ document, reports, path: 'a.html', profile, skip: [] });
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test('four times the rows take about four times as long, also where a third of them is wrong', () => {
  checked(30);
  const [few, many] = [60, 240].map((rows) => Math.min(checked(rows), checked(rows)));
  expect((many ?? 0) / (few ?? 1)).toBeLessThan(MOST_TIMES);
});
