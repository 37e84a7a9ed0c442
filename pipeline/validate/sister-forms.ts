import type { Indicator, Report } from '../model/report.ts';
import type { CheckContext, NamedFigure } from './check.ts';
import { hasValue, indicatorFigure } from './figures.ts';
import { figureKey } from './identity.ts';
import { foldLabel, isPlaceholder } from './linking.ts';

/** Sister forms that must agree with each other before the odd one out is named. */
export const LEAST_SISTERS = 2;
/** Least share of rows with the same names for two forms to follow one scheme; with other rows the points differ. */
const LEAST_SHARED = 0.7;

/** What most sister forms of the file give for an indicator with the same name, target, actual and points. */
export interface UsualScore {
  readonly figure: NamedFigure;
  /** How many sister forms give it. */
  readonly count: number;
}

interface Form {
  /** Folded names of the rows that are no placeholders. */
  readonly names: ReadonlySet<string>;
  readonly rows: number;
  /** Rows by what makes two of them the same; several with one key are left out of comparisons. */
  readonly byKey: ReadonlyMap<string, readonly Indicator[]>;
}

/** null: fewer than two sister forms agree on a score, or the row says too little to be compared. */
export function usualScore({ report, reports }: CheckContext, indicator: Indicator): UsualScore | null {
  if (reports.length <= LEAST_SISTERS) return null;
  const own = formOf(report);
  const key = keyOf(indicator);
  if (key === null || own.byKey.get(key)?.length !== 1) return null;
  const sisterRows = reports.flatMap((other): Indicator[] => {
    if (other === report) return [];
    const form = formOf(other);
    const [row, ...more] = form.byKey.get(key) ?? [];
    return row !== undefined && more.length === 0 && isSisterForm(own, form) ? [row] : [];
  });
  return mostUsual(sisterRows);
}

const FORMS = new WeakMap<Report, Form>();

function formOf(report: Report): Form {
  const known = FORMS.get(report);
  if (known !== undefined) return known;
  const rows = report.indicators.filter((row) => !isPlaceholder(row));
  const byKey = new Map<string, Indicator[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [row]);
    else list.push(row);
  }
  const names = new Set(rows.map((row) => foldLabel(row.level3 ?? '')));
  const form = { names, rows: rows.length, byKey };
  FORMS.set(report, form);
  return form;
}

function isSisterForm(a: Form, b: Form): boolean {
  if (a.rows !== b.rows) return false;
  const shared = [...a.names].filter((name) => b.names.has(name)).length;
  return shared >= a.names.size * LEAST_SHARED;
}

/** Name, heading, target, actual and points; null for rows that say too little to be compared. */
function keyOf(indicator: Indicator): string | null {
  const { level2, level3, target, actual, points, score } = indicator;
  if (isPlaceholder(indicator) || level3 === null || target === null || actual === null) return null;
  if (!hasValue(score) || target.kind === 'missing' || actual.kind === 'missing') return null;
  const figures = [target, actual, points].map((quantity) => (quantity === null ? '' : figureKey(quantity)));
  return [foldLabel(level2 ?? ''), foldLabel(level3), ...figures].join('|');
}

/** The score most rows give, as the first of them prints it; null where two are equally usual or too few agree. */
function mostUsual(rows: readonly Indicator[]): UsualScore | null {
  const counts = new Map<string, { row: Indicator; count: number }>();
  for (const row of rows) {
    const key = row.score === null ? '' : figureKey(row.score);
    const seen = counts.get(key);
    counts.set(key, { row: seen?.row ?? row, count: (seen?.count ?? 0) + 1 });
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (first === undefined || first.count === second?.count || first.count < LEAST_SISTERS) return null;
  const figure = indicatorFigure(first.row, 'score');
  return figure === null ? null : { figure, count: first.count };
}
