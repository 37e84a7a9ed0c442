import type { Cell } from '../../pipeline/model/document.ts';
import type { FundRole } from '../../pipeline/model/heading-words.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fund, FundKind } from '../../pipeline/model/report.ts';
import type { Text } from '../../pipeline/model/source.ts';
import type { Column, Header } from '../columns.ts';
import { foldHeading, unitInBrackets } from '../fold-heading.ts';
import { type Grid, isNumberingRow } from '../grid.ts';
import { folded, isEmpty, isFigure, printed } from '../printed.ts';
import { FUND_WORDS, LEVEL_FUNDS, USE_OF_FUNDS } from '../vocabulary/funds.ts';
import { parseClaim } from './claims.ts';
import type { Doubt } from './table-reading.ts';

const AMOUNT_ROLES: readonly FundRole[] = ['initial-budget', 'budget', 'arrived', 'executed'];

export interface FundBlock {
  readonly funds: readonly Fund[];
  /** First row after the block. */
  readonly toRow: number;
  /** Unit printed in the label or the headings of the block. */
  readonly amountUnit: Text | null;
  readonly doubts: readonly Doubt[];
}

/** Which fund a row or column heading names; undefined for words that name none. */
export function findFundKind(label: string): FundKind | undefined {
  const words = foldHeading(
    folded(label)
      .replace(/^其中[:：]?/u, '')
      .replace(/^\d+[.、]/u, ''),
  ).name.replace(/^其中[:：]?/u, '');
  if (words === '' || words.length > 40) return undefined;
  return FUND_WORDS.find(({ pattern }) => pattern.test(words))?.fund;
}

/** Reads the rows below the headings of a fund block; `isOther` tells the rows that begin another block. */
export function readFundBlock(
  grid: Grid,
  header: Header<FundRole>,
  { amountUnit, isOther }: { amountUnit: Text | null; isOther: (row: number) => boolean },
): FundBlock {
  const first = Math.min(...header.columns.filter(({ role }) => role !== 'words').map(({ from }) => from));
  const side = grid.covering(header.fromRow).find((cell) => cell.col < first && cell.text.trim() !== '');
  const limit = side && side.row + side.rowSpan > header.toRow ? side.row + side.rowSpan : grid.toRow;
  const unit = blockUnit(header, side) ?? amountUnit;
  const doubts: Doubt[] = [];
  const rows: FundRow[] = [];
  let row = header.toRow;
  for (; row < Math.min(limit, grid.toRow); row++) {
    if (isOther(row)) break;
    if (isNumberingRow(grid, row)) continue;
    const read = readFundRow(grid, { row, header, first, side, unit: unit?.text ?? null });
    if (read) rows.push(read);
    else if (grid.starting(row).some(({ text }) => /\d/u.test(text))) {
      if (limit === grid.toRow) break;
      doubts.push(rowDoubt(grid, row));
    }
  }
  return { funds: claimPoints(linkParents(rows), header, side), toRow: row, amountUnit: unit, doubts };
}

interface FundRow {
  readonly fund: Omit<Fund, 'parent'>;
  readonly isChild: boolean;
  readonly isUse: boolean;
}

function readFundRow(
  grid: Grid,
  {
    row,
    header,
    first,
    side,
    unit,
  }: { row: number; header: Header<FundRole>; first: number; side: Cell | undefined; unit: string | null },
): FundRow | undefined {
  const cells = new Map<FundRole, { cell: Cell; column: Column<FundRole> }>();
  let pairLabel: Cell | undefined;
  for (const column of header.columns) {
    const cell = grid.at(row, column.from);
    if (!cell || cell.row !== row || cells.has(column.role) || [...cells.values()].some((known) => known.cell === cell))
      continue;
    const paired = pairedValue(grid, { row, cell, header });
    if (paired) pairLabel ??= cell;
    cells.set(column.role, { cell: paired ?? cell, column });
  }
  const left = grid
    .covering(row)
    .filter((cell) => cell.col + cell.colSpan <= first && cell !== side && cell.row >= header.toRow);
  const label = left.filter(({ text }) => text.trim() !== '').at(-1) ?? pairLabel;
  const figures = [...cells.values()].filter(
    ({ cell, column }) => AMOUNT_ROLES.includes(column.role) && isFigure(cell.text),
  );
  const kind = label && findFundKind(label.text);
  if (cells.size === 0 || (figures.length === 0 && kind === undefined)) return undefined;
  // A sentence over the value columns is no fund row.
  if (figures.length === 0 && [...cells.values()].every(({ cell }) => !isEmpty(cell.text) && !isFigure(cell.text)))
    return undefined;
  const named = label ?? side ?? header.columns[0]?.cell;
  if (!named) return undefined;
  const value = (role: FundRole): Quantity | null => {
    const found = cells.get(role);
    if (!found) return null;
    const { cell, column } = found;
    const own = unitInBrackets(column.heading);
    const assumed = AMOUNT_ROLES.includes(role) ? (own ?? unit) : own === '%' ? own : null;
    return parseQuantity(cell.text, { sources: cell.sources, unit: assumed });
  };
  return {
    fund: {
      fund: kind ?? (label ? 'other' : 'total'),
      label: { text: printed(named.text), sources: [...named.sources] },
      initialBudget: value('initial-budget'),
      budget: value('budget'),
      arrived: value('arrived'),
      executed: value('executed'),
      executionRate: value('execution-rate'),
      points: value('points'),
      score: value('score'),
    },
    isChild: left.some(({ text }) => folded(text).startsWith('其中')) || folded(named.text).startsWith('其中'),
    isUse: USE_OF_FUNDS.test(folded(named.text)),
  };
}

