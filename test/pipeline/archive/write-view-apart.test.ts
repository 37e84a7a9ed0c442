import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditArchive } from '../../../pipeline/archive/audit-archive.ts';
import { runCli } from '../../cli/run-cli.ts';
import { readGuaranteed } from './dataset-bytes.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

const FILES = { 'a.html': makeForm({ rate: '81.62%' }), 'b.html': makeForm({ project: '道路养护' }) };
const VIEWS = ['report.html', 'workpaper.xlsx'];

/** An archive and the dataset of a run over it in which nothing went wrong. */
async function makeRun(): Promise<{ folder: string; out: string; whole: Record<string, string> }> {
  const folder = makeFolder(prefixed('in'));
  const out = join(folder, 'out');
  const args = ['audit', 'in', '--out', 'out', '--quiet', '--fail-on', 'never', '--jobs', '2'];
  expect(await runCli(args, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  return { folder, out, whole: readGuaranteed(out) };
}

function prefixed(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(FILES).map(([name, content]) => [`${folder}/${name}`, content]));
}

function readPackaged(out: string): readonly string[] {
  const { resources } = JSON.parse(readFileSync(join(out, 'datapackage.json'), 'utf8'));
  return resources.map(({ path }: { path: string }) => path).filter((path: string) => !path.startsWith('documents/'));
}

describe.skipIf(process.platform !== 'linux')('a disk that is full when the files for people are written', () => {
  test('costs these files and a line each, and the next run writes them', async () => {
    const { folder, out, whole } = await makeRun();
    for (const view of VIEWS) symlinkSync('/dev/full', join(out, `${view}.tmp`));
    const args = ['audit', 'in', '--out', 'out', '--quiet', '--fail-on', 'never', '--jobs', '1', '--lang', 'en'];
    const { code, stderr } = await runCli(args, { cwd: folder });
    const told = VIEWS.map(
      (view) =>
        `hedui: could not write ${view} (ENOSPC: no space left on device, write); the rest of the dataset stands, write it later with hedui report out --format ${view.split('.')[1]}\n`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: told.join('') });
    const { 'report.html': _, 'workpaper.xlsx': __, 'datapackage.json': ___, ...others } = whole;
    const { 'datapackage.json': described, ...left } = readGuaranteed(out);
    expect(left).toEqual(others);
    expect(described).not.toMatch(/report\.html|workpaper\.xlsx/);
    expect((await runCli(args.slice(0, -2), { cwd: folder })).stderr).toBe('');
    expect(readGuaranteed(out)).toEqual(whole);
  });
});

test('a process that ends while it writes one costs that file alone, and hedui report brings it back', async () => {
  const { folder, out, whole } = await makeRun();
  const told: string[] = [];
  const { coverage } = await auditArchive({
    paths: [join(folder, 'in')],
    root: null,
    out,
    timeoutMs: 60_000,
    pool: { jobs: 2, heapMib: 200, workerModule: join(import.meta.dirname, 'workers', 'fails-at-views.mjs') },
    reading: { maxPages: 2000, maxBytes: 512 << 20, join: true, ocr: 'auto', password: null },
    checking: { only: null, skip: [] },
    onEvent: (event) => {
      if (event.kind === 'unwritten') told.push(event.message.zh.split('；')[0] ?? '');
    },
  });
  expect(coverage).toMatchObject({ files: 2, read: 2 });
  expect(told.sort()).toEqual([
    '未能写出 report.html（内存不足）',
    '未能写出 workpaper.xlsx（读取程序意外终止（exit code 7））',
  ]);
  expect(VIEWS.map((view) => existsSync(join(out, view)))).toEqual([false, false]);
  expect(readPackaged(out)).toEqual(expect.not.arrayContaining(VIEWS));
  for (const format of ['xlsx', 'html']) {
    expect((await runCli(['report', out, '--format', format])).code).toBe(0);
  }
  expect(readGuaranteed(out)).toEqual(whole);
});
