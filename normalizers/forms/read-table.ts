import type { Cell } from '../../pipeline/model/document.ts';
import type { IndicatorRole } from '../../pipeline/model/heading-words.ts';
import { findFundHeader, findIndicatorHeader, type Header } from '../columns.ts';
import { foldHeading } from '../fold-heading.ts';
import { type Grid, type TableSlice, toGrid } from '../grid.ts';
import { folded, isFigure, printed } from '../printed.ts';
import { titleKind } from '../titles.ts';
import { SUBTOTAL_LABEL, TOTAL_LABEL } from '../vocabulary/labels.ts';
import { headerDoubts, takenOverDoubt, unreadDoubt } from './doubts.ts';
import { findSourceColumns, readFundColumns, type SourceColumn } from './fund-columns.ts';
import { type FundPair, findFundPairs, fundOfPairs } from './fund-pairs.ts';
import { findFundKind, linkedFunds, readFundBlock } from './funds.ts';
import { findProseHeader, type ProseHeader, readGoalRow } from './goals.ts';
import { findGoingOn } from './going-on.ts';
import { isLabelledScore, readHeadRow } from './head.ts';
import { type Levels, readIndicatorBlock } from './indicators.ts';
import type { TableContext, TableReading } from './table-reading.ts';
import { findScoreLabel, findTotalLabel, firstWords, readTotalRow } from './total.ts';

type Builder = { -readonly [Key in Exclude<keyof TableReading, 'slice' | 'role'>]: Mutable<TableReading[Key]> } & {
  levels: Levels | null;
  /** Rows of sentences that follow headings of their own. */
  prose: ProseHeader | null;
  /** A label of the head of a form was found, filled or blank. */
  hasHead: boolean;
  hasFunds: boolean;
  unread: Cell[];
  /** Figures of the whole budget beside their labels, above the indicators. */
  pairs: FundPair[];
};
type Mutable<T> = T extends readonly (infer Item)[] ? Item[] : T;

/** A table with more columns is no form: published ones have at most 14. */
const MOST_COLUMNS = 100;
/** Rows at the top of a table in which its title may stand. */
const TITLE_ROWS = 3;

/** Reads a table block by block: head, funds, goals, indicators, total, in whatever order its headings announce them. */
export function readTable(slice: TableSlice, context: TableContext): TableReading {
  const grid = toGrid(slice, context.headings);
  const builder: Builder = {
    title: null,
    names: [],
    amountUnit: context.amountUnit,
    attributes: [],
    funds: [],
    indicators: [],
    groups: [],
    total: null,
    header: null,
    doubts: [],
    levels: null,
    prose: null,
    hasHead: false,
    hasFunds: false,
    unread: [],
    pairs: [],
  };
  let row = slice.fromRow;
  while (row < slice.toRow && grid.columns <= MOST_COLUMNS)
    row = Math.max(row + 1, readFrom(grid, row, { builder, context }));
  const whole = builder.hasFunds ? undefined : fundOfPairs(builder.pairs, builder.amountUnit?.text ?? null);
  if (whole !== undefined) builder.funds.push(whole);
  const {
    levels: _levels,
    pairs: _pairs,
    prose: _prose,
    hasHead: _hasHead,
    hasFunds: _hasFunds,
    unread,
    ...reading
  } = builder;
  const role = tableRole(grid, builder);
  const doubts = role === 'form' && unread.length > 0 ? [...reading.doubts, unreadDoubt(unread)] : reading.doubts;
  return { slice, role, ...reading, doubts };
}

