import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendDecision } from '../../../pipeline/dataset/append-decision.ts';
import { DatasetError } from '../../../pipeline/dataset/dataset-error.ts';
import { LINE_FILES, type LineFile, toDocumentFile } from '../../../pipeline/dataset/dataset-files.ts';
import { DECISIONS_FILE } from '../../../pipeline/dataset/decisions.ts';
import { readDataset } from '../../../pipeline/dataset/read-dataset.ts';
import { type FileOutcome, writeDataset } from '../../../pipeline/dataset/write-dataset.ts';
import type { Document, Summary } from '../../../pipeline/model/dataset.ts';
import { summarySchema } from '../../../pipeline/model/dataset.ts';
import { dataPackageSchema } from '../../../pipeline/model/dataset-run.ts';
import type { Decision } from '../../../pipeline/model/decision.ts';
import { recordSchemas } from '../../../pipeline/model/json-schema.ts';
import { makeFolder } from '../archive/temporary-folder.ts';
import { makeDocument } from './sample-document.ts';

const A = 'aa'.repeat(32);
const B = 'bb'.repeat(32);
const NAMES = Object.keys(LINE_FILES) as LineFile[];

const outcomes: readonly FileOutcome[] = [
  { path: '乙.pdf', documentId: B },
  {
    path: 'broken.pdf',
    sha256: null,
    bytes: null,
    format: null,
    failure: { code: 'not-readable', message: { zh: '没有', en: 'none' } },
  },
  { path: 'copy/of/a.pdf', documentId: A },
  { path: 'a.pdf', documentId: A },
];

function makeDataset(documents: readonly Document[]): string {
  const dir = makeFolder();
  for (const document of documents) {
    const file = toDocumentFile(dir, document.documentId);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(document));
  }
  return dir;
}

