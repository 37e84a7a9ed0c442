import type { FundField } from '../figures.ts';
import type { RunReport } from './across-check.ts';
import type { DigestFigure, FigureRole } from './digest.ts';

/** A figure of a report by its row and column; null where the report has none. */
export function findFigure(report: RunReport, role: FigureRole, field: FundField | null): DigestFigure | null {
  return report.figures.find((figure) => figure.role === role && figure.field === field) ?? null;
}

/** The figure under a name that says of which year it is: 2022年年度资金总额全年预算数. */
export function ofYear(report: RunReport, figure: DigestFigure): DigestFigure {
  const { zh, en } = figure.label;
  const isSaid = zh.startsWith(report.year);
  return isSaid ? figure : { ...figure, label: { zh: `${report.year}年${zh}`, en: `${en} of ${report.year}` } };
}
