import type { Block, ParsedDocument, Table } from '../pipeline/model/document.ts';
import type { IndicatorRole } from '../pipeline/model/heading-words.ts';
import type { Text } from '../pipeline/model/source.ts';
import type { Header } from './columns.ts';
import { readTable } from './forms/read-table.ts';
import type { TableReading } from './forms/table-reading.ts';
import { type TableSlice, wholeTable } from './grid.ts';
import { type HeadingRoles, KNOWN_HEADINGS } from './heading-roles.ts';
import { findLevel1, headingLevel } from './outline.ts';
import { folded, printed } from './printed.ts';
import { isAttachmentMark, titleKind } from './titles.ts';

/** Lines directly above a table that may name it or give its unit. */
const LINES_ABOVE = 3;
const UNIT_LINE = /^[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?(亿元|万元|千元|百元|元)[)）]?$/u;
const ABOUT_MONEY = /资金|预算|经费|拨款|收入|支出|投资|财政|补助/u;

/** Reads every table with what stands above it: caption, unit line, section heading, and the headings of a table it goes on from. */
export function readAllTables(
  document: Pick<ParsedDocument, 'blocks' | 'tables'>,
  outline: ReadonlyMap<string, readonly string[]>,
  headings: HeadingRoles = KNOWN_HEADINGS,
): TableReading[] {
  const position = new Map(document.blocks.map((block, index) => [block.blockId, index]));
  const readings: TableReading[] = [];
  let previous: Header<IndicatorRole> | null = null;
  let from = 0;
  for (const table of document.tables) {
    const at = (table.precedingBlockId === null ? -1 : (position.get(table.precedingBlockId) ?? -1)) + 1;
    const between = document.blocks.slice(from, at);
    if (between.some(({ text }) => isAttachmentMark(text) || titleKind(text) !== undefined)) previous = null;
    from = Math.max(from, at);
    const context = tableContext(table, { between, outline });
    for (const slice of sliceForms(table, headings)) {
      const reading: TableReading = readTable(slice, { ...context, previous, headings });
      previous = reading.header ?? previous;
      readings.push(reading);
    }
  }
  return readings;
}

function tableContext(
  table: Table,
  { between, outline }: { between: readonly Block[]; outline: ReadonlyMap<string, readonly string[]> },
): { level1: string | null; amountUnit: Text | null; title: string; aboutMoney: boolean } {
  const lines = between.slice(-LINES_ABOVE);
  const unitBlock = lines.findLast(({ text }) => UNIT_LINE.test(folded(text)));
  const amountUnit: Text | null = unitBlock
    ? { text: UNIT_LINE.exec(folded(unitBlock.text))?.[1] ?? '', sources: [...unitBlock.sources] }
    : null;
  const short = lines
    .filter(({ text }) => folded(text).length <= 60 && headingLevel(text) === undefined)
    .map(({ text }) => printed(text));
  const title = table.caption ?? short.filter((line) => !UNIT_LINE.test(folded(line))).join('');
  const last = between.at(-1);
  const path =
    last === undefined
      ? []
      : [...(outline.get(last.blockId) ?? []), ...(headingLevel(last.text) === undefined ? [] : [last.text])];
  const level1 =
    [...path]
      .reverse()
      .concat(table.caption ?? [])
      .map(findLevel1)
      .find((name) => name !== undefined) ?? null;
  return { level1, amountUnit, title, aboutMoney: amountUnit !== null || ABOUT_MONEY.test(title) || headsMoney(table) };
}

function headsMoney(table: Table): boolean {
  return table.cells.some(({ row, text }) => row < 2 && text.length <= 20 && ABOUT_MONEY.test(text));
}

/** One table may hold several forms: each 项目名称 row after the first begins one. */
function sliceForms(table: Table, headings: HeadingRoles): TableSlice[] {
  const whole = wholeTable(table);
  const starts = table.cells
    .filter(({ text, col }) => col <= 1 && headings.label(text) === 'project')
    .map(({ row }) => row)
    .filter((row, index, rows) => rows.indexOf(row) === index);
  const cuts = starts.slice(1).map((row) => {
    const above = table.cells.filter((cell) => cell.row === row - 1);
    const [only] = above;
    return above.length === 1 && only && titleKind(only.text) !== undefined ? row - 1 : row;
  });
  const edges = [0, ...cuts, whole.toRow];
  return edges.slice(0, -1).map((fromRow, index) => ({ table, fromRow, toRow: edges[index + 1] ?? whole.toRow }));
}
