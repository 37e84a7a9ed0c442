import type { Cell, Table } from '../model/document.ts';
import { type Grid, toGrid } from './grid.ts';

/** A total in a table and the places that its heading says it adds up. */
export interface TableSum {
  /** 合计 / 1.中央级: the words of the row and of the column. */
  readonly name: string;
  readonly total: Cell;
  readonly parts: readonly { readonly name: string; readonly cell: Cell }[];
  /** Places among the parts that hold no figure. */
  readonly blanks: number;
  /** Sums with the same key are of one heading: where one of them holds, the heading does mean a sum. */
  readonly family: string;
}

const TOTAL =
  /^(?:[（(]?[一二三四五六七八九十0-9]+[)）、.]?)?(?:本?[年期]?)?(?:小计|合计|总计|总额|共计|累计|合计数)(?:[(（][^()（）]*[)）])?[:：]?$/u;
const SUBTOTAL = /小计/u;
const PART_OF = /^[(（]?其中/u;
const ORDINAL = /^(?:序号|编号|行次|栏次|年份|年度|日期)$/u;
/** A cell that is a figure and nothing else, perhaps with its unit. */
const PURE_FIGURE = /^[¥￥]?[-−]?[\d,]+(?:\.\d+)?\s*[\p{Script=Han}]{0,3}$/u;
/** Parts of all the row totals of a table; a real one has some hundreds. */
const MOST_PARTS = 100_000;
const RATIO_HEADING = /率|占比|比例|比重|%|单价|标准|均/u;

/** The totals of a table by its own words: rows and columns headed 小计, 合计, 总计, with plainly additive neighbours. */
export function findTableSums(table: Table): readonly TableSum[] {
  const grid = toGrid(table);
  const head = countHeadRows(grid);
  if (head === 0 || head >= grid.length) return [];
  return [...findRowTotals(grid, head), ...findColumnTotals(grid, head)];
}

/** Rows above the first one that holds a pure figure outside its first column. */
function countHeadRows(grid: Grid): number {
  const first = grid.findIndex((row) => row.some((cell, col) => col > 0 && isFigure(cell)));
  return first === -1 ? grid.length : first;
}

function findRowTotals(grid: Grid, head: number): readonly TableSum[] {
  const rows = grid.map(toLabelledRow);
  const sums: TableSum[] = [];
  const above: Above = { lastTotal: null, subtotals: [] };
  let most = MOST_PARTS;
  for (let index = head; index < rows.length && most > 0; index += 1) {
    const own = rows[index];
    if (own?.label == null || !own.isTotal) continue;
    const parts = partRows(rows, { index, head, isSubtotal: own.isSubtotal, above });
    above.lastTotal = index;
    if (own.isSubtotal) above.subtotals.push(index);
    if (parts.length < 2) continue;
    most -= parts.length;
    sums.push(...rowSums(grid, { index, head, parts, rows }));
  }
  return sums;
}

function rowSums(
  grid: Grid,
  at: { index: number; head: number; parts: readonly number[]; rows: readonly LabelledRow[] },
): TableSum[] {
  const { index, head, parts, rows } = at;
  const label = rows[index]?.label ?? '';
  return (grid[index] ?? []).flatMap((total, col): TableSum[] => {
    if (total === null || total.col !== col || !isFigure(total) || !isAdditive(grid, { head, col })) return [];
    const cells = parts.map((row) => grid[row]?.[col] ?? null);
    // A cell merged over several rows, or over the total's, is not one part a row.
    if (cells.some((cell) => cell !== null && (cell.rowSpan > 1 || cell.col !== col))) return [];
    const heading = headingOf(grid, { head, col });
    const names = parts.map((row) => `${rows[row]?.label ?? ''}/${heading}`);
    return toSum({ name: `${label}/${heading}`, total, cells, names, family: `row ${label}` });
  });
}

/** What a row is in a sum. */
interface LabelledRow {
  readonly label: string | null;
  readonly isTotal: boolean;
  readonly isSubtotal: boolean;
  /** No 其中, and more than one cell over the whole row. */
  readonly isPlain: boolean;
}

function toLabelledRow(row: Grid[number]): LabelledRow {
  const label = labelOf(row);
  return {
    label,
    isTotal: TOTAL.test(label ?? ''),
    isSubtotal: SUBTOTAL.test(label ?? ''),
    isPlain: !PART_OF.test(label ?? '') && new Set(row).size > 1,
  };
}

/** The totals above a row. */
interface Above {
  lastTotal: number | null;
  readonly subtotals: number[];
}

/** The rows a total adds: above it back to the last total, or below it where it heads its parts. */
function partRows(
  rows: readonly LabelledRow[],
  at: { index: number; head: number; isSubtotal: boolean; above: Above },
): readonly number[] {
  const { index, head, isSubtotal, above } = at;
  const plain = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step).filter((row) => rows[row]?.isPlain);
  if (index === head) {
    const end = rows.findIndex(({ isTotal }, row) => row > index && isTotal);
    return plain(index + 1, end === -1 ? rows.length : end);
  }
  const { lastTotal, subtotals } = above;
  if (isSubtotal || lastTotal === null) return plain((lastTotal ?? head - 1) + 1, index);
  // A grand total adds the subtotals and what follows the last of them.
  const last = subtotals.at(-1);
  if (last === undefined || last !== lastTotal) return [];
  return [...subtotals, ...plain(last + 1, index)];
}

