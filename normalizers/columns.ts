import type { Cell } from '../pipeline/model/document.ts';
import type { FundRole, IndicatorRole } from '../pipeline/model/heading-words.ts';
import { foldHeading, type Heading } from './fold-heading.ts';
import type { Grid } from './grid.ts';
import { folded, isFigure } from './printed.ts';
import { WEAK_LEVEL3 } from './vocabulary/headings.ts';

/** Rows of headings one above the other; published forms have at most two, seldom three. */
const MOST_HEADING_ROWS = 3;

/** A column whose heading was understood. It covers the grid columns [from, to). */
export interface Column<Role extends string> {
  readonly role: Role;
  readonly from: number;
  readonly to: number;
  readonly heading: Heading;
  readonly cell: Cell;
}

/** The headings of one block of a table. */
export interface Header<Role extends string> {
  readonly fromRow: number;
  /** First row below the headings. */
  readonly toRow: number;
  readonly columns: readonly Column<Role>[];
  /** Cells of the heading rows that no word list knows. */
  readonly unknown: readonly Cell[];
}

/** The headings of an indicator block that begin in this row; undefined where it is no such row. */
export function findIndicatorHeader(grid: Grid, row: number): Header<IndicatorRole> | undefined {
  const header = findHeader(grid, row, grid.headings.indicator);
  if (!header) return undefined;
  const columns = withoutSideLabels(settleRoles(header.columns, header.unknown));
  const has = (...roles: IndicatorRole[]) => columns.filter(({ role }) => roles.includes(role)).length;
  const names = has('level1', 'level2', 'level3');
  const values = has('target', 'actual', 'points', 'score', 'weighted-score', 'score-rate');
  // Two names of levels are enough where the headings of the values are unknown words: the rows are named, with a doubt.
  const unknownValues = header.unknown.filter((cell) => columns.some((column) => column.to <= cell.col)).length;
  if (!(names >= 2 && values + unknownValues >= 1) && !(has('level3', 'level2') >= 1 && values >= 1)) return undefined;
  const named = new Set(columns.map(({ cell }) => cell));
  return { ...header, columns, unknown: header.unknown.filter((cell) => !named.has(cell)) };
}

/** 绩效指标 names the rows only where nothing better does; a value column left of the names claims points for its group. */
function settleRoles(
  columns: readonly Column<IndicatorRole>[],
  unknown: readonly Cell[],
): readonly Column<IndicatorRole>[] {
  if (columns.some(({ role }) => role === 'level3')) return columns;
  const weak = unknown.filter(({ text }) => WEAK_LEVEL3.includes(foldHeading(text).name)).at(-1);
  if (!weak) return columns;
  const column: Column<IndicatorRole> = {
    role: 'level3',
    from: weak.col,
    to: weak.col + weak.colSpan,
    heading: foldHeading(weak.text),
    cell: weak,
  };
  return [...columns, column].sort((a, b) => a.from - b.from);
}

/** 绩效指标完成情况 left of the names is the label of the block, also where its span is lost. */
function withoutSideLabels(columns: readonly Column<IndicatorRole>[]): readonly Column<IndicatorRole>[] {
  const first = columns.findIndex(({ role }) => role === 'level1' || role === 'level2' || role === 'level3');
  return columns.filter(({ role }, index) => index >= first || role === 'words');
}

/** The headings of a fund block that begin in this row; undefined where it is no such row. */
export function findFundHeader(grid: Grid, row: number): Header<FundRole> | undefined {
  const header = findHeader(grid, row, grid.headings.fund);
  if (!header) return undefined;
  const amounts = header.columns.filter(({ role }) =>
    ['initial-budget', 'budget', 'arrived', 'executed', 'execution-rate'].includes(role),
  );
  const kinds = new Set(amounts.map(({ role }) => role));
  if (kinds.size < 2) return undefined;
  // 资金情况（万元） is the label of the block where another column is the budget, also where its span is lost; 预算资金 over 总额
  // and 财政拨款 is the heading of the names of the rows.
  const [first] = header.columns;
  const below = first && grid.at(header.toRow, first.from);
  const isLabel =
    first?.role === 'budget' &&
    header.columns.filter((column) => isBudget(column) || isAdjusted(column)).length > 1 &&
    (first.cell.col === 0 || (below !== undefined && below.text.trim() !== '' && !/[\d—－/-]/u.test(below.text)));
  return {
    ...header,
    columns: withPaidOut(withInitialBudget(withAdjusted(isLabel ? header.columns.slice(1) : header.columns))),
  };
}

function isBudget({ role }: Column<FundRole>): boolean {
  return role === 'budget' || role === 'initial-budget';
}

/** 调整数 is what a budget was changed by, or to. */
function isAdjusted({ role, heading }: Column<FundRole>): boolean {
  return role === 'not-kept' && /^(?:预算)?调整数$/u.test(heading.name);
}

/** 年初数 | 调整数 | 执行数: without another budget the adjusted figure is the budget, not a change of it. */
function withAdjusted(columns: readonly Column<FundRole>[]): readonly Column<FundRole>[] {
  if (columns.some(({ role }) => role === 'budget')) return columns;
  return columns.map((column) => (isAdjusted(column) ? { ...column, role: 'budget' } : column));
}

