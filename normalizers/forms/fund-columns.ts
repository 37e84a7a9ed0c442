import type { Cell } from '../../pipeline/model/document.ts';
import type { FundRole } from '../../pipeline/model/heading-words.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fund, FundKind } from '../../pipeline/model/report.ts';
import type { Text } from '../../pipeline/model/source.ts';
import { foldHeading, unitInBrackets } from '../fold-heading.ts';
import type { Grid } from '../grid.ts';
import { folded, isFigure, printed } from '../printed.ts';
import { TOTAL_LABEL } from '../vocabulary/labels.ts';
import { parseClaim } from './claims.ts';
import { findFundKind } from './funds.ts';

type AmountField = 'initialBudget' | 'budget' | 'arrived' | 'executed' | 'executionRate';
const FIELDS: Partial<Record<FundRole, AmountField>> = {
  'initial-budget': 'initialBudget',
  budget: 'budget',
  arrived: 'arrived',
  executed: 'executed',
  'execution-rate': 'executionRate',
};

/** A column whose heading is a source of money. */
export interface SourceColumn {
  readonly fund: FundKind;
  readonly cell: Cell;
}

/** The headings of a table whose columns are sources of money (中央级 | 自治区级 | 小计); undefined where this row is not such headings. */
export function findSourceColumns(grid: Grid, row: number): readonly SourceColumn[] | undefined {
  const cells = grid.starting(row);
  if (cells.some(({ text }) => isFigure(text))) return undefined;
  const columns = cells.flatMap((cell): SourceColumn[] => {
    const fund =
      cell.text.length > 20 || grid.headings.fund(cell.text) !== undefined ? undefined : findFundKind(cell.text);
    return fund === undefined ? [] : [{ fund, cell }];
  });
  const kinds = new Set(columns.map(({ fund }) => fund));
  return kinds.size >= 2 &&
    kinds.size === columns.length &&
    [...kinds].some((kind) => kind !== 'total' && kind !== 'other')
    ? columns
    : undefined;
}

/** Reads funds from columns: one row per amount (预算数, 执行数), or the sum row of a list of transfers. */
export function readFundColumns(
  grid: Grid,
  columns: readonly SourceColumn[],
  {
    row,
    title,
    amountUnit,
    isOther,
  }: { row: number; title: string; amountUnit: Text | null; isOther: (row: number) => boolean },
): { funds: readonly Fund[]; toRow: number } {
  const first = Math.min(...columns.map(({ cell }) => cell.col));
  const rows: { field: AmountField; row: number }[] = [];
  let at = row + 1;
  for (; at < grid.toRow && !isOther(at); at++) {
    const label = grid
      .covering(at)
      .filter((cell) => cell.row === at && cell.col < first && cell.text.trim() !== '')
      .at(-1);
    const role = label && grid.headings.fund(label.text);
    const field =
      (role && FIELDS[role]) ?? (label && TOTAL_LABEL.test(folded(label.text)) ? listedAmount(title) : undefined);
    if (field && !rows.some((known) => known.field === field)) rows.push({ field, row: at });
  }
  const unit = headingUnit(grid, row) ?? amountUnit?.text ?? null;
  const beside = (role: FundRole): Quantity | null => besideColumns(grid, { row, toRow: at, role });
  const [side] = grid.covering(row).filter(({ text, rowSpan }) => text.trim() !== '' && rowSpan > 1);
  const total = columns.findIndex(({ fund }) => fund === 'total');
  const funds = columns.map(({ fund, cell }, index): Fund => {
    const value = (field: AmountField) => {
      const found = rows.find((known) => known.field === field);
      const place = found && grid.at(found.row, cell.col);
      return place && place.row === found.row
        ? parseQuantity(place.text, { sources: place.sources, unit: field === 'executionRate' ? null : unit })
        : null;
    };
    return {
      fund,
      label: { text: printed(cell.text), sources: [...cell.sources] },
      parent: index === total || total < 0 ? null : total,
      initialBudget: value('initialBudget'),
      budget: value('budget'),
      arrived: value('arrived'),
      executed: value('executed'),
      executionRate: value('executionRate') ?? (index === total ? beside('execution-rate') : null),
      points: index === total ? (beside('points') ?? (side ? parseClaim(side).points : null)) : null,
      score: index === total ? beside('score') : null,
    };
  });
  return { funds: rows.length === 0 ? [] : funds, toRow: at };
}

/** 执行率 and 得分 beside the sources are those of the whole: the first figure below the heading. */
function besideColumns(
  grid: Grid,
  { row, toRow, role }: { row: number; toRow: number; role: FundRole },
): Quantity | null {
  const heading = grid.starting(row).find(({ text }) => grid.headings.fund(text) === role);
  if (heading === undefined) return null;
  for (let at = row + 1; at < toRow; at++) {
    const cell = grid.at(at, heading.col);
    if (cell && cell.row === at && isFigure(cell.text)) return parseQuantity(cell.text, { sources: cell.sources });
  }
  return null;
}

/** What the sums of a list of transfers are: what arrived where its title says so, else the budget. */
function listedAmount(title: string): AmountField {
  if (/到位/u.test(title)) return 'arrived';
  return /支出|使用|执行/u.test(title) && !/预算|安排|下达/u.test(title) ? 'executed' : 'budget';
}

/** 资金来源（万元） left of the columns. */
function headingUnit(grid: Grid, row: number): string | null {
  const units = grid.covering(row).map(({ text }) => unitInBrackets(foldHeading(text)));
  return units.find((unit) => unit !== null && unit !== '%') ?? null;
}
