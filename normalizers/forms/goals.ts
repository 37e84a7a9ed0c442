import type { Cell } from '../../pipeline/model/document.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Indicator } from '../../pipeline/model/report.ts';
import { foldHeading } from '../fold-heading.ts';
import type { Grid } from '../grid.ts';
import { isEmpty } from '../printed.ts';
import { GOAL_ACTUALS, GOAL_TARGETS, MANAGEMENT_HEADINGS } from '../vocabulary/headings.ts';
import { parseClaim } from './claims.ts';

/** Headings longer than this are sentences. */
const LONGEST_HEADING = 40;

/** The headings of a block of sentences: overall goals, or 资金管理情况. */
export interface ProseHeader {
  /** What the block is called beside its rows: 年度总体目标. */
  readonly label: Cell | undefined;
  /** Columns of the points that some forms give to the overall goals as such. */
  readonly points: Cell | undefined;
  readonly score: Cell | undefined;
}

/** The headings of a block of sentences that begin in this row; undefined where it is no such row. */
export function findProseHeader(grid: Grid, row: number): ProseHeader | undefined {
  const cells = grid.starting(row).filter(({ text }) => text.trim() !== '' && text.length <= LONGEST_HEADING);
  const headings = cells.map(({ text }) => foldHeading(text).name);
  const isManagement = headings.filter((name) => MANAGEMENT_HEADINGS.test(name)).length >= 2;
  const target = headings.findIndex((name) => GOAL_TARGETS.test(name));
  const isGoals = target >= 0 && headings.some((name, index) => index !== target && GOAL_ACTUALS.test(name));
  if (!isManagement && !isGoals) return undefined;
  const column = (role: 'points' | 'score') =>
    isGoals ? cells.find((cell) => cell.col > 0 && grid.headings.indicator(cell.text) === role) : undefined;
  return { label: cells.find(({ col }) => col === 0), points: column('points'), score: column('score') };
}

/** Overall goals with points and a score of their own are a row like those of the indicators; undefined where they have none. */
export function readGoalRow(grid: Grid, row: number, header: ProseHeader): Indicator | undefined {
  const place = (heading: Cell | undefined): Cell | undefined => {
    const cell = heading && grid.at(row, heading.col);
    return cell && cell.row === row ? cell : undefined;
  };
  const [points, score] = [place(header.points), place(header.score)];
  if (!header.label || [points, score].every((cell) => cell === undefined || isEmpty(cell.text))) return undefined;
  const value = (cell: Cell | undefined) => (cell ? parseQuantity(cell.text, { sources: cell.sources }) : null);
  return {
    level1: null,
    level2: null,
    level3: parseClaim(header.label).name,
    target: null,
    actual: null,
    points: value(points),
    score: value(score),
    reviewScore: null,
    scoreRate: null,
    deviation: null,
    parent: null,
    tableId: grid.table.tableId,
    row,
    sources: [...header.label.sources],
  };
}
