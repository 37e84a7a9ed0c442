import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AuditRequest, auditArchive } from '../../../pipeline/archive/audit-archive.ts';
import { buildZip } from '../../parsers/container/build-zip.ts';
import { zip } from '../../parsers/docx/build-docx.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

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

function outcomes(dir: string): readonly string[] {
  const failures = new Map(readLines(dir, 'failures').map(({ path, code }) => [path, code]));
  return readLines(dir, 'files').map(({ path, outcome }) => `${path} ${failures.get(path) ?? outcome}`);
}

const wrong = makeForm({ rate: '81.62%' });
const office = zip({ 'wrong.html': wrong, 'empty.html': '' });

describe('zip archives among the files', async () => {
  const folder = makeFolder({
    'county.zip': zip({ '局/clean.html': makeForm(), 'office.zip': office }),
    'locked.zip': buildZip([{ name: 'a.docx', content: 'x', flags: 1 }]),
    'cut.zip': office.slice(0, -1),
    'none.zip': buildZip([]),
    'wrong.html': wrong,
  });
  const out = join(makeFolder(), 'out');
  const events: string[] = [];
  await auditArchive(
    request([folder], out, { onEvent: (event) => void (event.kind === 'file' && events.push(event.path)) }),
  );

  test('each member is a path of its own, each failure a record', () => {
    expect(outcomes(out)).toEqual([
      'county.zip!/office.zip!/empty.html empty',
      'county.zip!/office.zip!/wrong.html read',
      'county.zip!/局/clean.html read',
      'cut.zip corrupt',
      'locked.zip!/a.docx encrypted',
      'none.zip empty',
      'wrong.html read',
    ]);
    expect(events.toSorted()).toEqual(readLines(out, 'files').map(({ path }) => path));
  });

  test('a member and a file of the same content are one document, with findings under both paths', () => {
    const found = readLines(out, 'findings').filter(({ checkId }) => checkId === 'A101');
    expect(found.map(({ path }) => path)).toEqual(['county.zip!/office.zip!/wrong.html', 'wrong.html']);
    expect(new Set(found.map(({ findingId }) => findingId)).size).toBe(1);
  });

  test('what was done is kept in the next run, and --add brings no path twice', async () => {
    const done: string[] = [];
    const onEvent: AuditRequest['onEvent'] = (event) =>
      void (event.kind === 'file' && !event.isKept && done.push(event.path));
    const before = readFileSync(join(out, 'files.jsonl'), 'utf8');
    await auditArchive(request([folder], out, { isAdding: true, onEvent }));
    expect(readFileSync(join(out, 'files.jsonl'), 'utf8')).toBe(before);
    // What has no hash cannot be known again.
    expect(done.sort()).toEqual(['locked.zip!/a.docx', 'none.zip']);
  });
});