function readLines(dir: string, name: LineFile): Record<string, unknown>[] {
  const lines = readFileSync(join(dir, `${name}.jsonl`), 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

async function write(dir: string, order: readonly FileOutcome[] = outcomes): Promise<Summary> {
  return writeDataset(dir, { outcomes: order, locate: () => '表格', across: () => ({ results: [], findings: [] }) });
}

const dismissal: Decision = {
  path: '',
  findingId: 'f1',
  decision: 'dismissed',
  reason: '另有批复',
  correction: null,
  by: '',
  at: '2026-11-22T08:00:00Z',
};

const empty = makeDocument(B, { reports: [], findings: [], results: [], notes: [] });

describe('a dataset', async () => {
  const dir = makeDataset([makeDocument(A), empty]);
  await appendDecision(dir, { ...dismissal, path: 'a.pdf' });
  await appendDecision(dir, { ...dismissal, path: 'gone.pdf' });
  const summary = await write(dir);

  test('lists every path, sorted by code point, with what came of it', () => {
    const read = {
      sha256: A,
      bytes: 7,
      format: 'pdf',
      outcome: 'read',
      documentId: A,
      reports: 1,
      pagesUnread: 1,
      findings: 2,
    };
    const none = { reports: 0, pagesUnread: 0, findings: 0 };
    expect(readLines(dir, 'files')).toEqual([
      { path: 'a.pdf', ...read },
      {
        path: 'broken.pdf',
        sha256: null,
        bytes: null,
        format: null,
        outcome: 'failed',
        failure: 'not-readable',
        documentId: null,
        ...none,
      },
      { path: 'copy/of/a.pdf', ...read },
      { path: '乙.pdf', ...read, sha256: B, outcome: 'no-report', documentId: B, reports: 0, findings: 0 },
    ]);
    expect(readLines(dir, 'failures')).toEqual([
      { path: 'broken.pdf', sha256: null, code: 'not-readable', message: { zh: '没有', en: 'none' } },
    ]);
  });

  test.each(NAMES)('%s.jsonl holds records of its schema with keys in its order', (name) => {
    const [schema] = recordSchemas[LINE_FILES[name]];
    const lines = readLines(dir, name);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map((line) => JSON.stringify(schema.parse(line)))).toEqual(lines.map((line) => JSON.stringify(line)));
  });

  test('sums up coverage before findings, and every line once', () => {
    expect(summary).toEqual({
      schemaVersion: '1.0.0',
      coverage: {
        files: 4,
        read: 2,
        noReport: 1,
        failed: 1,
        failures: { 'not-readable': 1 },
        pages: 6,
        pagesUnread: 3,
        reports: 2,
        checksOpen: 2,
      },
      findings: { error: 4, warning: 0, note: 0, review: 0 },
      dismissed: { error: 1, warning: 0, note: 0, review: 0 },
      findingsByCheck: [
        { error: 4, warning: 0, note: 0, review: 0, checkId: 'A101', check: 'execution-rate-follows-amounts' },
      ],
      results: { pass: 2, fail: 2, review: 0, open: 2, notApplicable: 0 },
      records: { indicators: 2, funds: 2, facts: 6, notes: 2 },
    });
    const written = readFileSync(join(dir, 'summary.json'), 'utf8');
    expect(JSON.stringify(summarySchema.parse(JSON.parse(written)))).toBe(JSON.stringify(summary));
    expect(Object.keys(JSON.parse(written)).slice(1, 3)).toEqual(['coverage', 'findings']);
  });

  test('is described by a data package with the size and hash of each file', () => {
    const { resources } = dataPackageSchema.parse(JSON.parse(readFileSync(join(dir, 'datapackage.json'), 'utf8')));
    const described = resources.map(({ path, bytes, hash }) => ({ path, bytes, hash }));
    const documents = [A, B].map((id) => `documents/${id.slice(0, 2)}/${id}.json`);
    const paths = [...NAMES.map((name) => `${name}.jsonl`), 'summary.json', ...documents];
    const actual = paths.map((path) => {
      const content = readFileSync(join(dir, path));
      const hash = `sha256:${createHash('sha256').update(content).digest('hex')}`;
      return { path, bytes: content.length, hash };
    });
    expect(described).toEqual(actual);
    expect(resources[0]?.schema?.fields.slice(0, 2)).toEqual([
      {
        name: 'path',
        type: 'string',
        description: 'relative to --root, with /; a member of an archive is a.zip!/inner.docx',
        constraints: { required: true },
      },
      { name: 'sha256', type: 'string', description: 'of the content; null: it could not be read' },
    ]);
  });

  test('can be read back to be checked again', async () => {
    const sorted = ['a.pdf', 'broken.pdf', 'copy/of/a.pdf', '乙.pdf'];
    const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
    expect(await readDataset(dir)).toEqual(sorted.map((path) => byPath.get(path)));
  });

  test('has the same bytes in whatever order files were done', async () => {
    const other = makeDataset([empty, makeDocument(A)]);
    copyFileSync(join(dir, DECISIONS_FILE), join(other, DECISIONS_FILE));
    await write(other, [...outcomes].reverse());
    for (const name of readdirSync(dir).filter((each) => each !== 'documents')) {
      expect(readFileSync(join(other, name), 'utf8')).toBe(readFileSync(join(dir, name), 'utf8'));
    }
  });

  test('leaves no temporary file', () => {
    expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

test('documents that no path brings any more are removed, and nothing else', async () => {
  const dir = makeDataset([makeDocument(A), empty]);
  writeFileSync(join(dir, 'documents', 'bb', 'mine.txt'), 'kept');
  writeFileSync(join(dir, 'mine.txt'), 'kept');
  await write(dir, [{ path: 'a.pdf', documentId: A }]);
  expect(existsSync(toDocumentFile(dir, A))).toBe(true);
  expect(readdirSync(join(dir, 'documents', 'bb'))).toEqual(['mine.txt']);
  expect(existsSync(join(dir, 'mine.txt'))).toBe(true);
});

test('a fault while writing leaves the earlier dataset as it was', async () => {
  const dir = makeDataset([makeDocument(A)]);
  await write(dir, [{ path: 'a.pdf', documentId: A }]);
  const before = readFileSync(join(dir, 'files.jsonl'), 'utf8');
  await expect(write(dir, [{ path: 'b.pdf', documentId: B }])).rejects.toThrow('ENOENT');
  expect(readFileSync(join(dir, 'files.jsonl'), 'utf8')).toBe(before);
  expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

describe('what is no dataset of this version is refused', () => {
  test.each([
    ['an empty folder', {}, 'is not a dataset'],
    ['another major version', { 'summary.json': '{"schemaVersion":"2.0.0"}' }, 'has schemaVersion 2.0.0'],
    ['a damaged one', { 'summary.json': '{"schemaVersion":"1.9.0"}', 'failures.jsonl': '{' }, 'is incomplete'],
  ])('%s', async (_, files, message) => {
    const dir = makeFolder(files);
    const refusal = readDataset(dir);
    await expect(refusal).rejects.toThrow(DatasetError);
    await expect(refusal).rejects.toThrow(message);
  });
});
