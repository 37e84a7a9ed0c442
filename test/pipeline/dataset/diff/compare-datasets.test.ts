import { describe, expect, test } from 'vitest';
import { compareDatasets } from '../../../../pipeline/dataset/diff/compare-datasets.ts';
import { countChanges, isSame } from '../../../../pipeline/dataset/diff/count-changes.ts';
import type { FileOutcome } from '../../../../pipeline/dataset/write-dataset.ts';
import type { Document } from '../../../../pipeline/model/dataset.ts';
import { type Change, changeSchema } from '../../../../pipeline/model/dataset-diff.ts';
import { makeDocument } from '../sample-document.ts';
import { makeDataset } from '../workpaper/make-dataset.ts';

const A = 'aa'.repeat(32);
const B = 'bb'.repeat(32);
const C = 'cc'.repeat(32);

async function compare(old: string, now: string): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const change of compareDatasets(old, now)) changes.push(changeSchema.parse(change));
  return changes;
}

function failed(path: string): FileOutcome {
  return {
    path,
    sha256: null,
    bytes: null,
    format: null,
    failure: { code: 'timeout', message: { zh: '超时', en: 'too slow' } },
  };
}

/** The sample document with another executed amount and without its first finding. */
function edit(document: Document): Document {
  const copy = structuredClone(document);
  const executed = copy.reports[0]?.funds[0]?.executed;
  const target = copy.reports[0]?.indicators[0]?.target;
  if (!executed || !target) throw new Error('the sample document has lost its figures');
  Object.assign(executed, { raw: '321.88', value: '321.88' });
  Object.assign(target, { value: '13' });
  copy.findings.shift();
  Object.assign(copy.findings[0] ?? {}, { severity: 'note' });
  return copy;
}

describe('two datasets', async () => {
  const old = await makeDataset({ 'a.pdf': makeDocument(A), '乙.pdf': makeDocument(B) }, [failed('b.pdf')]);
  const now = await makeDataset({ 'a.pdf': edit(makeDocument(A)), 'b.pdf': makeDocument(C), 'z.pdf': makeDocument(B) });
  const changes = await compare(old, now);
  const of = (path: string) => changes.filter((change) => change.path === path);

  test('are the same as themselves, and as the same content saved anew but for the file', async () => {
    expect(await compare(old, old)).toEqual([]);
    const resaved = await makeDataset({ 'a.pdf': makeDocument(C), '乙.pdf': makeDocument(B) }, [failed('b.pdf')]);
    expect(await compare(old, resaved)).toMatchObject([
      { kind: 'file', change: 'changed', path: 'a.pdf', fields: [{ name: 'sha256', old: A, new: C }] },
    ]);
  });

  test('differ in the figures of a file that both have, by what is printed, else by how it is read', () => {
    expect(of('a.pdf')).toMatchObject([
      {
        kind: 'fund',
        change: 'changed',
        report: 1,
        subject: '年度资金总额',
        fields: [{ name: 'executedRaw', old: '320.88', new: '321.88' }],
      },
      {
        kind: 'indicator',
        change: 'changed',
        subject: '产出指标/数量指标/清淤长度',
        fields: [{ name: 'targetValue', old: '12', new: '13' }],
      },
      { kind: 'finding', change: 'changed', findingId: 'f1', fields: [{ name: 'severity' }] },
      { kind: 'finding', change: 'gone', findingId: 'f2' },
    ]);
  });

  test('differ in a file that failed and is read now', () => {
    const [file, report, ...rest] = of('b.pdf');
    expect(file).toMatchObject({ kind: 'file', change: 'changed' });
    expect(file?.fields).toContainEqual({ name: 'outcome', old: 'failed', new: 'read' });
    expect(report).toMatchObject({ kind: 'report', change: 'new', report: 1 });
    expect(rest.map(({ kind }) => kind)).toEqual(['finding', 'finding']);
  });

  test('differ in files that came and went, in the order of paths', () => {
    expect(of('乙.pdf').map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      'file gone',
      'report gone',
      'finding gone',
      'finding gone',
    ]);
    expect(of('z.pdf')[0]).toMatchObject({ kind: 'file', change: 'new' });
    expect([...new Set(changes.map(({ path }) => path))]).toEqual(['a.pdf', 'b.pdf', 'z.pdf', '乙.pdf']);
  });

  test('are counted', async () => {
    const counts = await countChanges(compareDatasets(old, now));
    expect(counts).toMatchObject({
      file: { new: 1, gone: 1, changed: 1 },
      fund: { new: 0, gone: 0, changed: 1 },
      indicator: { new: 0, gone: 0, changed: 1 },
      finding: { new: 4, gone: 3, changed: 1 },
      nowRead: 1,
      nowFailed: 0,
    });
    expect(isSame(counts)).toBe(false);
    expect(isSame(await countChanges(compareDatasets(now, now)))).toBe(true);
  });
});

test('rows of the same name are told apart by their order, and a row put in between moves none', async () => {
  const base = makeDocument(A);
  const [report] = base.reports;
  const [row] = report?.indicators ?? [];
  if (report === undefined || row === undefined) throw new Error('the sample document has lost its rows');
  const old = await makeDataset({ 'a.pdf': { ...base, reports: [{ ...report, indicators: [row, row] }] } });
  const between = { ...row, level3: '新建桥梁' };
  const now = await makeDataset({ 'a.pdf': { ...base, reports: [{ ...report, indicators: [row, between, row] }] } });
  expect(await compare(old, now)).toMatchObject([
    { kind: 'report', change: 'changed', fields: [{ name: 'indicators', old: '2', new: '3' }] },
    { kind: 'indicator', change: 'new', subject: '产出指标/数量指标/新建桥梁' },
  ]);
});
