import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

/** Of nobody, where the tests run as one who may read and write everything; undefined: the tests' own user has limits. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;
const canRun =
  process.platform !== 'win32' &&
  (uid === undefined || spawnSync(process.execPath, ['-e', ''], { uid, cwd: import.meta.dirname }).status === 0);
if (!canRun) process.stderr.write('skipped: tests without rights (another user cannot read this folder)\n');

/** An archive that everybody may read, but for what a test takes away. */
function makeArchive(): string {
  const folder = makeFolder({
    'in/a.html': makeForm(),
    'in/closed.html': makeForm({ project: '堤防' }),
    'in/shut/b.html': makeForm({ project: '道路养护' }),
  });
  mkdirSync(join(folder, 'out'));
  chmodSync(folder, 0o755);
  return folder;
}

describe.skipIf(!canRun)('a user without rights', () => {
  const user = uid === undefined ? {} : { uid };

  test('gets a failure for each place that may not be read, and the other files are done', async () => {
    const folder = makeArchive();
    chmodSync(join(folder, 'in', 'closed.html'), 0);
    chmodSync(join(folder, 'in', 'shut'), 0);
    chmodSync(join(folder, 'out'), 0o777);
    const args = ['audit', 'in', '--out', 'out', '--fail-on', 'never', '--quiet', '--lang', 'en'];
    const { code, stderr } = await runCli(args, { cwd: folder, ...user });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'hedui: 2 files could not be read; see out/failures.jsonl\n',
    });
    const lines = readFileSync(join(folder, 'out', 'failures.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line)).map(({ path, code: each }) => [path, each])).toEqual([
      ['closed.html', 'not-readable'],
      ['shut', 'not-readable'],
    ]);
    expect(readFileSync(join(folder, 'out', 'files.jsonl'), 'utf8').match(/\n/g)).toHaveLength(3);
    chmodSync(join(folder, 'in', 'shut'), 0o755);
  });

  test('is told in one line that the dataset may not be written', async () => {
    const folder = makeArchive();
    chmodSync(join(folder, 'out'), 0o555);
    const args = ['audit', 'in', '--out', 'out', '--lang', 'en'];
    const { code, stdout, stderr } = await runCli(args, { cwd: folder, ...user });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^hedui: cannot write to out \(EACCES: permission denied, .*\); check rights and disk space.*\n$/,
    );
    expect(existsSync(join(folder, 'out', 'files.jsonl'))).toBe(false);
    chmodSync(join(folder, 'out'), 0o755);
  });
});
