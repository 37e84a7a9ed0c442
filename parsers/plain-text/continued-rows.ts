import type { ReadNote } from '../parser.ts';
import { claimsPoints, endsSentence, fold } from './cell-kinds.ts';
import type { Frame } from './frame.ts';
import { isKeyLabel, isPlaceholder, isSecondLevel, isTailLabel } from './heading-words.ts';
import { excerpt, lineNote } from './notes.ts';
import { blankCell, cellText, filledColumns, type TextCell, type TextRow, withCells } from './rows.ts';

/** Most cells whose text goes on after a page break in one row. */
const MAX_CONTINUED = 3;
/** Characters a dump may print twice where a page break cuts a word: 服务对 / 对象满意度. */
const MAX_DOUBLED = 3;

/** Joins what a page break has cut: a cell's text that goes on in a row of its own, a label cut into two. */
export function joinCutRows(body: readonly TextRow[], frame: Frame): { rows: TextRow[]; notes: ReadNote[] } {
  const rows: TextRow[] = [];
  const notes: ReadNote[] = [];
  for (const row of body) {
    const above = rows.at(-1);
    if (row.afterBreak === null || above === undefined) {
      rows.push(row);
      continue;
    }
    if (isContinuation(row, above, frame)) {
      const joined = filledColumns(row).map((col): readonly [number, TextCell] => [col, joinCells(above, row, col)]);
      rows[rows.length - 1] = withCells(above, new Map(joined));
      notes.push(continuedNote(row, above));
      continue;
    }
    const cut = findCutLabel(row, rows, frame);
    if (cut === null) {
      rows.push(row);
      continue;
    }
    const owner = rows[cut.owner];
    if (owner !== undefined) rows[cut.owner] = withCells(owner, new Map([[cut.col, cut.cell]]));
    rows.push(withCells(row, new Map([[cut.col, blankCell(row.line)]])));
    notes.push(cutNote(row.line, cut.cell));
  }
  return { rows, notes };
}

/**
 * A row that only carries on the row above: a few cells, each under a cell of that row that has not come to its end, and blank wherever
 * every row has something (figures, the name, the number).
 */
function isContinuation(row: TextRow, above: TextRow, frame: Frame): boolean {
  const filled = filledColumns(row);
  const dense = frame.dense.flatMap((isDense, col) => (isDense ? [col] : []));
  const missing = dense.filter((col) => !filled.includes(col)).length;
  if (filled.length === 0 || filled.length > MAX_CONTINUED || missing === 0 || missing * 2 < dense.length) return false;
  return filled.every((col) => {
    const text = cellText(row, col);
    const before = cellText(above, col);
    const kind = frame.kinds[col];
    if (kind === 'amount' || kind === 'rate' || kind === 'points' || kind === 'score' || kind === 'figure')
      return false;
    if (isPlaceholder(text) || isKeyLabel(text) || isTailLabel(text) || before === '' || endsSentence(before))
      return false;
    if (kind === 'level1' || kind === 'level2' || kind === 'block')
      return isCutLabel(before, text, frame.claims[col] === true);
    // A blank line alone may be a row whose cells were all blank: then only text that is plainly unfinished goes on.
    return !claimsPoints(text) && (row.afterBreak === 'heading' || isUnfinished(before, text));
  });
}

/** Whether a text breaks off: a bracket left open, a comma at its end, or the rest begins with a sign that ends something. */
function isUnfinished(before: string, text: string): boolean {
  const folded = fold(before);
  const open =
    folded.split('(').length > folded.split(')').length || folded.split('《').length > folded.split('》').length;
  return open || /[,、,]$/.test(folded) || /^[,。、)》”;]/.test(fold(text));
}

function joinCells(above: TextRow, row: TextRow, col: number): TextCell {
  const before = above.cells[col] ?? blankCell(above.line);
  const after = row.cells[col] ?? blankCell(row.line);
  const gap = /[A-Za-z]$/.test(before.text) && /^[A-Za-z]/.test(after.text) ? ' ' : '';
  return { text: before.text + gap + after.text, lines: [...before.lines, ...after.lines] };
}

/** A level's label cut by the break: its first part stands above without the points that the others claim, its second part claims them. */
function findCutLabel(
  row: TextRow,
  rows: readonly TextRow[],
  frame: Frame,
): { owner: number; col: number; cell: TextCell } | null {
  const [col] = filledColumns(row);
  if (col === undefined || !(frame.kinds[col] === 'level1' || frame.kinds[col] === 'level2' || frame.claims[col]))
    return null;
  let owner = rows.length - 1;
  while (owner >= 0 && filledColumns(rows[owner] ?? row).every((filled) => filled > col)) owner--;
  const above = rows[owner];
  // A row that is short of cells stands out of place; what it has in this column is no label.
  if (above === undefined || frame.dense.some((isDense, at) => isDense && cellText(above, at) === '')) return null;
  const first = above.cells[col];
  const second = row.cells[col];
  if (first === undefined || second === undefined || first.text === '' || second.text === '') return null;
  if (!isCutLabel(first.text, second.text, frame.claims[col] === true)) return null;
  const text = first.text + second.text.slice(doubledChars(first.text, second.text));
  return { owner, col, cell: { text, lines: [...first.lines, ...second.lines] } };
}

/** Whether two texts are the halves of one label: the points all labels claim stand in the second, or only both make a known word. */
function isCutLabel(first: string, second: string, claims: boolean): boolean {
  if (isSecondLevel(first) || isSecondLevel(second)) return false;
  if (claims && !claimsPoints(first) && claimsPoints(second)) return true;
  return isSecondLevel(first + second.slice(doubledChars(first, second)));
}

function doubledChars(first: string, second: string): number {
  for (let count = MAX_DOUBLED; count > 0; count--) {
    if (first.length > count && second.length > count && first.endsWith(second.slice(0, count))) return count;
  }
  return 0;
}

function continuedNote(row: TextRow, above: TextRow): ReadNote {
  const text = excerpt(filledColumns(row).map((col) => cellText(row, col))[0] ?? '');
  return lineNote('rows-joined-over-page-break', [above.line, row.line], {
    zh: `第 ${row.line} 行是第 ${above.line} 行单元格在分页后的续文（${text}），已接回`,
    en: `line ${row.line} goes on with a cell of line ${above.line} after a page break (${text}): joined`,
  });
}

function cutNote(line: number, cell: TextCell): ReadNote {
  return lineNote('label-joined-over-page-break', [...cell.lines, line], {
    zh: `分页切断的标题已接回：${excerpt(cell.text)}`,
    en: `a label cut by a page break was joined: ${excerpt(cell.text)}`,
  });
}
