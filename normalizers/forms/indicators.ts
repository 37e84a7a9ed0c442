import type { Cell } from '../../pipeline/model/document.ts';
import type { IndicatorRole } from '../../pipeline/model/heading-words.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Group, Indicator } from '../../pipeline/model/report.ts';
import type { Column, Header } from '../columns.ts';
import { unitInBrackets } from '../fold-heading.ts';
import { type Grid, isNumberingRow } from '../grid.ts';
import { folded, isEmpty, printed } from '../printed.ts';
import { SUBTOTAL_LABEL } from '../vocabulary/labels.ts';
import { parseClaim } from './claims.ts';
import { columnNotKept } from './doubts.ts';
import { createGroupTracker, type GroupTracker } from './groups.ts';
import type { Doubt } from './table-reading.ts';
import { readTarget, unitInName } from './target.ts';

export interface IndicatorBlock {
  readonly indicators: readonly Indicator[];
  readonly groups: readonly Group[];
  /** First row after the block. */
  readonly toRow: number;
  /** The headings the last row stands under, for rows that go on below repeated column headings. */
  readonly levels: Levels;
  readonly doubts: readonly Doubt[];
}

export interface Levels {
  readonly level1: string | null;
  readonly level2: string | null;
}

const VALUE_ROLES: readonly IndicatorRole[] = ['target', 'actual', 'points', 'score', 'review-score', 'score-rate'];
/** The cell of the row being read in the column of a role. */
type Place = (role: IndicatorRole) => Cell | undefined;
type Columns = ReadonlyMap<IndicatorRole, Column<IndicatorRole>>;

/** Reads the rows below the headings of an indicator block; `isOther` tells the rows that begin another block. */
export function readIndicatorBlock(
  grid: Grid,
  header: Header<IndicatorRole>,
  { levels, isOther }: { levels: Levels; isOther: (row: number) => boolean },
): IndicatorBlock {
  const { columns, claims, repeated, former } = assignColumns(header);
  const tracker = createGroupTracker({ tableId: grid.table.tableId, firstRow: header.toRow, ...levels });
  const names = [...columns.values()].filter(({ role }) => role === 'level1' || role === 'level2' || role === 'level3');
  const first = Math.min(...names.map(({ from }) => from));
  const used = new Set<Cell>();
  const doubts: Doubt[] = repeated.map((column) => columnNotKept(column.cell));
  const indicators: Indicator[] = [];
  let row = header.toRow;
  for (; row < grid.toRow; row++) {
    if (isOther(row)) break;
    if (isNumberingRow(grid, row)) continue;
    const place: Place = (role) => {
      const column = columns.get(role);
      const cell = column && cellIn(grid, row, column, header.toRow);
      // A target that was not adjusted is blank in the column of the adjusted ones.
      const isUnchanged = role === 'target' && former !== null && (!cell || isEmpty(cell.text));
      return isUnchanged ? cellIn(grid, row, former, header.toRow) : cell;
    };
    if (readSubtotal(grid, { row, place, columns, tracker })) continue;
    if (isSentenceRow(place)) continue;
    const side = grid.covering(row).filter((cell) => cell.col + cell.colSpan <= first && cell.text.trim() !== '');
    tracker.enter(row, { side, level1: place('level1'), level2: place('level2') });
    for (const { level, field, column } of claims) {
      const cell = cellIn(grid, row, column, header.toRow);
      if (cell && cell.row === row && !isEmpty(cell.text)) tracker.claim(level, field, cell);
    }
    const read = readRow({ row, tableId: grid.table.tableId, place, columns, used, tracker });
    if (!read) continue;
    doubts.push(...read.doubts);
    indicators.push({ ...read.indicator, parent: findParent(indicators, read.indicator) });
  }
  return {
    indicators,
    groups: tracker.groups(),
    toRow: row,
    levels: { level1: tracker.level1(), level2: tracker.level2() },
    doubts,
  };
}

interface ClaimColumn {
  readonly level: 1 | 2;
  readonly field: 'points' | 'score';
  readonly column: Column<IndicatorRole>;
}

