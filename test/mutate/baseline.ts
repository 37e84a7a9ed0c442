import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findAlarms } from './expectations.ts';
import { measure, openSubject } from './measure.ts';
import { type Share, settled, shareOf } from './tables.ts';

/** What a small seeded sample of mutations of the fixtures gives. */
export interface Baseline {
  readonly settled: Share;
  readonly all: Share;
  readonly mended: Share;
  readonly silent: Share;
  readonly falseAlarms: number;
}

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
/** The shares that were reached; `npm run mutate -- --update` records them. */
export const BASELINE_FILE = join(import.meta.dirname, 'baseline.json');

const SEED = 7;
/** Mutations of one fixture: enough to touch most figures, few enough for a test. */
const SAMPLE = 24;

/** The fixtures in the form that people can read. */
export function fixturePaths(): readonly string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(FIXTURES, name, 'report.html'))
    .sort();
}

export async function measureBaseline(): Promise<Baseline> {
  const files = await Promise.all(
    fixturePaths().map(async (path) => {
      const subject = await openSubject(path, path.slice(FIXTURES.length + 1).replaceAll('\\', '/'));
      const alarms = findAlarms(subject.before.findings, join(path, '..', 'findings.json'));
      return { alarms, ...measure(subject, { seed: SEED, sample: SAMPLE }) };
    }),
  );
  const judged = files.flatMap((file) => file.judged);
  const mended = files.flatMap((file) => file.mended);
  const reprinted = files.reduce((sum, file) => sum + file.reprinted, 0);
  const loud = files.reduce((sum, file) => sum + file.loud.length, 0);
  return {
    settled: shareOf(settled(judged)),
    all: shareOf(judged),
    mended: { caught: mended.filter(({ isGone }) => isGone).length, all: mended.length },
    silent: { caught: reprinted - loud, all: reprinted },
    falseAlarms: files.reduce((sum, { alarms }) => sum + (alarms?.unexpected.length ?? 0), 0),
  };
}
