import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type AuditRequest, auditArchive } from '../../../pipeline/archive/audit-archive.ts';
import { checkArchive } from '../../../pipeline/archive/check-archive.ts';
import { readLedger } from '../../../pipeline/archive/ledger.ts';
import { openPool } from '../../../pipeline/archive/pool.ts';
import type { Task } from '../../../pipeline/archive/task.ts';
import { writePdf } from '../../parsers/pdf/write-pdf.ts';
import { readGuaranteed, readRows } from './dataset-bytes.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

const slot = openPool({ jobs: 1 });
afterAll(() => slot.close());

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');
const YEARS = Object.fromEntries(
  ['carried-over-2022', 'carried-over-2023'].map((name) => [
    `${name}.html`,
    readFileSync(join(FIXTURES, name, 'report.html'), 'utf8'),
  ]),
);
const FILES = {
  ...YEARS,
  'b/copy.html': YEARS['carried-over-2023.html'] ?? '',
  'empty.html': '',
  'x/a.html': makeForm(),
};

/** Audits with one slot for all tests; gives what the slot had to read and to check, by path. */
async function audit(folder: string, out: string, changes: Partial<AuditRequest> = {}): Promise<string[]> {
  const tasks: Task[] = [];
  await auditArchive({
    paths: [folder],
    root: folder,
    out,
    timeoutMs: 60_000,
    pool: { jobs: 1 },
    openExecutor: () => recording(tasks),
    reading: READING,
    checking: { only: null, skip: [] },
    ...changes,
  });
  return told(tasks);
}

const READING: AuditRequest['reading'] = { maxPages: 2000, maxBytes: 1 << 20, join: true, ocr: 'auto', password: null };

function recording(tasks: Task[]): ReturnType<NonNullable<AuditRequest['openExecutor']>> {
  return {
    width: 1,
    run(task, timeoutMs) {
      tasks.push(task);
      return slot.run(task, timeoutMs);
    },
    close: () => undefined,
  };
}

function told(tasks: readonly Task[]): string[] {
  return tasks.flatMap((task) => ('path' in task ? [`${task.kind} ${task.path}`] : [])).sort();
}

/** A folder of files and the dataset of a first run over it. */
async function makeRun(): Promise<{ folder: string; out: string }> {
  const folder = makeFolder(FILES);
  const out = join(makeFolder(), 'out');
  cpSync(await first, out, { recursive: true });
  return { folder, out };
}

const first = (async () => {
  const out = join(makeFolder(), 'out');
  const tasks = await audit(makeFolder(FILES), out);
  // A content at two paths is read once, by the first.
  expect(tasks).toEqual(['audit b/copy.html', 'audit carried-over-2022.html', 'audit empty.html', 'audit x/a.html']);
  return out;
})();