/** The first column of each role; 分值 and 得分 that stand left of the indicator's name are those of the level before them. */
function assignColumns(header: Header<IndicatorRole>): {
  columns: Columns;
  claims: readonly ClaimColumn[];
  repeated: readonly Column<IndicatorRole>[];
  /** The column of the targets as first set, where the year's adjusted ones have a column of their own. */
  former: Column<IndicatorRole> | null;
} {
  let former: Column<IndicatorRole> | null = null;
  const columns = new Map<IndicatorRole, Column<IndicatorRole>>();
  const claims: ClaimColumn[] = [];
  const repeated: Column<IndicatorRole>[] = [];
  const name =
    header.columns.find(({ role }) => role === 'level3') ?? header.columns.find(({ role }) => role === 'level2');
  let level: 1 | 2 | null = null;
  for (const column of header.columns) {
    const { role } = column;
    if (role === 'level1') level = 1;
    else if (role === 'level2') level = 2;
    const isClaim =
      (role === 'points' || role === 'score') && name !== undefined && column.from < name.from && level !== null;
    if (isClaim && level !== null) claims.push({ level, field: role, column });
    else {
      const known = columns.get(role);
      // 分值 beside 权重 is what a row can earn.
      const better =
        known && role === 'points' && !known.heading.name.includes('分') && column.heading.name.includes('分');
      const isAdjusted = known && role === 'target' && /调整/u.test(column.heading.name) && former === null;
      if (isAdjusted) former = known;
      if (!known || better || isAdjusted) columns.set(role, column);
      if (known && VALUE_ROLES.includes(role)) repeated.push(better || isAdjusted ? known : column);
    }
  }
  return { columns, claims, repeated, former };
}

/** The cell of a row in a column; where the column is several wide, the first that holds something. */
function cellIn(grid: Grid, row: number, column: Column<IndicatorRole>, firstRow: number): Cell | undefined {
  let found: Cell | undefined;
  for (let col = column.from; col < column.to; col++) {
    const cell = grid.at(row, col);
    if (cell && cell.row >= firstRow && (!found || isBlank(found))) found = cell;
  }
  return found;
}

function isBlank(cell: Cell): boolean {
  return cell.text.trim() === '';
}

/** One cell from the name over the values, or over all names and the target: a remark or an overall goal between the rows. */
function isSentenceRow(place: Place): boolean {
  const [level1, level2, level3, target] = (['level1', 'level2', 'level3', 'target'] as const).map(place);
  if (level3 !== undefined && [level1, level2, target].every((cell) => cell === level3)) return true;
  const name = place('level3') ?? place('level2');
  const values = (['target', 'actual', 'points', 'score'] as const).map(place).filter((cell) => cell !== undefined);
  return name !== undefined && values.length > 0 && values.every((cell) => cell === name);
}

function readSubtotal(
  grid: Grid,
  { row, place, columns, tracker }: { row: number; place: Place; columns: Columns; tracker: GroupTracker },
): boolean {
  const sum = grid.starting(row).find(({ text }) => SUBTOTAL_LABEL.test(folded(text)));
  if (!sum) return false;
  const level2 = columns.get('level2');
  const level = level2 && sum.col > level2.from ? 2 : 1;
  for (const role of ['points', 'score'] as const) {
    const cell = place(role);
    if (cell && cell.row === row && cell !== sum && !isEmpty(cell.text)) tracker.claim(level, role, cell);
  }
  return true;
}

function readRow(input: {
  readonly row: number;
  readonly tableId: string;
  readonly place: Place;
  readonly columns: Columns;
  readonly used: Set<Cell>;
  readonly tracker: GroupTracker;
}): { indicator: Omit<Indicator, 'parent'>; doubts: readonly Doubt[] } | undefined {
  const { row, tableId, place, columns, used, tracker } = input;
  const name = place('level3');
  const levelCells = [place('level1'), place('level2'), name];
  const own = (role: IndicatorRole): Cell | undefined => {
    const cell = place(role);
    return cell && !used.has(cell) && !levelCells.includes(cell) ? cell : undefined;
  };
  const score = columns.has('weighted-score') ? 'weighted-score' : 'score';
  const roles = ['target', 'actual', 'points', score, 'review-score', 'score-rate'] as const;
  const values = new Map<IndicatorRole, Cell>();
  for (const role of roles) {
    const cell = own(role);
    if (cell && ![...values.values()].includes(cell)) values.set(role, cell);
  }
  const named = name !== undefined && !isPlaceholder(name.text);
  // A row counts where it has a name, or anything at all in its values: 指标1：/ with 分值 / is a row, 指标2 and …… with blanks are none.
  if (!named && [...values.values()].every(isBlank)) return undefined;
  if (
    !named &&
    columns.has('level3') &&
    [...values.values()].every(({ text }) => isEmpty(text)) &&
    (!name || isEmpty(name.text))
  )
    return undefined;
  for (const cell of values.values()) used.add(cell);
  const shown = name === undefined || isEmpty(name.text) ? null : printed(name.text);
  const unit = shown === null ? null : unitInName(shown);
  const value = (role: IndicatorRole): Quantity | null => {
    const cell = values.get(role);
    const heading = columns.get(role)?.heading;
    const percent = heading && unitInBrackets(heading) === '%' ? '%' : null;
    const assumed = role === 'target' || role === 'actual' ? (percent ?? unit) : percent;
    if (!cell) return null;
    if (role === 'target')
      return withoutDate(readTarget({ operator: own('operator'), value: cell, unit: own('target-unit') }, assumed));
    const read = parseQuantity(cell.text, { sources: cell.sources, unit: assumed });
    return role === 'actual' ? withoutDate(read) : (remarked(cell, read) ?? read);
  };
  const reason = place('deviation');
  return {
    indicator: {
      level1: tracker.level1(),
      level2: tracker.level2(),
      level3: shown,
      target: value('target') ?? operatorOnly(own('operator'), columns),
      actual: value('actual'),
      points: value('points') ?? (columns.has('points') || !name ? null : claimInName(name)),
      score: value(score),
      reviewScore: value('review-score'),
      scoreRate: value('score-rate'),
      deviation: reason ? { text: printed(reason.text), sources: [...reason.sources] } : null,
      tableId,
      row,
      sources: name ? [...name.sources] : [],
    },
    doubts: sharedDoubts(values, columns, row),
  };
}

