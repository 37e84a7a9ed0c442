import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { Item, Reading, ReadNote, ReadOptions } from '../parser.ts';
import { placementBudget } from './align-rows.ts';
import { buildTable } from './build-table.ts';
import { decodeText } from './decode.ts';
import { cleanInline } from './inline-markup.ts';
import { isBlank, splitLines } from './lines.ts';
import { lineNote } from './notes.ts';
import { type JoinedTable, joinParts, type TablePart } from './page-joins.ts';
import { findWrapWidth, isPageNumber, toParagraphs } from './paragraphs.ts';
import type { Run } from './rows.ts';
import { findRuns } from './runs.ts';

/** Most cells of all tables; the largest real report has 2,000. */
const MAX_CELLS = 200_000;

/** Reads a plain text report: paragraphs and tables in reading order, with the line of each; throws ReadFailure. */
export function readPlainText(bytes: Uint8Array, options: Pick<ReadOptions, 'join'>): Reading {
  if (bytes.length === 0) throw emptyFile();
  const decoded = decodeText(bytes);
  if (decoded === null) throw notText();
  const lines = splitLines(decoded.text);
  if (lines.every((line) => isBlank(line.text))) throw emptyFile();
  const notes: ReadNote[] = [];
  if (decoded.invalid > 0) notes.push(invalidNote(decoded.invalid));
  const marked = lines.filter((line) => cleanInline(line.text).changed).map((line) => line.number);
  if (marked.length > 0) notes.push(markupNote(marked));
  const { runs, notes: runNotes } = findRuns(lines);
  for (const note of runNotes) notes.push(note);
  const cells = runs.reduce(
    (sum, run) => sum + (run.kind === 'rows' ? run.rows.reduce((n, row) => n + row.cells.length, 0) : 0),
    0,
  );
  if (cells > MAX_CELLS) throw tooManyCells(cells);
  const items = toItems(runs, { join: options.join, wrapWidth: findWrapWidth(lines), notes });
  return { pages: [], pageCount: null, items, figures: [], notes };
}

function toItems(
  runs: readonly Run[],
  { join, wrapWidth, notes }: { join: boolean; wrapWidth: number | null; notes: ReadNote[] },
): Item[] {
  const parts: (TablePart & { run: number })[] = [];
  let apart = true;
  runs.forEach((run, index) => {
    if (run.kind === 'prose') {
      if (!run.lines.every((line) => isBlank(line.text) || isPageNumber(line.text))) apart = true;
      return;
    }
    parts.push({ rows: run.rows, dialect: run.dialect, follows: join && !apart, run: index });
    apart = false;
  });
  const tables = new Map<number, JoinedTable[]>();
  for (const table of joinParts(parts)) {
    const run = parts[table.part]?.run ?? -1;
    const known = tables.get(run);
    if (known === undefined) tables.set(run, [table]);
    else known.push(table);
  }
  const items: Item[] = [];
  const budget = placementBudget();
  runs.forEach((run, index) => {
    if (run.kind === 'prose') {
      const { items: blocks, notes: found } = toParagraphs(run.lines, wrapWidth);
      for (const block of blocks) items.push(block);
      for (const note of found) notes.push(note);
      return;
    }
    for (const table of tables.get(index) ?? []) {
      const { item, notes: found } = buildTable(table, budget);
      for (const note of found) notes.push({ ...note, item: items.length });
      items.push(item);
    }
  });
  return items;
}

function markupNote(lines: readonly number[]): ReadNote {
  return lineNote('markup-removed', lines.slice(0, 50), {
    zh: `${lines.length} 行含有 HTML、LaTeX 或 Markdown 标记（如 <p>、$\\geq$、**），已换成文字和符号`,
    en: `${lines.length} line(s) held remnants of HTML, LaTeX or Markdown: replaced by their text and signs`,
  });
}

function invalidNote(count: number): ReadNote {
  return lineNote('invalid-bytes', [], {
    zh: `文件中有 ${count} 处字节不是有效字符，以 \uFFFD 代替`,
    en: `${count} place(s) of the file hold bytes that are no character: replaced by \uFFFD`,
  });
}

function emptyFile(): ReadFailure {
  return new ReadFailure('empty', { zh: '文件为空或只有空白', en: 'the file is empty or holds white space only' });
}

function notText(): ReadFailure {
  return new ReadFailure('unsupported-format', {
    zh: '不是可读的文本：编码须为 UTF-8、UTF-16（带 BOM）或 GB18030',
    en: 'not legible text: UTF-8, UTF-16 with a byte order mark and GB18030 are read',
  });
}

function tooManyCells(count: number): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `表格共有 ${count} 个单元格，超过上限 ${MAX_CELLS}：请拆分文件`,
    en: `the tables have ${count} cells, more than ${MAX_CELLS}: split the file`,
  });
}
