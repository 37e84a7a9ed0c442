import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { appendDecision } from '../../../../pipeline/dataset/append-decision.ts';
import { MOST_CHARACTERS } from '../../../../pipeline/dataset/workpaper/cell-text.ts';
import { type WorkpaperLimits, writeWorkpaper } from '../../../../pipeline/dataset/workpaper/write-workpaper.ts';
import type { Finding, Result } from '../../../../pipeline/model/finding.ts';
import { makeFolder } from '../../archive/temporary-folder.ts';
import { makeDocument } from '../sample-document.ts';
import { auditFixtures, makeDataset, ZH } from './make-dataset.ts';

const FIXTURES = ['rate-in-table-differs', 'total-over-rows', 'three-forms-one-file', 'score-cut-off', 'clean-form'];
const SHEETS = ['摘要', '问题清单', '存疑', '重算明细', '检查覆盖', '报告覆盖', '指标数据', '资金数据', '失败文件'];

const documents = await auditFixtures(FIXTURES);

async function read(file: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book;
}

async function write(dir: string, limits: WorkpaperLimits = {}): Promise<ExcelJS.Workbook> {
  await writeWorkpaper(dir, ZH, limits);
  return read(join(dir, 'workpaper.xlsx'));
}

/** Rows by heading; a formula gives its result. */
function toRows(book: ExcelJS.Workbook, name: string): Record<string, unknown>[] {
  const sheet = book.getWorksheet(name);
  const rows: Record<string, unknown>[] = [];
  sheet?.eachRow((row, number) => {
    if (number === 1) return;
    const cells: Record<string, unknown> = {};
    sheet.getRow(1).eachCell(({ text }, column) => {
      cells[text] = row.getCell(column).value;
    });
    rows.push(cells);
  });
  return rows;
}

/** The value of a formula; the reader leaves out a result that is 0. */
function resultOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('formula' in value)) return value;
  return 'result' in value ? value.result : 0;
}

