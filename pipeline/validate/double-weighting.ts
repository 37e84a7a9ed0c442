import type { Report } from '../model/report.ts';
import { decimalOf, type ScoredRow, scoredRows } from './scheme.ts';

/** Rows at least that must show the pattern: one row may come to it by chance. */
const LEAST_ROWS = 2;

/**
 * The scored rows of a form whose scores are all points × points ÷ 100: what was already out of the points was multiplied
 * by them once more. Empty where it is not so.
 */
export function doublyWeightedRows(report: Report): readonly ScoredRow[] {
  const known = rowsByReport.get(report);
  if (known !== undefined) return known;
  const rows = findDoublyWeightedRows(report);
  rowsByReport.set(report, rows);
  return rows;
}

/** Asked for with every row; a report never changes. */
const rowsByReport = new WeakMap<Report, readonly ScoredRow[]>();

function findDoublyWeightedRows(report: Report): readonly ScoredRow[] {
  const rows = scoredRows(report).filter(
    ({ points, score }) => decimalOf(points) !== null && decimalOf(score) !== null,
  );
  const isDouble = rows.every((row) => {
    const points = decimalOf(row.points);
    const score = decimalOf(row.score);
    return (
      points !== null && score !== null && points.gt(0) && points.lt(100) && score.eq(points.times(points).div(100))
    );
  });
  return rows.length >= LEAST_ROWS && isDouble ? rows : [];
}