function findColumnTotals(grid: Grid, head: number): readonly TableSum[] {
  const width = grid[0]?.length ?? 0;
  return Array.from({ length: width }, (_, col) => col).flatMap((col): TableSum[] => {
    const heading = grid[head - 1]?.[col] ?? null;
    if (heading === null || heading.colSpan > 1 || !TOTAL.test(fold(heading.text))) return [];
    const parts = partColumns(grid, { head, col });
    if (parts.length < 2) return [];
    return grid.slice(head).flatMap((row): TableSum[] => {
      const total = row[col] ?? null;
      if (total === null || !isFigure(total) || total.rowSpan > 1) return [];
      const cells = parts.map((at) => row[at] ?? null);
      const names = parts.map((at) => `${labelOf(row) ?? ''}/${headingOf(grid, { head, col: at })}`);
      if (cells.some((cell) => cell !== null && (cell.colSpan > 1 || cell.rowSpan > 1))) return [];
      return toSum({
        name: `${labelOf(row) ?? ''}/${fold(heading.text)}`,
        total,
        cells,
        names,
        family: `column ${col}`,
      });
    });
  });
}

/** The other columns under the same heading above; a total without such a heading says not what it adds. */
function partColumns(grid: Grid, { head, col }: { head: number; col: number }): readonly number[] {
  const above = grid[head - 2]?.[col] ?? null;
  if (above === null || above.colSpan < 3) return [];
  const columns = Array.from({ length: above.colSpan }, (_, step) => above.col + step).filter((other) => other !== col);
  const headings = columns.map((other) => fold(grid[head - 1]?.[other]?.text ?? ''));
  return headings.some((text) => RATIO_HEADING.test(text) || TOTAL.test(text))
    ? []
    : columns.filter((_, index) => !PART_OF.test(headings[index] ?? ''));
}

interface Summands {
  readonly name: string;
  readonly total: Cell;
  readonly cells: readonly (Cell | null)[];
  /** What each of the cells is called. */
  readonly names: readonly string[];
  readonly family: string;
}

function toSum({ name, total, cells, names, family }: Summands): TableSum[] {
  const parts = cells.flatMap((cell, index) =>
    cell !== null && isFigure(cell) ? [{ name: names[index] ?? name, cell }] : [],
  );
  return parts.length === 0 ? [] : [{ name, total, parts, blanks: cells.length - parts.length, family }];
}

/** The first text of a row that is no figure. */
function labelOf(row: readonly (Cell | null)[]): string | null {
  const texts = row.flatMap((cell) => (cell === null || isFigure(cell) ? [] : [fold(cell.text)]));
  return texts.find((text) => text !== '') ?? null;
}

function headingOf(grid: Grid, { head, col }: { head: number; col: number }): string {
  return fold(grid[head - 1]?.[col]?.text ?? '');
}

/** A column that adds up: not one of ordinals, years, rates or unit prices. */
function isAdditive(grid: Grid, { head, col }: { head: number; col: number }): boolean {
  const headings = grid.slice(0, head).map((row) => fold(row[col]?.text ?? ''));
  return col > 0 && !headings.some((text) => ORDINAL.test(text) || RATIO_HEADING.test(text));
}

/** Whether a cell holds a figure and nothing else; shares and dates do not add. */
function isFigure(cell: Cell | null): boolean {
  if (cell?.quantity === undefined || cell.quantity.value === null || cell.quantity.upper !== null) return false;
  const { kind } = cell.quantity;
  return (kind === 'number' || kind === 'amount') && PURE_FIGURE.test(fold(cell.text));
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}
