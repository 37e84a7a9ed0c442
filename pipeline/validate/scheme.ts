import { Decimal } from 'decimal.js';
import { rememberByObject } from '../model/remember.ts';
import type { Fund, Indicator, Report } from '../model/report.ts';
import type { NamedFigure } from './check.ts';
import { fundFigure, hasValue, indicatorFigure, indicatorName, indicatorPath } from './figures.ts';
import { foldName } from './identity.ts';
import { listsBy } from './indexes.ts';

/** A row that takes part in the scoring, with its target and actual from wherever in the report they stand. */
export interface ScoredRow {
  readonly indicator: Indicator;
  readonly name: string;
  /** 产出指标/数量指标/参保人数. */
  readonly path: string;
  readonly points: NamedFigure | null;
  readonly score: NamedFigure | null;
  readonly target: NamedFigure | null;
  readonly actual: NamedFigure | null;
  /** An 其中 row that prints points or a score of its own; it may or may not add to the sums. */
  readonly isPart: boolean;
}

/** The fund row that carries points and score of budget execution. */
export interface ExecutionPart {
  readonly fund: Fund;
  readonly points: NamedFigure | null;
  readonly score: NamedFigure | null;
}

const PLACEHOLDER = /^(?:指标\d*|[….·。/\\—–-]*)$/u;

/**
 * The rows with points or scores. 其中 rows without any and empty placeholder rows (指标2, ……) are none; an indicator
 * printed with its score in two tables counts once.
 */
export function scoredRows(report: Report): readonly ScoredRow[] {
  const known = rowsByReport.get(report);
  if (known !== undefined) return known;
  const rows = findScoredRows(report);
  rowsByReport.set(report, rows);
  return rows;
}

/** Many checks ask for the rows of one report; a report never changes. */
const rowsByReport = new WeakMap<Report, readonly ScoredRow[]>();

/** The scored rows that stand in the rows of a table that a heading covers, in order. */
export function rowsBetween(
  report: Report,
  { tableId, row, rowSpan }: { readonly tableId: string; readonly row: number; readonly rowSpan: number },
): readonly ScoredRow[] {
  return (rowsByTable(report).get(tableId) ?? []).filter(
    ({ indicator }) => indicator.row >= row && indicator.row < row + rowSpan,
  );
}

const rowsByTable = rememberByObject((report: Report) =>
  listsBy(scoredRows(report), ({ indicator }) => indicator.tableId),
);

function findScoredRows(report: Report): readonly ScoredRow[] {
  const rows = report.indicators.filter(isScored);
  const seen = new Map<string, string>();
  const twins = indexByName(report);
  return rows.flatMap((indicator): ScoredRow[] => {
    const path = indicatorPath(indicator);
    const key = foldName(`${indicator.level2 ?? ''}/${indicatorName(indicator)}`);
    const table = seen.get(key);
    if (table !== undefined && table !== indicator.tableId) return [];
    seen.set(key, indicator.tableId);
    const twin = findTwin(twins, indicator);
    return [
      {
        indicator,
        name: indicatorName(indicator),
        path,
        points: indicatorFigure(indicator, 'points'),
        score: indicatorFigure(indicator, 'score'),
        target: indicatorFigure(indicator, 'target') ?? (twin && indicatorFigure(twin, 'target')),
        actual: indicatorFigure(indicator, 'actual') ?? (twin && indicatorFigure(twin, 'actual')),
        isPart: indicator.parent !== null,
      },
    ];
  });
}

/** A row with points or a score, or one that has a target or an actual and blank places for both. */
function isScored(indicator: Indicator): boolean {
  if (hasValue(indicator.points) || hasValue(indicator.score)) return true;
  if (indicator.points === null && indicator.score === null) return false;
  const name = indicatorName(indicator);
  if (PLACEHOLDER.test(name) || name.startsWith('其中') || indicator.parent !== null) return false;
  return [indicator.target, indicator.actual].some((figure) => figure !== null && figure.kind !== 'missing');
}

function indexByName(report: Report): ReadonlyMap<string, readonly Indicator[]> {
  const index = new Map<string, Indicator[]>();
  for (const indicator of report.indicators) {
    const name = foldName(indicatorName(indicator));
    const same = index.get(name);
    if (same === undefined) index.set(name, [indicator]);
    else same.push(indicator);
  }
  return index;
}

/** The row of the same name in another table of the report; null where there is none, or several and none of one group. */
function findTwin(byName: ReadonlyMap<string, readonly Indicator[]>, indicator: Indicator): Indicator | null {
  const name = foldName(indicatorName(indicator));
  if (name === '') return null;
  const twins = (byName.get(name) ?? []).filter((other) => other.tableId !== indicator.tableId);
  const [only] = twins;
  if (twins.length === 1 && only !== undefined) return only;
  const group = foldName(indicator.level2 ?? '');
  const ofGroup = twins.filter((other) => foldName(other.level2 ?? '') === group);
  return ofGroup.length === 1 ? (ofGroup[0] ?? null) : null;
}

/** The total fund row, or the first one with a score; null where the form scores no execution. Child rows never add. */
export function executionPart(report: Report): ExecutionPart | null {
  const top = report.funds.filter((fund) => fund.parent === null && (fund.score !== null || fund.points !== null));
  const withFigures = (fund: Fund) => hasValue(fund.score) || hasValue(fund.points);
  const fund =
    top.find((each) => each.fund === 'total' && withFigures(each)) ??
    top.find(withFigures) ??
    report.funds.find(withFigures) ??
    top[0];
  if (fund === undefined) return null;
  return { fund, points: fundFigure(fund, 'points'), score: fundFigure(fund, 'score') };
}

/**
 * Points of budget execution: as the row prints them, or as a rule or heading says (得分（20分*执行率）, 预算执行情况（20分）);
 * null: neither.
 */
export function executionPoints(report: Report): Decimal | null {
  const printed = executionPart(report)?.points?.quantity;
  if (hasValue(printed)) return new Decimal(printed.value);
  const rule = report.rules.find(
    ({ kind, scope, parameters }) =>
      parameters.points !== null &&
      (kind === 'execution' || (kind === 'level-points' && scope.applies === 'execution')),
  );
  return rule?.parameters.points ? new Decimal(rule.parameters.points) : null;
}

/** The value of a figure; null where it was not read. */
export function decimalOf(figure: NamedFigure | null): Decimal | null {
  return figure !== null && hasValue(figure.quantity) ? new Decimal(figure.quantity.value) : null;
}
