import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../normalizers/index.ts';
import { readOutline } from '../../normalizers/outline.ts';
import { readAllTables } from '../../normalizers/read-tables.ts';
import { parseFile } from '../../parsers/index.ts';
import type { ParsedDocument } from '../../pipeline/model/document.ts';
import { normalizedSchema } from '../../pipeline/model/report.ts';
import { documentOf, fundLine, groupLine, indicatorLine } from './document-of.ts';

const SHARED = new URL('../../../shared/reports/', import.meta.url);
const FIXTURES = new URL('../../fixtures/', import.meta.url);

async function parse(url: URL): Promise<ParsedDocument> {
  return parseFile(new Uint8Array(readFileSync(url)), { name: url.pathname.split('/').at(-1) ?? '' });
}

/** What a report says, without places: the same for every form of a file. */
function content(document: ParsedDocument) {
  return normalize(document).reports.map((report) => ({
    names: [report.title, report.project, report.department, report.unit, report.amountUnit].map(
      (name) => name?.text.replace(/\s/gu, '') ?? null,
    ),
    kind: report.kind,
    year: report.fiscalYear?.value ?? null,
    attributes: report.attributes.map(({ name, options }) => [name, options]),
    funds: report.funds.map(fundLine).map(plain),
    indicators: report.indicators.map(indicatorLine).map(plain),
    groups: report.groups.map(groupLine).map((line) => plain(line).replace(/rows \d+/u, '')),
    total: [report.total?.points?.value, report.total?.score?.value, report.total?.grade?.text],
    roles: report.tables.map(({ role }) => role),
  }));
}

function plain(line: string): string {
  return line.normalize('NFKC').replace(/\s/gu, '');
}

test('a fixture with three forms gives three reports that match the schema', async () => {
  const document = await parse(new URL('three-forms-one-file/report.html', FIXTURES));
  const normalized = normalize(document);
  expect(normalizedSchema.parse(normalized)).toEqual(normalized);
  expect(
    normalized.reports.map(({ reportId, project, total }) => [reportId.slice(12), project?.text, total?.score?.raw]),
  ).toEqual([
    ['-1', '登记征收工作经费', '100'],
    ['-2', '救助工作经费', '100'],
    ['-3', '异地经办委托管理经费', '98.62'],
  ]);
  expect(JSON.stringify(normalize(document))).toBe(JSON.stringify(normalized));
});

test.each([
  'clean-form',
  'operator-in-own-column',
  'rate-in-table-differs',
  'score-cut-off',
  'three-forms-one-file',
  'total-over-rows',
])('%s says the same as HTML and as DOCX', async (name) => {
  const html = content(await parse(new URL(`${name}/report.html`, FIXTURES)));
  expect(content(await parse(new URL(`${name}/report.docx`, FIXTURES)))).toEqual(html);
  expect(html.flatMap(({ indicators }) => indicators).length).toBeGreaterThan(3);
});

test('a form and its report are found together, and every block and table belongs to one report', async () => {
  const document = await parse(new URL('total-over-rows/report.html', FIXTURES));
  const { reports, notes } = normalize(document);
  expect(
    reports.map(({ title, project, tables, blockIds }) => [title?.text, project?.text, tables.length, blockIds.length]),
  ).toEqual([['临江区服务中心2022年度项目支出绩效自评报告', '基层代办服务经费', 1, document.blocks.length]]);
  expect(notes).toEqual([]);
});

test('odd tables give no crash: none at all, holes, spans beyond the end, one cell, hostile text', () => {
  const hostile = '('.repeat(20_000) + '指标'.repeat(20_000);
  const document = documentOf(
    '项目支出绩效自评表',
    ['项目名称'],
    ['|||', '||'],
    ['一级指标^2x9|二级指标^1x9|三级指标|得分', '甲|1'],
    [`${hostile}|三级指标|得分`, `${hostile}|${hostile}|${hostile}`],
  );
  const [first] = document.tables;
  const holes = {
    ...document,
    tables: [...document.tables, { ...(first as NonNullable<typeof first>), tableId: 't9', cells: [] }],
  };
  const started = Date.now();
  expect(normalizedSchema.parse(normalize(holes)).reports).toHaveLength(1);
  expect(Date.now() - started).toBeLessThan(2000);
  expect(normalize({ ...document, blocks: [], tables: [] })).toEqual({ reports: [], notes: [] });
});

test('a table of 5,000 rows is read in a moment', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `产出指标|数量指标|指标${row}甲|≥${row}|${row}|1|1`);
  const document = documentOf('项目支出绩效自评表', ['一级指标|二级指标|三级指标|指标值|完成值|分值|得分', ...rows]);
  const started = Date.now();
  expect(readAllTables(document, readOutline(document.blocks))[0]?.indicators).toHaveLength(5000);
  expect(Date.now() - started).toBeLessThan(10_000);
});

describe.skipIf(!existsSync(SHARED))('seed reports', () => {
  test.each([
    ['s001', 1],
    ['s002', 8],
    ['s003', 3],
    ['s004', 1],
  ])('%s holds %i reports, the same as DOCX', async (name, count) => {
    const html = content(await parse(new URL(`models/${name}.html`, SHARED)));
    expect(html).toHaveLength(count);
    expect(content(await parse(new URL(`files/seeds/${name}.word.docx`, SHARED)))).toEqual(html);
  });
});
