import { compareCodePoints } from '../../model/compare-code-points.ts';
import type { ReportRow } from '../../model/dataset-rows.ts';
import type { Outcome } from '../../model/finding.ts';
import { groupByPath } from '../group-by-path.ts';
import { readLines } from '../read-lines.ts';
import type { Cell } from './book.ts';
import { type Counts, noCounts, type ResultCounts } from './count-results.ts';
import { type SheetContext, toColumns } from './sheet-context.ts';
import { HEADINGS, type Language, OUTCOMES, SHEETS, TEXTS } from './words.ts';

const OUTCOME_ORDER = ['pass', 'fail', 'review', 'open', 'not-applicable'] as const satisfies readonly Outcome[];
const COUNT_WIDTH = 11;

/** 检查覆盖: what each check gave on all its subjects. 报告覆盖: what all checks gave on each report. */
export async function writeCoverageSheets(context: SheetContext, counts: ResultCounts): Promise<void> {
  await writeChecksSheet(context, counts.byCheck);
  await writeReportsSheet(context, counts);
}

async function writeChecksSheet(
  { book, language, toTitle }: SheetContext,
  checks: ReadonlyMap<string, Counts>,
): Promise<void> {
  const sheet = book.addSheet({
    name: SHEETS.checks[language],
    columns: [
      ...toColumns(language, [
        ['check', 9],
        ['checkTitle', 50],
      ]),
      ...toCountColumns(language),
    ],
    printed: 8,
    frozen: 2,
  });
  for (const [checkId, counts] of [...checks].sort(([a], [b]) => compareCodePoints(a, b))) {
    await sheet.addRow((row) => [
      checkId,
      toTitle(checkId)?.[language] ?? null,
      ...toCountCells(counts, { row, from: 'C' }),
    ]);
  }
  await sheet.finish();
}

async function writeReportsSheet({ book, dir, language }: SheetContext, counts: ResultCounts): Promise<void> {
  const sheet = book.addSheet({
    name: SHEETS.reports[language],
    columns: [
      ...toColumns(language, [
        ['file', 30],
        ['title', 34],
        ['project', 26],
        ['unit', 22],
        ['year', 8],
        ['findings', 8],
      ]),
      ...toCountColumns(language),
      ...toColumns(language, [['reportId', 18]]),
    ],
    printed: 12,
    frozen: 2,
  });
  const reportsOf = groupByPath(readLines(dir, 'reports'));
  for await (const { path, outcome } of readLines(dir, 'files')) {
    if (outcome === 'failed') continue; // they have a sheet of their own
    const reports = await reportsOf(path);
    if (reports.length === 0) await sheet.addRow([path, { value: TEXTS.noReport[language], tone: 'quiet' }]);
    for (const report of reports) {
      const own = counts.of(path, report.reportId) ?? noCounts();
      await sheet.addRow((row) => toReportCells(report, { counts: own, row }));
    }
    const across = counts.of(path, null);
    if (across === undefined) continue;
    const label: Cell = { value: TEXTS.acrossFiles[language], tone: 'quiet' };
    await sheet.addRow((row) => [path, label, null, null, null, null, ...toCountCells(across, { row, from: 'G' })]);
  }
  await sheet.finish();
}

function toReportCells(report: ReportRow, { counts, row }: { counts: Counts; row: number }): readonly Cell[] {
  const { path, title, project, unit, fiscalYear, findings, reportId } = report;
  return [path, title, project, unit, fiscalYear, findings, ...toCountCells(counts, { row, from: 'G' }), reportId];
}

function toCountColumns(language: Language) {
  return [
    ...OUTCOME_ORDER.map((outcome) => ({ heading: OUTCOMES[outcome][language], width: COUNT_WIDTH })),
    { heading: HEADINGS.total[language], width: COUNT_WIDTH },
  ];
}

/** The counts and their sum as a formula; `from` is the column of the first. */
function toCountCells(counts: Counts, { row, from }: { row: number; from: string }): readonly Cell[] {
  const to = String.fromCharCode(from.charCodeAt(0) + OUTCOME_ORDER.length - 1);
  const numbers = OUTCOME_ORDER.map((outcome) => counts[outcome]);
  const total = numbers.reduce((sum, count) => sum + count, 0);
  return [
    ...OUTCOME_ORDER.map((outcome) => toCountCell(counts[outcome], outcome)),
    { formula: `SUM(${from}${row}:${to}${row})`, result: total, format: '0' },
  ];
}

function toCountCell(count: number, outcome: Outcome): Cell {
  const tone = { fail: 'error', review: 'warning', open: 'note' } as const;
  const own = outcome === 'pass' || outcome === 'not-applicable' || count === 0 ? {} : { tone: tone[outcome] };
  return { value: count, format: '0', ...own };
}
