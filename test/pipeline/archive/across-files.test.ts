import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AuditRequest, auditArchive } from '../../../pipeline/archive/audit-archive.ts';
import { checkArchive } from '../../../pipeline/archive/check-archive.ts';
import { findingSchema } from '../../../pipeline/model/finding.ts';
import { makeFolder } from './temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');
const YEARS = ['carried-over-2022', 'carried-over-2023'].map((name) => join(FIXTURES, name));
/** Every form of both years, so that each report is there more than once. */
const FORMS = YEARS.flatMap((folder) => ['report.docx', 'report.html'].map((name) => join(folder, name)));

function request(out: string, changes: Partial<AuditRequest> = {}): AuditRequest {
  return {
    paths: FORMS,
    root: FIXTURES,
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

function readGuaranteed(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['run.json', 'ledger.jsonl'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

describe('two years of one project, each as DOCX and HTML', async () => {
  const out = join(makeFolder(), 'out');
  const summary = await auditArchive(request(out));

  test('give one finding: the amount carried over is not what was left', () => {
    const findings = readLines(out, 'findings').map((line) => findingSchema.parse(line));
    const documents = readLines(out, 'files').map(({ path, documentId }) => [path, documentId]);
    const idOf = new Map(documents.map(([path, documentId]) => [path, documentId]));
    expect(findings).toEqual([
      expect.objectContaining({
        checkId: 'F101',
        check: 'carried-over-agrees',
        severity: 'warning',
        outcome: 'fail',
        cause: 'report-error',
        reportId: null,
        documents: [idOf.get('carried-over-2023/report.docx'), idOf.get('carried-over-2022/report.docx')],
        path: 'carried-over-2023/report.docx',
        locator: '表格 · 第6行',
        recorded: '36.75',
        recomputed: '37.65',
        difference: '-0.9',
        formula: '650.00 − 612.35 = 37.65',
      }),
    ]);
    expect(findings[0]?.message.zh).toBe(
      '2023年上年结转资金全年预算数 36.75（carried-over-2023/report.docx · 表格 · 第6行）；按2022年年度资金总额全年预算数 650.00（carried-over-2022/report.docx · 表格 · 第4行）、2022年年度资金总额全年执行数 612.35（carried-over-2022/report.docx · 表格 · 第4行）计算，650.00 − 612.35 = 37.65。无论四舍五入还是截断都不相符。',
    );
  });

  test('are counted with it: in the summary, in the line of the file and among the results', () => {
    expect(summary.findings).toEqual({ error: 0, warning: 1, note: 0, review: 0 });
    expect(summary.findingsByCheck.map(({ checkId, warning }) => [checkId, warning])).toEqual([['F101', 1]]);
    expect(readLines(out, 'files').map(({ path, findings }) => [path, findings])).toEqual([
      ['carried-over-2022/report.docx', 0],
      ['carried-over-2022/report.html', 0],
      ['carried-over-2023/report.docx', 1],
      ['carried-over-2023/report.html', 0],
    ]);
    const results = readLines(out, 'results').filter(({ checkId }) => String(checkId).startsWith('F'));
    expect(results.map(({ path, checkId, outcome, reportId }) => [path, checkId, outcome, reportId])).toEqual([
      ['carried-over-2023/report.docx', 'F101', 'fail', null],
    ]);
    expect(summary.results.fail).toBe(1);
  });

  test('are written alike by two jobs, in another order', async () => {
    const other = join(makeFolder(), 'out');
    await auditArchive(request(other, { paths: FORMS.toReversed(), pool: { jobs: 2 } }));
    expect(readGuaranteed(other)).toEqual(readGuaranteed(out));
  });

  test('are written alike when they are checked again without their files', async () => {
    const dir = join(makeFolder(), 'out');
    cpSync(out, dir, { recursive: true });
    await checkArchive(request(dir));
    expect(readGuaranteed(dir)).toEqual(readGuaranteed(out));
  });

  test('agree where the check is skipped, or only another is asked for', async () => {
    const dir = join(makeFolder(), 'out');
    const skipped = await auditArchive(request(dir, { checking: { only: null, skip: ['F101'] } }));
    const only = await checkArchive(request(dir, { checking: { only: ['A101'], skip: [] } }));
    const asked = await checkArchive(request(dir, { checking: { only: ['F101'], skip: [] } }));
    expect([skipped, only, asked].map(({ findings }) => findings.warning)).toEqual([0, 0, 1]);
  });
});

test('one of the years alone gives no finding', async () => {
  const { findings } = await auditArchive(request(join(makeFolder(), 'out'), { paths: YEARS.slice(1) }));
  expect(findings).toEqual({ error: 0, warning: 0, note: 0, review: 0 });
});
