import type { FundRow, IndicatorRow, ReportRow } from '../../model/dataset-rows.ts';
import { groupByPath } from '../group-by-path.ts';
import { readLines } from '../read-lines.ts';
import type { Cell } from './book.ts';
import { toFigureCell, toValueCell } from './figure-cell.ts';
import { emptyInputs, type SheetContext, toColumns } from './sheet-context.ts';
import { type Language, SHEETS, TEXTS } from './words.ts';

const REPORT_COLUMNS = [
  ['file', 26],
  ['project', 24],
  ['unit', 20],
  ['year', 7],
] as const;

/** 指标数据: every indicator with its figures as printed and as numbers. */
export async function writeIndicatorsSheet({ book, dir, language }: SheetContext): Promise<void> {
  const sheet = book.addSheet({
    name: SHEETS.indicators[language],
    columns: toColumns(language, [
      ...REPORT_COLUMNS,
      ['level1', 14],
      ['level2', 14],
      ['level3', 26],
      ['targetText', 18],
      ['actualText', 18],
      ['points', 9],
      ['score', 9],
      ['deviation', 30],
      ['place', 18],
      ['target', 14],
      ['actual', 14],
      ['measure', 10],
      ['reviewScore', 9],
      ['scoreRate', 10],
      ['reportId', 18],
    ]),
    printed: 13,
    frozen: 2,
  });
  const reportsOf = groupByPath(readLines(dir, 'reports'));
  for await (const row of readLines(dir, 'indicators')) {
    await sheet.addRow([...(await toReportCells(row, reportsOf)), ...toIndicatorCells(row, language)]);
  }
  await sheet.finish();
}

/** 资金数据: every row of funds. */
export async function writeFundsSheet({ book, dir, language }: SheetContext): Promise<void> {
  const sheet = book.addSheet({
    name: SHEETS.funds[language],
    columns: toColumns(language, [
      ...REPORT_COLUMNS,
      ['fund', 26],
      ['amountUnit', 9],
      ['initialBudget', 16],
      ['budget', 16],
      ['arrived', 16],
      ['executed', 16],
      ['executionRate', 10],
      ['points', 8],
      ['score', 8],
      ['place', 18],
      ['reportId', 18],
    ]),
    printed: 14,
    frozen: 2,
  });
  const reportsOf = groupByPath(readLines(dir, 'reports'));
  for await (const row of readLines(dir, 'funds')) {
    await sheet.addRow([...(await toReportCells(row, reportsOf)), ...toFundCells(row, language)]);
  }
  await sheet.finish();
}

/** 失败文件: what could not be read, why, and what to do. */
export async function writeFailuresSheet({ book, dir, language }: SheetContext): Promise<void> {
  const sheet = book.addSheet({
    name: SHEETS.failures[language],
    columns: toColumns(language, [
      ['reference', 9],
      ['file', 50],
      ['code', 20],
      ['failure', 60],
      ['preparer', 10],
      ['reviewer', 10],
      ['date', 11],
    ]),
    printed: 7,
    frozen: 2,
  });
  for await (const { path, code, message } of readLines(dir, 'failures')) {
    const [reference, ...others] = emptyInputs(4);
    await sheet.addRow([reference ?? null, path, { value: code, tone: 'error' }, message[language], ...others]);
  }
  await sheet.finish();
}

async function toReportCells(
  { path, reportId }: { path: string; reportId: string },
  reportsOf: (path: string) => Promise<readonly ReportRow[]>,
): Promise<readonly Cell[]> {
  const report = (await reportsOf(path)).find((each) => each.reportId === reportId);
  return [path, report?.project ?? report?.title ?? null, report?.unit ?? null, report?.fiscalYear ?? null];
}

function toIndicatorCells(row: IndicatorRow, language: Language): readonly Cell[] {
  const unread = TEXTS.unread[language];
  return [
    row.level1,
    row.level2,
    row.level3,
    row.targetRaw,
    row.actualRaw,
    toFigureCell(row, 'points', unread),
    toFigureCell(row, 'score', unread),
    row.deviation,
    row.place,
    toValueCell(row, 'target'),
    toValueCell(row, 'actual'),
    row.actualUnit ?? row.targetUnit,
    toFigureCell(row, 'reviewScore', unread),
    toFigureCell(row, 'scoreRate', unread),
    row.reportId,
  ];
}

function toFundCells(row: FundRow, language: Language): readonly Cell[] {
  const unread = TEXTS.unread[language];
  return [
    row.label,
    row.amountUnit,
    toFigureCell(row, 'initialBudget', unread),
    toFigureCell(row, 'budget', unread),
    toFigureCell(row, 'arrived', unread),
    toFigureCell(row, 'executed', unread),
    toFigureCell(row, 'executionRate', unread),
    toFigureCell(row, 'points', unread),
    toFigureCell(row, 'score', unread),
    row.place,
    row.reportId,
  ];
}