/** A date is no decimal: 2022年12月底前 is told by its printed text, and nothing is computed from it. */
function withoutDate(quantity: Quantity): Quantity {
  return quantity.kind === 'date' ? { ...quantity, value: null, upper: null, decimals: null } : quantity;
}

/** 11.25（1座选址变更未完工）, 8分，未按时完成: a score with the reason for it in one cell. */
function remarked(cell: Cell, read: Quantity): Quantity | undefined {
  if (read.kind !== 'text') return undefined;
  const score = /^\s*(\d{1,3}(?:[.．]\d{1,2})?\s*分?)\s*(?:[（(][\s\S]*[)）]|[，,；;。\n][\s\S]*)$/u.exec(
    cell.text,
  )?.[1];
  return score === undefined ? undefined : { ...parseQuantity(score, { sources: cell.sources }), raw: read.raw };
}

/** Points that only the name prints: 参保人数（10分）. */
function claimInName(name: Cell): Quantity | null {
  const { points } = parseClaim(name);
  return points?.unit === '分' ? points : null;
}

/** A qualitative value may stand in the operator's column with the column of values left out. */
function operatorOnly(operator: Cell | undefined, columns: Columns): Quantity | null {
  return operator && !columns.has('target') ? parseQuantity(operator.text, { sources: operator.sources }) : null;
}

/** 指标2, 指标1：, …… and blanks are places of the template, not indicators. */
function isPlaceholder(text: string): boolean {
  const rest = folded(text).replace(/^[★☆*※]*(?:三级)?指标\d*[:：.、．]?/u, '');
  return isEmpty(rest) || /^[无.…]*$/u.test(rest);
}

/** 其中 rows belong to the last row before them that is none. */
function findParent(above: readonly Indicator[], indicator: Omit<Indicator, 'parent'>): number | null {
  if (!isPart(indicator.level3)) return null;
  for (let index = above.length - 1; index >= 0; index--) {
    const candidate = above[index];
    if (!candidate || candidate.level1 !== indicator.level1 || candidate.level2 !== indicator.level2) return null;
    if (!isPart(candidate.level3)) return index;
  }
  return null;
}

function isPart(name: string | null): boolean {
  return name !== null && /^[★☆*※]*(?:指标\d*[:：.、]?)?其中/u.test(folded(name));
}

function sharedDoubts(values: ReadonlyMap<IndicatorRole, Cell>, columns: Columns, row: number): Doubt[] {
  const doubts: Doubt[] = [];
  for (const [role, cell] of values) {
    if (role !== 'score' && role !== 'weighted-score' && role !== 'points') continue;
    const heading = columns.get(role)?.heading.name ?? role;
    if (cell.rowSpan > 1 && cell.row + cell.rowSpan > row + 1) {
      doubts.push({
        code: 'shared-score',
        message: {
          zh: `“${heading}”的一个单元格跨 ${cell.rowSpan} 行，只记在第一行`,
          en: `One cell of ${heading} covers ${cell.rowSpan} rows; it is kept with the first`,
        },
        sources: cell.sources,
      });
    }
  }
  return doubts;
}