describe('the workpaper of fixtures', async () => {
  const dir = await makeDataset(documents, [
    {
      path: 'x.doc',
      sha256: null,
      bytes: null,
      format: null,
      failure: { code: 'unsupported-format', message: { zh: '请另存为 DOCX', en: 'save as DOCX' } },
    },
  ]);
  const [wrong] = documents['rate-in-table-differs/report.docx']?.findings ?? [];
  await appendDecision(dir, {
    path: 'rate-in-table-differs/report.docx',
    findingId: wrong?.findingId ?? '',
    decision: 'dismissed',
    reason: '=另有批复',
    correction: null,
    by: '审计一处',
    at: '2026-11-22T08:00:00Z',
  });
  const book = await write(dir);
  const file = join(dir, 'workpaper.xlsx');

  test('has its sheets in order, each with a heading that stays and is printed on every page', () => {
    expect(book.worksheets.map(({ name }) => name)).toEqual(SHEETS);
    for (const { name, views, pageSetup, autoFilter } of book.worksheets) {
      expect(views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(pageSetup).toMatchObject({
        orientation: 'landscape',
        fitToPage: true,
        fitToHeight: 0,
        printTitlesRow: '1:1',
      });
      expect(autoFilter === null || autoFilter === undefined).toBe(name === '摘要');
    }
  });

  test('lists each finding once, errors first, with its figures as numbers, its evidence and its decision', () => {
    const rows = [...toRows(book, '问题清单'), ...toRows(book, '存疑')];
    const findings = Object.values(documents).flatMap((document) => document.findings);
    expect(rows.map((row) => row.问题编号).sort()).toEqual(findings.map(({ findingId }) => findingId).sort());
    expect(rows[0]?.程度).toBe('错误');
    const row = rows.find(({ 问题编号 }) => 问题编号 === wrong?.findingId);
    expect(row).toMatchObject({
      检查: 'A101',
      填报数: 0.8162,
      重算数: 0.8062,
      差异: 0.01,
      决定: '已驳回',
      决定人: '审计一处',
    });
    expect(row?.理由).toBe("'=另有批复");
    expect(row?.证据).toMatchObject({ formula: `HYPERLINK("report.html#f-${wrong?.findingId}","查看")` });
    expect([row?.索引号, row?.编制人, row?.复核人, row?.日期]).toEqual([null, null, null, null]);
  });

  test('recomputes every result that has a formula, and the check cell says what the check says', () => {
    const results = Object.values(documents).flatMap((document) => document.results);
    const computed = results.filter(({ formula, outcome }) => formula !== null && outcome !== 'open');
    const rows = toRows(book, '重算明细');
    expect(rows).toHaveLength(computed.length);
    expect(computed.length).toBeGreaterThan(50);
    const said = { 一致: '相符', 截尾: '不符', 不一致: '不符' };
    for (const row of rows) {
      expect(row.备注).toBeNull();
      expect(said[String(resultOf(row.核对)) as keyof typeof said]).toBe(row.判定);
    }
    const first = rows.map(({ 判定 }) => 判定 === '相符');
    expect(first).toEqual([...first].sort());
  });

  test('gives the recomputation as live cells over operands in cells of their own', () => {
    const row = toRows(book, '重算明细').find(({ 检查, 判定 }) => 检查 === 'A101' && 判定 === '不符');
    expect(row).toMatchObject({ 填报原文: '81.62%', 填报数: 0.8162, 数1: 320.88, 数2: 398, 小数位: 4 });
    expect(row?.['重算（公式）']).toMatchObject({ formula: expect.stringMatching(/^P\d+\/Q\d+$/) });
    expect(resultOf(row?.重算取整)).toBe(0.8062);
    expect(resultOf(row?.差异)).toBe(0.01);
  });

  test('counts the results of every check and of every report, and lists what failed', () => {
    const results = Object.values(documents).flatMap((document) => document.results);
    const sum = (name: string): number =>
      toRows(book, name).reduce((total, row) => total + Number(resultOf(row.合计) ?? 0), 0);
    expect(sum('检查覆盖')).toBe(results.length);
    expect(sum('报告覆盖')).toBe(results.length);
    expect(toRows(book, '失败文件')).toMatchObject([
      { 文件: 'x.doc', 失败原因: 'unsupported-format', 说明与处理: '请另存为 DOCX' },
    ]);
  });

  test('holds every indicator and every row of funds, amounts as numbers with their format', () => {
    const reports = Object.values(documents).flatMap((document) => document.reports);
    expect(toRows(book, '指标数据')).toHaveLength(reports.flatMap(({ indicators }) => indicators).length);
    const funds = toRows(book, '资金数据');
    expect(funds).toHaveLength(reports.flatMap((report) => report.funds).length);
    expect(funds.some(({ 全年执行数 }) => typeof 全年执行数 === 'number')).toBe(true);
    const sheet = book.getWorksheet('资金数据');
    expect(sheet?.getCell('H2').numFmt).toBe('#,##0.00');
  });

  test('has the same bytes when it is written again, and no time of its making', async () => {
    const first = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect((await writeWorkpaper(dir, ZH)).sha256).toBe(first);
    expect(book.created.getUTCFullYear()).toBe(2000);
  });

  test('speaks English where it is asked to', async () => {
    await writeWorkpaper(dir, { ...ZH, language: 'en' });
    const english = await read(file);
    expect(english.worksheets.map(({ name }) => name).slice(0, 4)).toEqual([
      'Summary',
      'Findings',
      'Doubtful',
      'Recomputed',
    ]);
    const cells = english.worksheets.flatMap((sheet) => [sheet.name, ...(sheet.getRow(1).values as string[])]);
    expect(cells.join(' ')).not.toMatch(/\p{Script=Han}/u);
  });

  const office = spawnSync('soffice', ['--version']).status === 0;
  test.skipIf(!office)(
    'comes to the same values when LibreOffice recalculates it (skipped without soffice)',
    async () => {
      await writeWorkpaper(dir, ZH);
      const folder = makeFolder();
      writeFileSync(join(folder, 'bare.xlsx'), dropResults(readFileSync(file)));
      const out = join(folder, 'out');
      mkdirSync(out);
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'xlsx',
          '--outdir',
          out,
          join(folder, 'bare.xlsx'),
        ],
        { stdio: 'ignore', timeout: 110_000 },
      );
      const [ours, theirs] = [await read(file), await read(join(out, 'bare.xlsx'))];
      for (const name of ['重算明细', '检查覆盖', '报告覆盖']) {
        const rows = toRows(theirs, name);
        let compared = 0;
        toRows(ours, name).forEach((row, index) => {
          for (const heading of ['重算（公式）', '重算取整', '差异', '核对', '合计']) {
            const [own, recalculated] = [resultOf(row[heading]), resultOf(rows[index]?.[heading])];
            if (own === undefined || own === null) continue;
            compared += 1;
            if (typeof own === 'number') expect(Number(recalculated)).toBeCloseTo(own, 9);
            else expect(recalculated).toBe(own);
          }
        });
        expect(compared).toBeGreaterThan(4);
      }
    },
    120_000,
  );
});