/** Where a column holds labels (预算数 | 6.84 | 到位数 | 6.84), the value stands in the cell to the right, under a blank heading. */
function pairedValue(
  grid: Grid,
  { row, cell, header }: { row: number; cell: Cell; header: Header<FundRole> },
): Cell | undefined {
  if (isEmpty(cell.text) || isFigure(cell.text)) return undefined;
  if (findFundKind(cell.text) === undefined && grid.headings.fund(cell.text) === undefined) return undefined;
  const col = cell.col + cell.colSpan;
  const next = grid.at(row, col);
  const taken = header.columns.some((column) => column.from <= col && col < column.to);
  return !taken && next && next.row === row && (isFigure(next.text) || isEmpty(next.text)) ? next : undefined;
}

/** The funds of one block with the index of their parents moved to where the block begins in a longer list. */
export function linkedFunds(funds: readonly Fund[], start: number): Fund[] {
  return funds.map((fund) => ({ ...fund, parent: fund.parent === null ? null : fund.parent + start }));
}

/** 其中 rows belong to the total; government levels below a 财政拨款 that has a 其中 of its own belong to that. */
function linkParents(rows: readonly FundRow[]): Fund[] {
  let total: number | null = null;
  let inner: number | null = null;
  const sources = rows.some(({ fund, isUse }) => !isUse && fund.fund !== 'total');
  const last = rows.length - 1;
  // 任务甲 | 任务乙 | 金额合计: the sum of a list stands below its rows.
  const isListed = last >= 2 && rows.findIndex(({ fund }) => fund.fund === 'total') === last && !rows.some(isAnyChild);
  const isBelow =
    last >= 2 && !isListed && rows.findIndex(({ fund }) => fund.fund === 'total') === last && !rows[0]?.isChild;
  if (isBelow) return linkToLast(rows);
  if (isListed) return rows.map(({ fund }, index): Fund => ({ ...fund, parent: index === last ? null : last }));
  return rows.map(({ fund, isChild, isUse }, index): Fund => {
    if (fund.fund === 'total' && !isChild) {
      total = index;
      inner = null;
      return { ...fund, parent: null };
    }
    const above = rows[index - 1];
    if (LEVEL_FUNDS.has(fund.fund)) {
      if (isChild && above?.fund.fund === 'fiscal') inner = index - 1;
    } else inner = null;
    return { ...fund, parent: isUse && sources ? null : (inner ?? total) };
  });
}

/** 财政拨款小计 | 其中：中央 | 市级 | 其他资金 | 合计: the total stands last, and a row with 其中 below it is the whole of those. */
function linkToLast(rows: readonly FundRow[]): Fund[] {
  const last = rows.length - 1;
  let whole: number | null = null;
  return rows.map(({ fund, isChild, isUse }, index): Fund => {
    if (index === last) return { ...fund, parent: null };
    const above = rows[index - 1];
    if (isChild && above !== undefined && !above.isChild) whole = index - 1;
    const isPart = whole !== null && (isChild || LEVEL_FUNDS.has(fund.fund)) && rows[whole]?.fund.fund === 'fiscal';
    if (!isPart) whole = null;
    return { ...fund, parent: isPart ? whole : isUse ? null : last };
  });
}

function isAnyChild({ isChild, isUse }: FundRow): boolean {
  return isChild || isUse;
}

/** Points that only the label or a heading of the block prints (预算执行情况（20分）, 得分（20分*执行率）) are those of the total. */
function claimPoints(funds: readonly Fund[], header: Header<FundRole>, side: Cell | undefined): readonly Fund[] {
  if (header.columns.some(({ role }) => role === 'points')) return funds;
  const score = header.columns.find(({ role }) => role === 'score');
  const claimed = (side && parseClaim(side).points) ?? (score && headingPoints(score.cell)) ?? null;
  const total = funds.findIndex(({ fund }) => fund === 'total');
  return funds.map((fund, index) => (index === Math.max(total, 0) ? { ...fund, points: claimed } : fund));
}

function headingPoints(cell: Cell): Quantity | null {
  const raw = /\d{1,3}(?:\.\d+)?\s*分(?=\s*[*×xX·])/u.exec(cell.text.normalize('NFKC'))?.[0];
  return raw === undefined ? null : parseQuantity(raw, { sources: cell.sources });
}

function blockUnit(header: Header<FundRole>, side: Cell | undefined): Text | null {
  const amounts = header.columns.filter(({ role }) => AMOUNT_ROLES.includes(role)).map(({ cell }) => cell);
  for (const cell of side ? [side, ...amounts] : amounts) {
    const unit = unitInBrackets(foldHeading(cell.text));
    if (unit !== null && unit !== '%') return { text: unit, sources: [...cell.sources] };
  }
  return null;
}

function rowDoubt(grid: Grid, row: number): Doubt {
  const cells = grid.starting(row).filter(({ text }) => text.trim() !== '');
  const words = printed(cells.map(({ text }) => text).join(' ')).slice(0, 60);
  return {
    code: 'fund-row-not-read',
    message: { zh: `资金部分的这一行未能读取：${words}`, en: `This row of the fund block was not read: ${words}` },
    sources: cells.flatMap(({ sources }) => sources),
  };
}
