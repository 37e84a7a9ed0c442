import type { ReadNote } from '../parser.ts';
import { fold, isFigure } from './cell-kinds.ts';
import { headingKind, isKeyLabel, isTailLabel, isTotalLabel } from './heading-words.ts';
import { lineNote } from './notes.ts';
import { cellText, filledColumns, type TextRow } from './rows.ts';

/** A stretch of rows as it stands in the file; `follows`: nothing but blank lines and page numbers lie between it and the one before. */
export interface TablePart {
  readonly rows: readonly TextRow[];
  readonly dialect: 'rows' | 'cells';
  readonly follows: boolean;
}

/** The rows of one table of the report, page breaks taken out; `part` is the index of the part it begins in. */
export interface JoinedTable {
  readonly rows: readonly TextRow[];
  readonly dialect: 'rows' | 'cells';
  readonly notes: readonly ReadNote[];
  readonly part: number;
}

/** A table while its rows are gathered; `headings`: where each heading row stands, by its text. */
interface OpenTable extends JoinedTable {
  readonly rows: TextRow[];
  readonly notes: ReadNote[];
  readonly headings: Map<string, number>;
  width: number;
  isForm: boolean;
  afterBreak: TextRow['afterBreak'];
}

/** Most cells of a row that only closes a form above it: a label, its value, a mark or two. */
const TAIL_WIDTH = 4;
/** Most heading rows on top of each other. */
const MAX_HEADING_ROWS = 3;

/**
 * Gathers parts into tables. A part that follows goes on with the table before it if it repeats its heading rows (they are dropped), if it
 * only closes a form (总分, 改进措施), or if it has as many columns and no heading of its own. A new table begins where the first label of
 * a form comes again, or a heading after a total.
 */
export function joinParts(parts: readonly TablePart[]): JoinedTable[] {
  const tables: OpenTable[] = [];
  for (const [index, part] of parts.entries()) {
    let table = goesOn(tables.at(-1), part);
    for (let at = 0; at < part.rows.length; at++) {
      const row = part.rows[at];
      if (row === undefined) continue;
      const repeated = table === null ? 0 : countRepeated(table, part.rows, at);
      if (table !== null && repeated > 0 && !isClosed(table.rows)) {
        table.notes.push(repeatedNote(part.rows.slice(at, at + repeated)));
        table.afterBreak = 'heading';
        at += repeated - 1;
        continue;
      }
      if (table === null || repeated > 0 || beginsForm(table.rows, row)) {
        table = openTable(part.dialect, index);
        tables.push(table);
      }
      addRow(table, row);
    }
  }
  return tables;
}

function openTable(dialect: TablePart['dialect'], part: number): OpenTable {
  return { rows: [], dialect, notes: [], part, headings: new Map(), width: 0, isForm: false, afterBreak: null };
}

function addRow(table: OpenTable, row: TextRow): void {
  const text = signature(row);
  if (isHeadingLike(row) && !table.headings.has(text)) table.headings.set(text, table.rows.length);
  table.rows.push(table.afterBreak === null ? row : { ...row, afterBreak: table.afterBreak });
  table.afterBreak = null;
  table.width = Math.max(table.width, row.cells.length);
  table.isForm ||= isKeyLabel(cellText(row, 0));
}

/** The table that a part goes on with, ready for its first row; null: it begins one. */
function goesOn(table: OpenTable | undefined, part: TablePart): OpenTable | null {
  const first = part.rows[0];
  if (table === undefined || first === undefined || !part.follows || table.dialect !== part.dialect) return null;
  if (countRepeated(table, part.rows, 0) > 0) return isClosed(table.rows) ? null : table;
  const closes = table.isForm && part.rows.every(isClosing);
  if (!closes && !fitsOn(table, part)) return null;
  table.notes.push(
    lineNote('table-joined-over-page-break', [table.rows.at(-1)?.line ?? first.line, first.line], {
      zh: `第 ${first.line} 行起的表格行接在空行前的表格之后（${closes ? '为该表的末尾栏目' : '列数相同且没有表头'}）`,
      en: `the rows from line ${first.line} on go on with the table before the blank line (${closes ? 'they close the form' : 'as many columns, no heading'})`,
    }),
  );
  table.afterBreak = 'blank';
  return table;
}

function repeatedNote(rows: readonly TextRow[]): ReadNote {
  const lines = rows.map((row) => row.line);
  return lineNote('repeated-heading-dropped', lines, {
    zh: `第 ${lines.join('、')} 行重复表头，按分页处理：前后合为一个表格`,
    en: `line ${lines.join(', ')} repeats the table's heading after a page break: dropped, the parts are one table`,
  });
}

/** How many rows from `at` on repeat heading rows of the table, in their order. */
function countRepeated(table: OpenTable, rows: readonly TextRow[], at: number): number {
  const first = rows[at];
  if (first === undefined || !isHeadingLike(first)) return 0;
  const start = table.headings.get(signature(first));
  if (start === undefined) return 0;
  let count = 1;
  while (count < MAX_HEADING_ROWS) {
    const above = table.rows[start + count];
    const below = rows[at + count];
    if (above === undefined || below === undefined || signature(above) !== signature(below)) break;
    const filled = filledColumns(below);
    if (filled.length < 2 || filled.some((col) => isFigure(cellText(below, col)))) break;
    count++;
  }
  return count;
}

function isHeadingLike(row: TextRow): boolean {
  const filled = filledColumns(row);
  if (filled.length < 2 || filled.some((col) => isFigure(cellText(row, col)))) return false;
  return filled.some((col) => headingKind(cellText(row, col)) !== null);
}

function signature(row: TextRow): string {
  return row.cells
    .map((cell) => fold(cell.text))
    .join('\t')
    .trimEnd();
}

function beginsForm(rows: readonly TextRow[], row: TextRow): boolean {
  const label = cellText(row, 0);
  const first = rows[0];
  return first !== undefined && rows.length >= 3 && isKeyLabel(label) && fold(label) === fold(cellText(first, 0));
}

/** A table whose last row is a total has ended: what follows is another one. */
function isClosed(rows: readonly TextRow[]): boolean {
  const last = rows.at(-1);
  return (
    last !== undefined &&
    filledColumns(last)
      .slice(0, 2)
      .some((col) => isTotalLabel(cellText(last, col)))
  );
}

function isClosing(row: TextRow): boolean {
  const filled = filledColumns(row);
  return filled[0] === 0 && filled.length <= TAIL_WIDTH && isTailLabel(cellText(row, 0));
}

function fitsOn(table: OpenTable, part: TablePart): boolean {
  const first = part.rows[0];
  if (first === undefined || isClosed(table.rows) || table.headings.size === 0 || table.width < 3) return false;
  const widest = part.rows.reduce((width, row) => Math.max(width, row.cells.length), 0);
  // Blanks at the end may be trimmed; a first cell that is blank goes on with the label above.
  if (widest > table.width || (widest < table.width && cellText(first, 0) !== '')) return false;
  return !isHeadingLike(first) && !isKeyLabel(cellText(first, 0));
}
