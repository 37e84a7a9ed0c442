import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toFindingAnchors } from '../../../../pipeline/dataset/finding-anchors.ts';
import type { FindingRow, PageChunk, PageIndex } from '../../../../pipeline/dataset/report/page-data.ts';
import { writeReportPage } from '../../../../pipeline/dataset/report/write-report-page.ts';
import { renewView } from '../../../../pipeline/dataset/views.ts';
import type { Finding } from '../../../../pipeline/model/finding.ts';
import { makeForm } from '../../archive/forms.ts';
import { auditBytes, auditFixture, makeDataset, readFindings, VIEW_SETTINGS } from './make-dataset.ts';

const NASTY = '</script><!--<script>alert(1)\u2028=HYPERLINK("x")';

describe('report.html', async () => {
  const escaped = NASTY.replaceAll('<', '&lt;');
  const files = [
    await auditFixture('total-over-rows/report.ruled.pdf'),
    await auditBytes('z.html', Buffer.from(makeForm({ rate: '81.62%', project: escaped }))),
  ];
  const dir = await makeDataset(files);
  const findings = readFindings(dir);
  const html = readFileSync(join(dir, 'report.html'), 'utf8');
  const page = readPage(html);

  test('holds every finding once, under the anchors other files link to', () => {
    expect(page.rows.map(([anchor]) => `f-${anchor}`)).toEqual(toFindingAnchors(findings));
    const details = page.chunks.flatMap((chunk) => chunk.findings);
    expect(details.map(({ message }) => message)).toEqual(findings.map(({ message }) => message));
  });

  test('draws a table once however many findings cite it', () => {
    const tables = page.chunks.flatMap((chunk) => chunk.tables);
    const cited = new Set(
      findings.flatMap(({ sources }) => sources.map(({ documentId, tableId }) => documentId + tableId)),
    );
    expect(tables.length).toBe(cited.size);
    const [table] = tables;
    const whole = files[0]?.document.tables[0]?.cells.map(({ text }) => text);
    expect(table?.cells.map(([, , , , text]) => text)).toEqual(whole);
  });

  test('boxes the cell each source names, once and on both pages where a page break cuts it', () => {
    for (const [index, finding] of findings.entries()) {
      const parts = page.chunks[0]?.findings[index]?.evidence ?? [];
      const boxed = parts.flatMap(({ table, marks }) =>
        marks.map(({ cell, boxes }) => [page.chunks[0]?.tables[table ?? -1]?.cells[cell ?? -1]?.[4], boxes.length]),
      );
      const places = groupByPlace(finding.sources);
      expect(boxed).toEqual(
        places.map((sources) => [sources[0]?.text, sources.filter(({ bbox }) => bbox !== undefined).length]),
      );
    }
    expect(findings.some(({ sources }) => new Set(sources.map(({ row }) => row)).size < sources.length)).toBe(true);
  });

  test('lets no text of a document end a script or begin another', () => {
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts).toEqual([
      '<script type="text/plain" id="chunk-0">',
      '<script type="text/plain" id="rows">',
      '<script type="application/json" id="index">',
      '<script>',
    ]);
    expect([html.split('</script>').length, html.includes('\u2028'), html.includes('<!--')]).toEqual([5, false, false]);
    expect(page.index.reports.some(({ project }) => project?.includes('</script>'))).toBe(true);
  });

  test('allows exactly its own script and style', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hashOf = (tag: string): string => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy.split('; ').slice(0, 3)).toEqual([
      "default-src 'none'",
      `script-src ${hashOf('script')}`,
      `style-src ${hashOf('style')}`,
    ]);
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  test('is the same bytes again, and the Data Package tells of them', async () => {
    const { bytes, sha256 } = await writeReportPage(dir, VIEW_SETTINGS);
    expect([readFileSync(join(dir, 'report.html'), 'utf8') === html, Buffer.byteLength(html)]).toEqual([true, bytes]);
    expect(findResource(dir)).toMatchObject({ bytes, hash: `sha256:${sha256}`, mediatype: 'text/html' });
  });
});