describe('a second run', () => {
  test('reads and checks nothing, and writes the same bytes, findings across files too', async () => {
    const { folder, out } = await makeRun();
    expect(await audit(folder, out)).toEqual([]);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(await first));
    expect(readFileSync(join(out, 'ledger.jsonl'), 'utf8')).toBe(
      readFileSync(join(await first, 'ledger.jsonl'), 'utf8'),
    );
    expect(readRows(out, 'findings').map(({ checkId }) => checkId)).toContain('F101');
  });

  test('says of each file that it was kept', async () => {
    const { folder, out } = await makeRun();
    writeFileSync(join(folder, 'x', 'b.html'), makeForm({ project: '道路养护' }));
    const kept: [string, boolean][] = [];
    await audit(folder, out, {
      onEvent: (event) => {
        if (event.kind === 'file') kept.push([event.path, event.isKept]);
      },
    });
    expect(Object.fromEntries(kept)).toEqual({
      ...Object.fromEntries(Object.keys(FILES).map((path) => [path, true])),
      'x/b.html': false,
    });
  });

  test('only checks again what other checks are asked of, and ends like a run of its own', async () => {
    const { folder, out } = await makeRun();
    const checking = { only: null, skip: ['F101', 'A101'] };
    expect(await audit(folder, out, { checking })).toEqual([
      'check b/copy.html',
      'check carried-over-2022.html',
      'check x/a.html',
    ]);
    const other = join(makeFolder(), 'out');
    await audit(folder, other, { checking });
    expect(readGuaranteed(out)).toEqual(readGuaranteed(other));
  });

  test('reads again what is to be read in another way', async () => {
    const { folder, out } = await makeRun();
    const tasks = await audit(folder, out, { reading: { ...READING, join: false } });
    expect(tasks).toHaveLength(4);
    expect(tasks.every((task) => task.startsWith('audit'))).toBe(true);
  });

  test('reads again what has another name, and checks what stands in another folder', async () => {
    const { folder, out } = await makeRun();
    renameSync(join(folder, 'x', 'a.html'), join(folder, 'x', 'c.html'));
    mkdirSync(join(folder, 'z'));
    renameSync(join(folder, 'carried-over-2022.html'), join(folder, 'z', 'carried-over-2022.html'));
    expect(await audit(folder, out)).toEqual(['audit x/c.html', 'check z/carried-over-2022.html']);
    const other = join(makeFolder(), 'out');
    await audit(folder, other);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(other));
  });

  test('goes on at the other path when the first of a content is gone', async () => {
    const { folder, out } = await makeRun();
    rmSync(join(folder, 'b'), { recursive: true });
    expect(await audit(folder, out)).toEqual(['audit carried-over-2023.html']);
    expect(readRows(out, 'files').map(({ path }) => path)).not.toContain('b/copy.html');
  });

  test.each([
    ['cut off', (content: Buffer) => content.subarray(0, content.length / 2)],
    ['changed', (content: Buffer) => Buffer.from(content.toString('utf8').replace('渠道', '道渠'))],
    ['gone', () => null],
  ])('reads again a file whose document is %s', async (_, damage) => {
    const { folder, out } = await makeRun();
    const [document = ''] = Object.keys(readGuaranteed(out)).filter(
      (name) => name.startsWith('documents') && readFileSync(join(out, name), 'utf8').includes('"a.html"'),
    );
    const damaged = damage(readFileSync(join(out, document)));
    if (damaged === null) rmSync(join(out, document));
    else writeFileSync(join(out, document), damaged);
    expect(await audit(folder, out)).toEqual(['audit x/a.html']);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(await first));
  });

  test('believes no line of the ledger that was cut off, and none without it', async () => {
    const { folder, out } = await makeRun();
    const lines = readFileSync(join(out, 'ledger.jsonl'), 'utf8');
    writeFileSync(join(out, 'ledger.jsonl'), lines.slice(0, -40));
    expect(await audit(folder, out)).toEqual(['audit x/a.html']);
    rmSync(join(out, 'ledger.jsonl'));
    expect(await audit(folder, out)).toHaveLength(4);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(await first));
  });

  test('forgets all with --fresh', async () => {
    const { folder, out } = await makeRun();
    expect(await audit(folder, out, { isFresh: true })).toHaveLength(4);
  });

  test('tries again only what was encrypted, once a password is given', async () => {
    const { folder, out } = await makeRun();
    const page = { content: 'BT /F1 12 Tf 50 700 Td (Report 2023) Tj ET' };
    const locked = writePdf([page], { userPassword: 'open', ownerPassword: 'own' });
    writeFileSync(join(folder, 'locked.pdf'), locked);
    expect(await audit(folder, out)).toEqual(['audit locked.pdf']);
    expect(await audit(folder, out)).toEqual([]);
    expect(readRows(out, 'failures').map(({ code }) => code)).toEqual(['empty', 'encrypted']);
    const wrong = { ...READING, password: 'wrong' };
    expect(await audit(folder, out, { reading: wrong })).toEqual(['audit locked.pdf']);
    const right = { ...READING, password: 'open' };
    expect(await audit(folder, out, { reading: right })).toEqual(['audit locked.pdf']);
    expect(await audit(folder, out, { reading: right })).toEqual([]);
    expect(readRows(out, 'failures').map(({ code }) => code)).toEqual(['empty']);
  });

  test('tries again what took too long', async () => {
    const { folder } = await makeRun();
    const out = join(makeFolder(), 'out');
    await audit(folder, out, { timeoutMs: 0.001 });
    expect(readRows(out, 'failures').map(({ code }) => code)).toContain('timeout');
    expect(await audit(folder, out)).toHaveLength(4);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(await first));
  });
});

test('checking a dataset again with the same rules does nothing, and keeps what an audit can go on with', async () => {
  const { folder, out } = await makeRun();
  const tasks: Task[] = [];
  const settings = { out, timeoutMs: 60_000, pool: { jobs: 1 }, openExecutor: () => recording(tasks) };
  await checkArchive({ ...settings, checking: { only: null, skip: [] } });
  expect(told(tasks)).toEqual([]);
  await checkArchive({ ...settings, checking: { only: ['A101'], skip: [] } });
  expect(told(tasks)).toHaveLength(3);
  expect(await audit(folder, out, { checking: { only: ['A101'], skip: [] } })).toEqual([]);
});

describe('adding', () => {
  test('gives what both together give, whatever the order', async () => {
    const { folder } = await makeRun();
    const both = join(makeFolder(), 'out');
    await audit(folder, both, { paths: [join(folder, 'x'), join(folder, 'b')], root: null });
    const added = join(makeFolder(), 'out');
    await audit(folder, added, { paths: [join(folder, 'x')], root: null });
    expect(await audit(folder, added, { paths: [join(folder, 'b')], root: null, isAdding: true })).toEqual([
      'audit b/copy.html',
      'check x/a.html', // it stands elsewhere now that the common folder is another
    ]);
    expect(readGuaranteed(added)).toEqual(readGuaranteed(both));
  });

  test('keeps what is no longer there', async () => {
    const { folder, out } = await makeRun();
    rmSync(join(folder, 'x'), { recursive: true });
    expect(await audit(folder, out, { paths: [join(folder, 'empty.html')], isAdding: true })).toEqual([]);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(await first));
  });

  test('to nothing is a run like any other', async () => {
    const { folder } = await makeRun();
    const out = join(makeFolder(), 'out');
    expect(await audit(folder, out, { isAdding: true })).toHaveLength(4);
  });
});

test('a dataset of another major version is refused, unless all is done anew', async () => {
  const { folder, out } = await makeRun();
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  writeFileSync(join(out, 'summary.json'), JSON.stringify({ ...summary, schemaVersion: '99.0' }));
  const line =
    /^.* holds a dataset of schemaVersion 99\.0, this program writes .*; choose another --out, or do all again with --fresh$/;
  await expect(audit(folder, out)).rejects.toThrow(line);
  await audit(folder, out, { isFresh: true });
  expect((await readLedger(out)).length).toBe(5);
});