/** 拨付资金 | 实际支出: what was handed on is no spending where another column says what was spent. */
function withPaidOut(columns: readonly Column<FundRole>[]): readonly Column<FundRole>[] {
  const executed = columns.filter(({ role }) => role === 'executed');
  const spent = executed.filter(({ heading }) => !/拨付|下拨/u.test(heading.name));
  if (spent.length === 0 || spent.length === executed.length) return columns;
  const role = columns.some((column) => column.role === 'arrived') ? 'not-kept' : 'arrived';
  return columns.map((column) =>
    column.role === 'executed' && !spent.includes(column) ? { ...column, role } : column,
  );
}

/** 预算批复数 | 预算调整数: of two budgets one of which is the adjusted one, the other is what the year began with. */
function withInitialBudget(columns: readonly Column<FundRole>[]): readonly Column<FundRole>[] {
  const budgets = columns.filter(({ role }) => role === 'budget');
  const adjusted = budgets.filter(({ heading }) => /调整|调剂/u.test(heading.name));
  if (budgets.length !== 2 || adjusted.length !== 1 || columns.some(({ role }) => role === 'initial-budget'))
    return columns;
  return columns.map((column) =>
    column.role === 'budget' && !adjusted.includes(column) ? { ...column, role: 'initial-budget' } : column,
  );
}

function findHeader<Role extends string>(
  grid: Grid,
  row: number,
  roleOf: (text: string) => Role | undefined,
): Header<Role> | undefined {
  const top = grid.starting(row);
  if (top.length < 2 || top.some(({ text }) => isFigure(text))) return undefined;
  if (top.every(({ text }) => roleOf(text) === undefined)) return undefined;
  const toRow = findHeadingEnd(grid, row, roleOf);
  const columns: Column<Role>[] = [];
  const unknown: Cell[] = [];
  for (let col = 0; col < grid.columns; col++) {
    const path = headingPath(grid, { row, toRow, col });
    const cell = path.find(({ text }) => roleOf(text) !== undefined) ?? path[0];
    // A label beside the rows (项目资金, 绩效指标) reaches over them and heads no column.
    if (!cell || cell.row + cell.rowSpan > toRow) continue;
    const role = roleOf(cell.text);
    const last = columns.at(-1);
    if (role === undefined) {
      if (cell.text.trim() !== '' && !unknown.includes(cell)) unknown.push(cell);
    } else if (last?.cell === cell && last.to === col) {
      columns[columns.length - 1] = { ...last, to: col + 1 };
    } else {
      columns.push({ role, from: col, to: col + 1, heading: foldHeading(cell.text), cell });
    }
  }
  return { fromRow: row, toRow, columns, unknown };
}

/** The heading cells above a column that begin in the heading rows, the lowest first. */
function headingPath(grid: Grid, { row, toRow, col }: { row: number; toRow: number; col: number }): Cell[] {
  const path: Cell[] = [];
  for (let at = toRow - 1; at >= row; at--) {
    const cell = grid.at(at, col);
    if (cell && cell.row >= row && !path.includes(cell)) path.push(cell);
  }
  return path;
}

/**
 * The first row below the headings: a row of sub-headings stands under a heading over several columns, and is headings
 * throughout (指标性质 | 指标值 | 度量单位 under 年度指标值).
 */
function findHeadingEnd(grid: Grid, row: number, roleOf: (text: string) => string | undefined): number {
  let end = row + 1;
  while (end < grid.toRow && end - row < MOST_HEADING_ROWS) {
    const cells = grid.starting(end);
    const words = cells.filter(({ text }) => text.trim() !== '');
    const known = words.filter(({ text }) => roleOf(text) !== undefined);
    const above = grid.starting(row);
    const repeats = words.every((cell) => folded(grid.at(row, cell.col)?.text ?? '') === folded(cell.text));
    const below = known.filter((cell) => isUnderHeading(grid, { row, cell }));
    const splits = above.some(
      (top) =>
        top.rowSpan === 1 &&
        below.filter((cell) => cell.col >= top.col && cell.col < top.col + top.colSpan).length >= 2,
    );
    const blanks = below.filter((cell) => (grid.at(row, cell.col)?.text ?? '').trim() === '').length;
    if (words.length < 2 || repeats || words.some(({ text }) => isFigure(text))) break;
    if (end === row + 1 && isSplitBelow(above, words)) {
      end += 1;
      continue;
    }
    if (known.length * 2 < words.length || !(splits || blanks >= 1)) break;
    end += 1;
  }
  return end;
}

/** 预算数 over 总额 | 财政拨款 | 其他资金, while every heading beside reaches down to them: sub-headings, whatever their words. */
function isSplitBelow(above: readonly Cell[], words: readonly Cell[]): boolean {
  const split = above.filter(({ rowSpan, colSpan, text }) => rowSpan === 1 && colSpan >= 2 && text.trim() !== '');
  const beside = above.filter(({ rowSpan }) => rowSpan === 2);
  const isUnder = (cell: Cell) => split.some(({ col, colSpan }) => cell.col >= col && cell.col < col + colSpan);
  return split.length >= 1 && beside.length >= 2 && words.every((cell) => cell.rowSpan === 1 && isUnder(cell));
}

function isUnderHeading(grid: Grid, { row, cell }: { row: number; cell: Cell }): boolean {
  const top = grid.at(row, cell.col);
  return top !== undefined && top.row + top.rowSpan <= cell.row;
}