/** The workbook without the values of its formulas, so that they have to be computed. */
function dropResults(bytes: Uint8Array): Uint8Array {
  const entries = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (!name.startsWith('xl/worksheets/')) return [name, content];
    const xml = strFromU8(content);
    const bare = xml.replace(/<\/f><v>[^<]*<\/v>/g, '</f>');
    return [name, strToU8(bare)];
  });
  return zipSync(Object.fromEntries(entries));
}

describe('a hostile document', async () => {
  const id = 'ab'.repeat(32);
  const [finding] = makeDocument(id).findings;
  const [result] = makeDocument(id).results;
  if (finding === undefined || result === undefined) throw new Error('the sample document has lost its records');
  const hostile = [
    '=HYPERLINK("http://a.example","x")',
    '@SUM(A1:A9)',
    '+1+1',
    '\tfoo',
    '<script>alert(1)</script>',
    '字'.repeat(40_000),
    'a\u0000b\u0007c',
    '"&<>\'',
    '-',
  ];
  const dir = await makeDataset({
    '=1+1/报告.pdf': makeDocument(id, {
      findings: hostile.map(
        (text, index): Finding => ({
          ...finding,
          findingId: `e${index}`,
          subject: text,
          recorded: text,
          message: { zh: text, en: text },
          difference: text,
        }),
      ),
      results: hostile.map(
        (text, index): Result => ({
          ...result,
          resultId: `r${index}`,
          outcome: 'fail',
          subject: text,
          recorded: text,
          formula: `${text} = 1`,
          findingId: `e${index}`,
        }),
      ),
    }),
  });
  const book = await write(dir);

  test('puts no formula of its own into a cell', () => {
    const xml = Object.entries(unzipSync(readFileSync(join(dir, 'workpaper.xlsx'))))
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .map(([, content]) => strFromU8(content));
    const formulas = xml.flatMap((text) => [...text.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula]) => formula));
    expect(formulas.length).toBeGreaterThan(0);
    for (const formula of formulas)
      expect(formula).toMatch(/^(HYPERLINK\(&quot;report\.html#f-e\d|SUM\([A-Z]\d+:[A-Z]\d+\)$)/);
  });

  test('stands in cells as text', () => {
    const rows = toRows(book, '问题清单');
    expect(rows.map((row) => row.事项)).toEqual([
      '\'=HYPERLINK("http://a.example","x")',
      "'@SUM(A1:A9)",
      "'+1+1",
      "'\tfoo",
      '<script>alert(1)</script>',
      expect.stringMatching(/^字{32000,}…（已截断，全文见数据集）$/),
      'abc',
      '"&<>\'',
      '-',
    ]);
    expect(String(rows[5]?.事项)).toHaveLength(MOST_CHARACTERS);
    expect(rows[0]?.文件).toBe("'=1+1/报告.pdf");
  });

  test('is said in the summary', () => {
    const rows = toRows(book, '摘要');
    const countOf = (item: string): unknown => rows.find((row) => row.项目 === item)?.数值;
    expect(Number(countOf('删去的控制字符'))).toBeGreaterThan(0);
    expect(Number(countOf('截断的文字'))).toBeGreaterThan(0);
    expect(Number(countOf('前加单引号的文字'))).toBeGreaterThan(0);
  });
});

test('a sheet that is full goes on in a further one, and formulas refer to its own rows', async () => {
  const dir = await makeDataset({
    'total-over-rows/report.docx': documents['total-over-rows/report.docx'] ?? makeDocument('00'),
  });
  const book = await write(dir, { mostRows: 3 });
  const names = book.worksheets.map(({ name }) => name).filter((name) => name.startsWith('重算明细'));
  expect(names.slice(0, 2)).toEqual(['重算明细', '重算明细 (2)']);
  const second = book.getWorksheet('重算明细 (2)');
  expect(second?.getCell('H2').value).toMatchObject({ formula: expect.stringMatching(/^P2\D/) });
  expect(book.getWorksheet('重算明细')?.rowCount).toBe(3);
});

test('results that agree are listed up to a number, and the summary says how many are not', async () => {
  const dir = await makeDataset({
    'clean-form/report.docx': documents['clean-form/report.docx'] ?? makeDocument('00'),
  });
  const all = toRows(await write(dir), '重算明细').length;
  const book = await write(dir, { mostPasses: 3 });
  expect(toRows(book, '重算明细')).toHaveLength(3);
  const row = toRows(book, '摘要').find(({ 项目 }) => 项目 === '重算明细');
  expect(row?.备注).toContain(`另有 ${all - 3} 条未列`);
});