/** Reads the block or row that begins here; returns the row after it. */
function readFrom(grid: Grid, row: number, { builder, context }: { builder: Builder; context: TableContext }): number {
  const indicatorHeader = findIndicatorHeader(grid, row);
  if (indicatorHeader) return readIndicators(grid, indicatorHeader, { builder, context });
  const fundHeader = findFundHeader(grid, row);
  if (fundHeader) {
    const block = readFundBlock(grid, fundHeader, {
      amountUnit: builder.amountUnit,
      isOther: (at) => isOtherBlock(grid, at, 'funds'),
    });
    builder.funds.push(...linkedFunds(block.funds, builder.funds.length));
    builder.amountUnit = block.amountUnit ?? builder.amountUnit;
    builder.doubts.push(...block.doubts, ...headerDoubts(fundHeader));
    builder.hasFunds = true;
    builder.prose = null;
    return block.toRow;
  }
  const sources = isFundRow(grid, row) ? findSourceColumns(grid, row) : undefined;
  if (sources) return readSources(grid, row, { sources, builder, context });
  const prose = findProseHeader(grid, row);
  if (prose) {
    builder.prose = prose;
    return row + 1;
  }
  if (builder.header === null && !builder.hasFunds) builder.pairs.push(...findFundPairs(grid, row));
  const label = findTotalLabel(grid, row) ?? (builder.header ? findScoreLabel(grid, row) : undefined);
  if (label && builder.header) {
    readTotal(grid, row, { label, builder, context });
    return row + 1;
  }
  const { names, attributes, isHead } = readHeadRow(grid, row);
  builder.hasHead ||= isHead;
  if (names.length > 0 || attributes.length > 0 || isHead) {
    builder.names.push(...names);
    builder.attributes.push(...attributes);
    const unit = names.find(({ role }) => role === 'amount-unit');
    builder.amountUnit = unit?.text ?? builder.amountUnit;
    builder.prose = null;
    return row + 1;
  }
  return readLoose(grid, row, { builder, context });
}

function readLoose(grid: Grid, row: number, { builder, context }: { builder: Builder; context: TableContext }): number {
  const cells = grid.starting(row).filter(({ text }) => text.trim() !== '');
  const [only] = cells;
  if (cells.length === 1 && only && row < grid.fromRow + TITLE_ROWS && titleKind(only.text) !== undefined) {
    builder.title ??= { text: printed(only.text), sources: [...only.sources] };
    return row + 1;
  }
  if (
    cells.length === 1 &&
    only &&
    row < grid.fromRow + TITLE_ROWS &&
    /^[(（]?\d{4}年度?[)）]?$/u.test(folded(only.text))
  ) {
    builder.names.push({ role: 'year', label: '年度', text: { text: printed(only.text), sources: [...only.sources] } });
    return row + 1;
  }
  const sources = context.aboutMoney ? findSourceColumns(grid, row) : undefined;
  if (sources) return readSources(grid, row, { sources, builder, context });
  const goingOn = builder.header || builder.hasFunds ? undefined : findGoingOn(grid, row, context.previous);
  if (goingOn) {
    builder.doubts.push(takenOverDoubt(cells));
    return readIndicators(grid, goingOn, { builder, context });
  }
  const goal = builder.prose ? readGoalRow(grid, row, builder.prose) : undefined;
  if (goal) builder.indicators.push(goal);
  if (!builder.prose) builder.unread.push(...cells.filter(({ text }) => isFigure(text)));
  return row + 1;
}

function readSources(
  grid: Grid,
  row: number,
  { sources, builder, context }: { sources: readonly SourceColumn[]; builder: Builder; context: TableContext },
): number {
  const block = readFundColumns(grid, sources, {
    row,
    title: context.title,
    amountUnit: builder.amountUnit,
    isOther: (at) => isOtherBlock(grid, at, 'funds'),
  });
  builder.funds.push(...linkedFunds(block.funds, builder.funds.length));
  builder.hasFunds ||= block.funds.length > 0;
  return block.toRow;
}

/** 预算执行情况（万元） at the left of a row says that what follows is about money. */
function isFundRow(grid: Grid, row: number): boolean {
  const [side] = grid.covering(row).filter(({ text }) => text.trim() !== '');
  return side !== undefined && side.rowSpan > 1 && side.text.length <= 30 && /预算|资金|经费/u.test(side.text);
}

