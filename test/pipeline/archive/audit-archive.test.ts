import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AuditRequest, auditArchive } from '../../../pipeline/archive/audit-archive.ts';
import { checkArchive } from '../../../pipeline/archive/check-archive.ts';
import { readLedger } from '../../../pipeline/archive/ledger.ts';
import { InterruptedError } from '../../../pipeline/archive/run-archive.ts';
import { runSchema } from '../../../pipeline/model/dataset-run.ts';
import { UsageError } from '../../../pipeline/usage-error.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

const LOOPS_ON_NAME = join(import.meta.dirname, 'workers', 'loops-on-name.mjs');

function request(paths: readonly string[], out: string, changes: Partial<AuditRequest> = {}): AuditRequest {
  return {
    paths,
    root: null,
    out,
    timeoutMs: 60_000,
    pool: { jobs: 1 },
    reading: { maxPages: 2000, maxBytes: 1 << 20, join: true, ocr: 'auto', password: null },
    checking: { only: null, skip: [] },
    ...changes,
  };
}

function readLines(dir: string, name: string): Record<string, unknown>[] {
  const lines = readFileSync(join(dir, `${name}.jsonl`), 'utf8').trimEnd();
  return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line));
}

/** Every file of a dataset that has to be the same for the same input, by name. */
function readGuaranteed(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['run.json', 'ledger.jsonl'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

const wrong = makeForm({ rate: '81.62%' });
const FILES = {
  'b/wrong.html': wrong,
  'a/clean.html': makeForm(),
  'a/copy of wrong.html': wrong,
  'empty.html': '',
  'picture.docx': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
};

describe('an archive', async () => {
  const folder = makeFolder(FILES);
  const out = join(makeFolder(), 'out');
  const summary = await auditArchive(request([folder], out));

  test('ends every file as a record or a failure', () => {
    const files = readLines(out, 'files').map(({ path, outcome, failure }) => [path, outcome, failure]);
    expect(files).toEqual([
      ['a/clean.html', 'read', undefined],
      ['a/copy of wrong.html', 'read', undefined],
      ['b/wrong.html', 'read', undefined],
      ['empty.html', 'failed', 'empty'],
      ['picture.docx', 'failed', 'unsupported-format'],
    ]);
    expect(summary.coverage).toMatchObject({ files: 5, read: 3, failed: 2, noReport: 0, reports: 3 });
  });

  test('gives the finding at both paths of one content, with the same id', () => {
    const findings = readLines(out, 'findings').filter(({ checkId }) => checkId === 'A101');
    expect(findings.map(({ path, recorded, recomputed }) => [path, recorded, recomputed])).toEqual([
      ['a/copy of wrong.html', '81.62%', '80.62%'],
      ['b/wrong.html', '81.62%', '80.62%'],
    ]);
    expect(new Set(findings.map(({ findingId }) => findingId)).size).toBe(1);
  });

  test('leaves nothing but the dataset', () => {
    expect(readdirSync(out).sort()).toEqual([
      'datapackage.json',
      'documents',
      'facts.jsonl',
      'failures.jsonl',
      'files.jsonl',
      'findings.jsonl',
      'funds.jsonl',
      'indicators.jsonl',
      'ledger.jsonl',
      'notes.jsonl',
      'report.html',
      'reports.jsonl',
      'results.jsonl',
      'run.json',
      'summary.json',
      'workpaper.xlsx',
    ]);
  });

  test('says in run.json how it came about, without a password', async () => {
    const dir = join(makeFolder(), 'out');
    const reading = { ...request([], '').reading, password: 'secret' };
    await auditArchive(request([join(folder, 'empty.html')], dir, { reading }));
    const text = readFileSync(join(dir, 'run.json'), 'utf8');
    expect(runSchema.parse(JSON.parse(text))).toMatchObject({ root: folder, reading: { hasPassword: true } });
    expect(text).not.toContain('secret');
  });

  test('is written alike by one job and two, whatever the order of arguments', async () => {
    const other = join(makeFolder(), 'out');
    const paths = ['picture.docx', 'b', 'empty.html', 'a'].map((name) => join(folder, name));
    await auditArchive(request(paths, other, { pool: { jobs: 2 } }));
    expect(readGuaranteed(other)).toEqual(readGuaranteed(out));
  });

  test('is written alike over an earlier dataset', async () => {
    const before = readGuaranteed(out);
    await auditArchive(request([folder], out));
    expect(readGuaranteed(out)).toEqual(before);
  });

  test('is written alike when it is checked again without its files', async () => {
    const dir = join(makeFolder(), 'out');
    cpSync(out, dir, { recursive: true });
    const { onEvent: _, ...settings } = request([], dir);
    await checkArchive(settings);
    expect(readGuaranteed(dir)).toEqual(readGuaranteed(out));
    const hashes = ({ path, readingHash, checkingHash }: Record<string, unknown>) => [path, readingHash, checkingHash];
    expect((await readLedger(dir)).map(hashes)).toEqual((await readLedger(out)).map(hashes));
  });
});

describe('the two hashes of the ledger', async () => {
  const folder = makeFolder({ 'a.html': wrong });

  async function hashesOf(changes: Partial<AuditRequest>): Promise<{ reading: unknown; checking: unknown }> {
    const out = join(makeFolder(), 'out');
    await auditArchive(request([folder], out, changes));
    const [entry] = await readLedger(out);
    return { reading: entry?.readingHash, checking: entry?.checkingHash };
  }

  test('a check option changes only the second, a reading option both, jobs neither', async () => {
    const { reading } = request([], '');
    const plain = await hashesOf({});
    const skipping = await hashesOf({ checking: { only: null, skip: ['A101'] } });
    const apart = await hashesOf({ reading: { ...reading, join: false } });
    expect(plain.reading).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashesOf({ pool: { jobs: 2 }, timeoutMs: 50_000 })).toEqual(plain);
    expect([skipping.reading === plain.reading, skipping.checking === plain.checking]).toEqual([true, false]);
    expect([apart.reading === plain.reading, apart.checking === plain.checking]).toEqual([false, false]);
  });
});

test('a file that is read for ever is a failure, and the others are done', async () => {
  const folder = makeFolder({
    'a.html': wrong,
    'endless.html': makeForm(),
    'z.html': makeForm({ project: '道路养护' }),
  });
  const out = join(makeFolder(), 'out');
  const pool = { jobs: 1, workerModule: LOOPS_ON_NAME };
  const { coverage } = await auditArchive(request([folder], out, { pool, timeoutMs: 3000 }));
  expect(coverage).toMatchObject({ files: 3, read: 2, failed: 1, failures: { timeout: 1 } });
  expect(readLines(out, 'failures')).toMatchObject([{ path: 'endless.html', code: 'timeout' }]);
});

test('a file that vanished leaves the dataset with its document', async () => {
  const folder = makeFolder({ 'a.html': wrong, 'b.html': makeForm() });
  const out = join(makeFolder(), 'out');
  await auditArchive(request([folder], out));
  const before = readLines(out, 'files');
  rmSync(join(folder, 'a.html'));
  await auditArchive(request([folder], out));
  expect(readLines(out, 'files')).toEqual(before.slice(1));
  const toFile = ({ documentId }: Record<string, unknown>) =>
    join(out, 'documents', String(documentId).slice(0, 2), `${documentId}.json`);
  expect(before.map((file) => existsSync(toFile(file)))).toEqual([false, true]);
});

test('an interrupted run keeps what was done and leaves no work behind', async () => {
  const folder = makeFolder({ 'a.html': wrong, 'endless.html': makeForm() });
  const out = join(makeFolder(), 'out');
  const controller = new AbortController();
  const run = auditArchive(
    request([folder], out, {
      pool: { jobs: 1, workerModule: LOOPS_ON_NAME },
      signal: controller.signal,
      onEvent: (event) => {
        if (event.kind === 'file') controller.abort();
      },
    }),
  );
  await expect(run).rejects.toThrow(InterruptedError);
  expect((await readLedger(out)).map(({ path, outcome }) => [path, outcome])).toEqual([['a.html', 'read']]);
  expect(readdirSync(out).sort()).toEqual(['documents', 'ledger.jsonl']);
});

test('arguments without any file are wrong use', async () => {
  const out = join(makeFolder(), 'out');
  await expect(auditArchive(request([makeFolder()], out))).rejects.toThrow(UsageError);
  expect(existsSync(out)).toBe(false);
});

test('a dataset that cannot be written is wrong use, in one line', async () => {
  const folder = makeFolder({ 'a.html': makeForm(), out: 'a file' });
  await expect(auditArchive(request([join(folder, 'a.html')], join(folder, 'out')))).rejects.toThrow(
    /^cannot write to .* \(E\w+: .*\); check rights and disk space, or choose another folder with --out$/,
  );
});
