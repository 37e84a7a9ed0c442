import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BASELINE_FILE, type Baseline, measureBaseline } from './mutate/baseline.ts';
import type { Share } from './mutate/tables.ts';

/** Some 170 runs of the chain, and as many for the same values printed otherwise. */
const TIMEOUT_MS = 180_000;

test(
  'as many changed figures are noticed as were recorded; `npm run mutate -- --update` records anew',
  async () => {
    const recorded: Baseline = JSON.parse(readFileSync(BASELINE_FILE, 'utf8'));
    const found = await measureBaseline();
    expect(partOf(found.settled)).toBeGreaterThanOrEqual(partOf(recorded.settled));
    // Which figures are settled is told by the checks themselves: a check that is lost takes its figures with it.
    expect(found.settled.all).toBeGreaterThanOrEqual(recorded.settled.all);
    expect(partOf(found.all)).toBeGreaterThanOrEqual(partOf(recorded.all));
    expect(partOf(found.mended)).toBeGreaterThanOrEqual(partOf(recorded.mended));
    expect(partOf(found.silent)).toBeGreaterThanOrEqual(partOf(recorded.silent));
    expect(found.falseAlarms).toBeLessThanOrEqual(recorded.falseAlarms);
  },
  TIMEOUT_MS,
);

function partOf({ caught, all }: Share): number {
  return all === 0 ? 1 : caught / all;
}