function readIndicators(
  grid: Grid,
  header: Header<IndicatorRole>,
  { builder, context }: { builder: Builder; context: TableContext },
): number {
  const repeated = builder.header !== null && roles(builder.header) === roles(header);
  const fresh: Levels = {
    level1: header.columns.some(({ role }) => role === 'level1') ? null : context.level1,
    level2: null,
  };
  const block = readIndicatorBlock(grid, header, {
    levels: (repeated ? builder.levels : null) ?? fresh,
    isOther: (at) => isOtherBlock(grid, at, 'indicators', header),
  });
  const start = builder.indicators.length;
  builder.indicators.push(
    ...block.indicators.map((row) => ({ ...row, parent: row.parent === null ? null : row.parent + start })),
  );
  builder.groups.push(...block.groups);
  builder.doubts.push(...block.doubts, ...(repeated ? [] : headerDoubts(header)));
  builder.header = header;
  builder.levels = block.levels;
  builder.prose = null;
  return block.toRow;
}

function roles(header: Header<IndicatorRole>): string {
  return header.columns.map(({ role, from }) => `${role}@${from}`).join(' ');
}

/** The sum row of a form is its total; of a table for one level-1 heading, what that heading has. */
function readTotal(
  grid: Grid,
  row: number,
  { label, builder, context }: { label: Cell; builder: Builder; context: TableContext },
): void {
  const { header } = builder;
  const total = readTotalRow(grid, { row, label, header });
  const isSection = context.level1 !== null && header !== null && !header.columns.some(({ role }) => role === 'level1');
  if (!isSection) {
    // The last sum row counts: 合计 of the indicators may stand above 总分.
    if (builder.total === null || total.score?.value != null) builder.total = total;
    return;
  }
  builder.groups.push({
    level: 1,
    name: context.level1 ?? '',
    parent: null,
    points: total.points,
    score: total.score,
    tableId: grid.table.tableId,
    row: header.toRow,
    rowSpan: Math.max(1, row - header.toRow),
    sources: [...label.sources],
  });
}

/** Whether a row begins something else than the rows of the block being read. */
function isOtherBlock(grid: Grid, row: number, block: 'funds' | 'indicators', header?: Header<IndicatorRole>): boolean {
  if (findIndicatorHeader(grid, row) || findFundHeader(grid, row) || findProseHeader(grid, row)) return true;
  const cells = grid.starting(row);
  const first = firstWords(grid, row);
  if (!first) return false;
  if (isLabelledScore(first.text, grid.headings)) return true;
  if (block === 'funds') return findFundKind(first.text) === undefined && grid.headings.label(first.text) !== undefined;
  const names = header?.columns.filter(({ role }) => role === 'level1' || role === 'level2' || role === 'level3') ?? [];
  const edge = names[0];
  if (!edge || SUBTOTAL_LABEL.test(folded(first.text))) return false;
  const last = names.at(-1) ?? edge;
  if (TOTAL_LABEL.test(foldHeading(first.text).name)) return first.col < last.from || names.length === 1;
  if (first.col > edge.from || grid.headings.label(first.text) === undefined) return false;
  const filled = cells.filter(({ text }) => text.trim() !== '').length;
  return first.col < edge.from || first.col + first.colSpan > edge.to || filled <= 2;
}

function tableRole(grid: Grid, builder: Builder): TableReading['role'] {
  const { hasHead } = builder;
  if (
    (hasHead && (builder.header || builder.hasFunds || builder.names.length >= 2)) ||
    (builder.header && builder.hasFunds)
  )
    return 'form';
  if (builder.header) {
    const scored = builder.header.columns.some(({ role }) => ['points', 'score', 'weighted-score'].includes(role));
    return scored ? 'scores' : 'indicators';
  }
  return builder.hasFunds || hasSums(grid) ? 'amounts' : 'other';
}

/** A table of figures with a sum row or column. */
function hasSums(grid: Grid): boolean {
  const { cells } = grid.table;
  const own = cells.filter(({ row }) => row >= grid.fromRow && row < grid.toRow);
  const sums = own.some(({ text }) => TOTAL_LABEL.test(foldHeading(text).name) || SUBTOTAL_LABEL.test(folded(text)));
  return sums && own.filter(({ text }) => isFigure(text)).length >= 2;
}