describe('report.html after decisions', async () => {
  const files = [await auditFixture('total-over-rows/report.ruled.pdf')];
  const dir = await makeDataset(files);
  const [finding] = readFindings(dir);
  const decision = { correction: null, by: '甲', at: '2024-01-02T03:04:05Z', path: finding?.path };
  const lines = [
    { ...decision, findingId: finding?.findingId, decision: 'dismissed', reason: '另有说明' },
    { ...decision, findingId: 'gone', decision: 'accepted', reason: '' },
  ];
  writeFileSync(join(dir, 'decisions.jsonl'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  await renewView(dir, { format: 'html', ...VIEW_SETTINGS });
  const html = readFileSync(join(dir, 'report.html'), 'utf8');
  const page = readPage(html);

  test('shows them, and how many are on findings that are gone', () => {
    expect([page.rows[0]?.[7], page.index.vanishedDecisions]).toEqual(['dismissed', 1]);
    expect(page.chunks[0]?.findings[0]?.decision).toEqual({
      decision: 'dismissed',
      reason: '另有说明',
      by: '甲',
      at: '2024-01-02T03:04:05Z',
    });
  });

  test('is described anew in the Data Package', () => {
    expect(findResource(dir)).toMatchObject({
      bytes: Buffer.byteLength(html),
      hash: `sha256:${createHash('sha256').update(html).digest('hex')}`,
    });
  });
});

describe('a finding across files', async () => {
  const files = await Promise.all(
    ['carried-over-2022/report.docx', 'carried-over-2023/report.docx'].map((path) => auditFixture(path)),
  );
  const [before, after] = files.map(({ document }) => document.documentId);
  const placed = { tableId: 't1', method: 'markup' } as const;
  const across: Finding = {
    findingId: 'a'.repeat(16),
    checkId: 'F101',
    check: 'carried-over-agrees',
    severity: 'warning',
    outcome: 'fail',
    cause: 'report-error',
    implied: false,
    reportId: null,
    documents: [after ?? '', before ?? ''],
    path: 'carried-over-2023/report.docx',
    locator: '',
    subject: '跨文件/上年结转',
    message: { zh: '不符', en: 'differ' },
    recorded: '36.75',
    recomputed: '37.65',
    difference: '-0.9',
    rounding: 'none',
    formula: null,
    basis: { zh: '上年结转', en: 'carried over' },
    consequences: [],
    sources: [
      { ...placed, documentId: after ?? '', row: 5, col: 4, role: 'recorded', text: '36.75' },
      { ...placed, documentId: before ?? '', row: 3, col: 4, role: 'operand', text: '650.00' },
    ],
  };
  const dir = await makeDataset(files, { across: [across] });
  const { chunks, rows } = readPage(readFileSync(join(dir, 'report.html'), 'utf8'));

  test('shows the place in each file, the recorded figure first', () => {
    const index = rows.findIndex(([anchor]) => anchor === across.findingId);
    const shown = chunks[0]?.findings[index]?.evidence.map(({ documentId, table, marks }) => {
      const cell = marks[0]?.cell ?? -1;
      return [chunks[0]?.paths[documentId], chunks[0]?.tables[table ?? -1]?.cells[cell]?.[4]];
    });
    expect(shown).toEqual([
      [['carried-over-2023/report.docx'], '36.75'],
      [['carried-over-2022/report.docx'], '650.00'],
    ]);
  });
});

function readPage(html: string): { index: PageIndex; rows: readonly FindingRow[]; chunks: readonly PageChunk[] } {
  const textOf = (id: string): string => new RegExp(`id="${id}">([^<]*)<`).exec(html)?.[1] ?? '';
  const unpack = (id: string) => JSON.parse(inflateSync(Buffer.from(textOf(id), 'base64')).toString());
  const index: PageIndex = JSON.parse(textOf('index'));
  return { index, rows: unpack('rows'), chunks: index.chunks.map((_, number) => unpack(`chunk-${number}`)) };
}

function findResource(dir: string): unknown {
  const { resources } = JSON.parse(readFileSync(join(dir, 'datapackage.json'), 'utf8'));
  return resources.find(({ path }: { path: string }) => path === 'report.html');
}

function groupByPlace(sources: Finding['sources']): readonly Finding['sources'][] {
  const groups = new Map<string, Finding['sources']>();
  for (const source of sources) {
    const key = [source.documentId, source.tableId, source.row, source.col].join();
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups.values()];
}
