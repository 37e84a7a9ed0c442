import { compareCodePoints } from '../../model/compare-code-points.ts';
import type { Change, ChangeKind } from '../../model/dataset-diff.ts';
import type { FundRow, IndicatorRow, ReportRow } from '../../model/dataset-rows.ts';
import type { Finding } from '../../model/finding.ts';
import type { Line, LineFile } from '../dataset-files.ts';
import { groupByPath } from '../group-by-path.ts';
import { requireVersion } from '../read-dataset.ts';
import { readLines } from '../read-lines.ts';
import { findChangedFields } from './changed-fields.ts';

/** How rows of one kind are told apart within a path, and what of them is compared. */
interface Comparison<Row> {
  readonly kind: ChangeKind;
  /** The same for the row of the other dataset that means the same; equal keys are told apart by order. */
  readonly toKey: (row: Row) => string;
  readonly toReport: (row: Row) => number | null;
  readonly toSubject: (row: Row) => string;
  readonly fields: readonly string[];
  readonly figures?: readonly string[];
}

/**
 * What changed from one dataset to another, by path, file by file: no more than the rows of one file are in memory. Rows
 * of funds and indicators are compared in reports that both have. Throws DatasetError.
 */
export async function* compareDatasets(oldDir: string, newDir: string): AsyncGenerator<Change> {
  await requireVersion(oldDir);
  await requireVersion(newDir);
  const [old, now] = [openDataset(oldDir), openDataset(newDir)];
  for await (const path of mergePaths(readLines(oldDir, 'files'), readLines(newDir, 'files'))) {
    yield* compareRows(await old.files(path), await now.files(path), FILES);
    const [oldReports, newReports] = [await old.reports(path), await now.reports(path)];
    yield* compareRows(oldReports, newReports, REPORTS);
    const isShared = toSharedTest(oldReports, newReports);
    const [oldFunds, newFunds] = [await old.funds(path), await now.funds(path)];
    yield* compareRows(oldFunds.filter(isShared), newFunds.filter(isShared), FUNDS);
    const [oldIndicators, newIndicators] = [await old.indicators(path), await now.indicators(path)];
    yield* compareRows(oldIndicators.filter(isShared), newIndicators.filter(isShared), INDICATORS);
    yield* compareRows(await old.findings(path), await now.findings(path), FINDINGS);
  }
}

function openDataset(dir: string) {
  const open = <File extends Exclude<LineFile, 'files'>>(name: File) => groupByPath<Line<File>>(readLines(dir, name));
  return {
    files: groupByPath(readLines(dir, 'files')),
    reports: open('reports'),
    funds: open('funds'),
    indicators: open('indicators'),
    findings: open('findings'),
  };
}

type WithPath = AsyncIterable<{ readonly path: string }>;

/** The paths of two sorted files, each once, in order. */
async function* mergePaths(oldFiles: WithPath, newFiles: WithPath): AsyncGenerator<string> {
  const [old, now] = [oldFiles[Symbol.asyncIterator](), newFiles[Symbol.asyncIterator]()];
  let [a, b] = [await old.next(), await now.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : compareCodePoints(a.value.path, b.value.path);
    const path: string = order <= 0 ? a.value.path : b.value.path;
    yield path;
    if (order <= 0) a = await old.next();
    if (order >= 0) b = await now.next();
  }
}

function compareRows<Row extends { readonly path: string }>(
  oldRows: readonly Row[],
  newRows: readonly Row[],
  comparison: Comparison<Row>,
): Change[] {
  const { kind, toReport, toSubject, fields, figures = [] } = comparison;
  const [old, now] = [byKey(oldRows, comparison), byKey(newRows, comparison)];
  const changes: Change[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [before, after] = [old.get(key) ?? null, now.get(key) ?? null];
    const row = after ?? before;
    const changed = findChangedFields(before, after, { fields, figures });
    if (row === null || (changed.length === 0 && before !== null && after !== null)) continue;
    changes.push({
      kind,
      change: before === null ? 'new' : after === null ? 'gone' : 'changed',
      path: row.path,
      report: toReport(row),
      subject: toSubject(row),
      findingId: 'findingId' in row && typeof row.findingId === 'string' ? row.findingId : null,
      fields: changed,
    });
  }
  return changes;
}

function byKey<Row>(rows: readonly Row[], { toKey }: Comparison<Row>): Map<string, Row> {
  const found = new Map<string, Row>();
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = toKey(row);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    found.set(JSON.stringify([key, count]), row);
  }
  return found;
}

function toSharedTest(
  oldReports: readonly ReportRow[],
  newReports: readonly ReportRow[],
): (row: { readonly reportId: string }) => boolean {
  const now = new Set(newReports.map(toOrdinal));
  const shared = new Set(oldReports.map(toOrdinal).filter((ordinal) => now.has(ordinal)));
  return (row) => shared.has(toOrdinal(row));
}

/** The rest of a reportId is of the bytes of the file, which may have been saved anew. */
function toOrdinal({ reportId }: { readonly reportId: string | null }): number {
  return Number(reportId?.split('-').at(-1) ?? 0);
}

const FILES: Comparison<Line<'files'>> = {
  kind: 'file',
  toKey: () => '',
  toReport: () => null,
  toSubject: () => '',
  fields: ['outcome', 'failure', 'sha256', 'format', 'reports', 'pagesUnread'],
};

const REPORTS: Comparison<ReportRow> = {
  kind: 'report',
  toKey: (report) => String(toOrdinal(report)),
  toReport: toOrdinal,
  toSubject: ({ title, project }) => title ?? project ?? '',
  fields: ['title', 'kind', 'fiscalYear', 'project', 'department', 'unit', 'amountUnit', 'grade', 'indicators'],
  figures: ['totalPoints', 'totalScore'],
};

const FUNDS: Comparison<FundRow> = {
  kind: 'fund',
  toKey: (fund) => JSON.stringify([toOrdinal(fund), fund.label]),
  toReport: toOrdinal,
  toSubject: ({ label }) => label,
  fields: ['fund', 'amountUnit'],
  figures: ['initialBudget', 'budget', 'arrived', 'executed', 'executionRate', 'points', 'score'],
};

const INDICATORS: Comparison<IndicatorRow> = {
  kind: 'indicator',
  toKey: (row) => JSON.stringify([toOrdinal(row), row.level1, row.level2, row.level3]),
  toReport: toOrdinal,
  toSubject: ({ level1, level2, level3 }) => [level1, level2, level3].filter((name) => name !== null).join('/'),
  fields: ['deviation'],
  figures: ['target', 'actual', 'points', 'score', 'reviewScore', 'scoreRate'],
};

const FINDINGS: Comparison<Finding> = {
  kind: 'finding',
  toKey: ({ findingId }) => findingId,
  toReport: (finding) => (finding.reportId === null ? null : toOrdinal(finding)),
  toSubject: ({ checkId, subject }) => `${checkId} ${subject}`,
  fields: ['severity', 'outcome', 'cause', 'recorded', 'recomputed', 'difference', 'rounding', 'formula', 'locator'],
};
