import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { BASELINE_FILE, type Baseline, fixturePaths, measureBaseline } from './baseline.ts';
import { findAlarms } from './expectations.ts';
import { measure, openSubject } from './measure.ts';
import { checkTable, fileTable, kindTable, listMissed, printShare, settled, shareOf } from './tables.ts';

/**
 * `npm run mutate [-- FILE…]`: changes one figure at a time in the fixtures (or the files named) and prints which checks
 * notice. --seed N (1) · --sample N: at most N mutations a file · --missed: list what no check noticed · --update: record
 * the shares that the test holds the program to.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string' },
    missed: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
  },
});
const ROOT = join(import.meta.dirname, '..', '..');

if (values.update) {
  const baseline: Baseline = await measureBaseline();
  writeFileSync(BASELINE_FILE, `${JSON.stringify(baseline, null, 2)}\n`);
} else {
  await printMeasures();
}

async function printMeasures(): Promise<void> {
  const paths = positionals.length > 0 ? positionals : fixturePaths();
  const settings = { seed: Number(values.seed), sample: values.sample === undefined ? null : Number(values.sample) };
  const files = [];
  for (const path of paths) {
    const subject = await openSubject(path, positionals.length > 0 ? path : relative(join(ROOT, 'fixtures'), path));
    const alarms = findAlarms(subject.before.findings, join(path, '..', 'findings.json'));
    files.push({ measured: measure(subject, settings), alarms });
  }
  const judged = files.flatMap(({ measured }) => measured.judged);
  print(fileTable(files), kindTable(judged), checkTable(judged));
  print(`settled: ${printShare(shareOf(settled(judged)))} · all: ${printShare(shareOf(judged))}`);
  for (const { measured, alarms } of files) {
    const { name, loud, mended } = measured;
    const wrong = [
      ...mended
        .filter(({ isGone }) => !isGone)
        .map(({ finding, edit }) => `not mended by ${edit.to}: ${finding.message.zh}`),
      ...loud.map(
        ({ mutation, caughtBy, beside }) =>
          `loud: ${mutation.figure.numeral} → ${mutation.to}: ${[...caughtBy, ...beside][0]?.message.zh}`,
      ),
      ...(alarms?.unexpected ?? []).map(({ message }) => `false alarm: ${message.zh}`),
      ...(alarms?.absent ?? []).map((expected) => `absent: ${expected}`),
      ...(values.missed ? listMissed(measured.judged) : []),
    ];
    if (wrong.length > 0) print([name, ...wrong].join('\n  '));
  }
}

function print(...texts: readonly string[]): void {
  process.stdout.write(`${texts.join('\n\n')}\n\n`);
}
