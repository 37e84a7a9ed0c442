import { compareCodePoints } from '../model/compare-code-points.ts';
import type { Document } from '../model/dataset.ts';
import type {
  FactRow,
  FigureColumns,
  FundRow,
  IndicatorRow,
  NoteRow,
  ReportRow,
  ResultRow,
} from '../model/dataset-rows.ts';
import type { Finding, Result } from '../model/finding.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Report } from '../model/report.ts';
import type { Source } from '../model/source.ts';

/** Says for people where a source stands: 附件3 · 表4-1 · 第5行 · 第12页. */
export type Locate = (
  where: { report: Report; reports: readonly Report[]; document: Document },
  source: Source | undefined,
) => string;

/** What checks across files say of figures of one file; it stands in no document. */
export interface AcrossRecords {
  readonly results: readonly Result[];
  readonly findings: readonly Finding[];
}

/** The lines one file adds to each of the files of lines, in their final order. */
export interface FlatRows {
  readonly reports: readonly ReportRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly funds: readonly FundRow[];
  readonly facts: readonly FactRow[];
  readonly findings: readonly Finding[];
  readonly results: readonly ResultRow[];
  readonly notes: readonly NoteRow[];
}

/**
 * Flattens a document for one path it was found at. Ordered by id by code point; rows without an id of their own stay
 * in reading order within their report, notes within the file.
 */
export function toFlatRows(
  document: Document,
  {
    path,
    locate,
    across,
  }: {
    path: string;
    locate: Locate;
    across: AcrossRecords;
  },
): FlatRows {
  const { documentId } = document;
  const reports = sortById(document.reports, ({ reportId }) => reportId).map((report) => ({
    report,
    ids: { path, documentId, reportId: report.reportId },
    placeOf: (source: Source | undefined) => locate({ report, reports: document.reports, document }, source),
  }));
  return {
    reports: reports.map((each) => toReportRow(each, countFindings(document, each.report))),
    indicators: reports.flatMap(toIndicatorRows),
    funds: reports.flatMap(toFundRows),
    facts: reports.flatMap(toFactRows),
    findings: sortById([...document.findings, ...across.findings], ({ findingId }) => findingId).map((finding) => ({
      ...finding,
      path,
    })),
    results: sortById([...document.results, ...across.results], ({ resultId }) => resultId).map((result) => ({
      path,
      documentId,
      ...result,
    })),
    notes: document.notes.map((note) => ({ path, ...note })),
  };
}

interface Placed {
  readonly report: Report;
  readonly ids: { readonly path: string; readonly documentId: string; readonly reportId: string };
  readonly placeOf: (source: Source | undefined) => string;
}

function toReportRow({ report, ids, placeOf }: Placed, findings: number): ReportRow {
  const first = report.title?.sources[0] ?? report.funds[0]?.label.sources[0] ?? report.indicators[0]?.sources[0];
  return {
    ...ids,
    title: report.title?.text ?? null,
    kind: report.kind,
    fiscalYear: report.fiscalYear?.value ?? null,
    project: report.project?.text ?? null,
    department: report.department?.text ?? null,
    unit: report.unit?.text ?? null,
    amountUnit: report.amountUnit?.text ?? null,
    ...toFigureColumns('totalPoints', report.total?.points),
    ...toFigureColumns('totalScore', report.total?.score),
    grade: report.total?.grade?.text ?? null,
    funds: report.funds.length,
    indicators: report.indicators.length,
    facts: report.facts.length,
    rules: report.rules.length,
    findings,
    place: placeOf(first),
  };
}

function toIndicatorRows({ report, ids, placeOf }: Placed): IndicatorRow[] {
  const { documentId } = ids;
  return report.indicators.map((indicator, index) => ({
    ...ids,
    index,
    parent: indicator.parent,
    level1: indicator.level1,
    level2: indicator.level2,
    level3: indicator.level3,
    ...toFigureColumns('target', indicator.target),
    ...toFigureColumns('actual', indicator.actual),
    ...toFigureColumns('points', indicator.points),
    ...toFigureColumns('score', indicator.score),
    ...toFigureColumns('reviewScore', indicator.reviewScore),
    ...toFigureColumns('scoreRate', indicator.scoreRate),
    deviation: indicator.deviation?.text ?? null,
    tableId: indicator.tableId,
    row: indicator.row,
    place: placeOf(
      indicator.sources[0] ?? { documentId, tableId: indicator.tableId, row: indicator.row, method: 'text' },
    ),
  }));
}

function toFundRows({ report, ids, placeOf }: Placed): FundRow[] {
  return report.funds.map((fund, index) => ({
    ...ids,
    index,
    parent: fund.parent,
    fund: fund.fund,
    label: fund.label.text,
    amountUnit: report.amountUnit?.text ?? null,
    ...toFigureColumns('initialBudget', fund.initialBudget),
    ...toFigureColumns('budget', fund.budget),
    ...toFigureColumns('arrived', fund.arrived),
    ...toFigureColumns('executed', fund.executed),
    ...toFigureColumns('executionRate', fund.executionRate),
    ...toFigureColumns('points', fund.points),
    ...toFigureColumns('score', fund.score),
    place: placeOf(fund.label.sources[0]),
  }));
}

function toFactRows({ report, ids, placeOf }: Placed): FactRow[] {
  return sortById(report.facts, ({ factId }) => factId).map((fact) => ({
    ...ids,
    factId: fact.factId,
    metric: fact.metric,
    subject: fact.subject,
    period: fact.period,
    basis: fact.basis,
    ...toFigureColumns('quantity', fact.quantity),
    partOf: fact.partOf,
    sentence: fact.sentence,
    blockId: fact.blockId,
    place: placeOf(fact.quantity.sources[0]),
  }));
}

function toFigureColumns<Name extends string>(name: Name, quantity: Quantity | null | undefined): FigureColumns<Name> {
  // The compiler does not follow computed keys of a template literal type.
  return {
    [`${name}Raw`]: quantity?.raw ?? null,
    [`${name}Kind`]: quantity?.kind ?? null,
    [`${name}Value`]: quantity?.value ?? null,
    [`${name}Upper`]: quantity?.upper ?? null,
    [`${name}Unit`]: quantity?.unit ?? null,
    [`${name}Comparator`]: quantity?.comparator ?? null,
  } as FigureColumns<Name>;
}

function countFindings(document: Document, report: Report): number {
  return document.findings.filter(({ reportId }) => reportId === report.reportId).length;
}

function sortById<Item>(items: readonly Item[], toId: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => compareCodePoints(toId(a), toId(b)));
}
