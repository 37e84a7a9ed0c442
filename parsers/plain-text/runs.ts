import type { ReadNote } from '../parser.ts';
import { readCellLines } from './cell-lines.ts';
import { findDelimitedRows } from './delimited-rows.ts';
import { cellOf } from './inline-markup.ts';
import { isBlank, type Line } from './lines.ts';
import { excerpt, lineNote } from './notes.ts';
import type { Run, TextRow } from './rows.ts';

/** Most cells of one row; forms have 15, statistics 40. A line with more tabs is kept as text. */
const MAX_COLUMNS = 200;
/** Lines without a tab that may stand between two cells of a one-cell-a-line table: a cell of 25 paragraphs. */
const MAX_CELL_LINES = 50;
/** Share of lines led by their only tab that makes a stretch one cell a line; seed files have 1.0 and 0. */
const MIN_CELL_LINES_SHARE = 0.7;
const CONTENTS_LINE = /^[^\t]{1,60}\t+\s*\d{1,3}$/;

/** Tells tables from prose, by tabs, pipes, commas or aligned columns. */
export function findRuns(lines: readonly Line[]): {
  readonly runs: readonly Run[];
  readonly notes: readonly ReadNote[];
} {
  const found: Found = { runs: [], notes: [], prose: [] };
  let at = 0;
  while (at < lines.length) {
    const stretch = findTabStretch(lines, at);
    if (stretch === null) break;
    addProse(found, lines, { start: at, end: stretch.start });
    if (stretch.cellLines) addCellTables(found, lines, stretch);
    else addRowTables(found, lines, stretch);
    at = stretch.end;
  }
  addProse(found, lines, { start: at, end: lines.length });
  flushProse(found);
  for (const line of lines) {
    if (countTabs(line.text) >= MAX_COLUMNS) found.notes.push(tooWide(line));
  }
  return found;
}

interface Found {
  readonly runs: Run[];
  readonly notes: ReadNote[];
  /** Lines of no table since the last one. */
  prose: Line[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function addProse(found: Found, lines: readonly Line[], { start, end }: Range): void {
  for (const line of lines.slice(start, end)) found.prose.push(line);
}

function flushProse(found: Found): void {
  if (found.prose.length === 0) return;
  for (const run of findDelimitedRows(found.prose)) found.runs.push(run);
  found.prose = [];
}

function addCellTables(found: Found, lines: readonly Line[], { start, end }: Range): void {
  let at = start;
  while (at < end) {
    let tab = at;
    while (tab < end && lines[tab]?.text.startsWith('\t') !== true) tab++;
    addRowTables(found, lines, { start: at, end: tab });
    if (tab >= end) return;
    const { table, used } = readCellLines(lines, { start: tab, end });
    if (table === null) {
      addRowTables(found, lines, { start: tab, end: tab + used });
    } else {
      flushProse(found);
      found.runs.push({ kind: 'rows', rows: table.rows, dialect: 'cells' });
      for (const note of table.notes) found.notes.push(note);
    }
    at = tab + used;
  }
}

function addRowTables(found: Found, lines: readonly Line[], { start, end }: Range): void {
  let at = start;
  while (at < end) {
    let last = at;
    while (last < end && isTabRow(lines[last])) last++;
    const block = withoutBlankEnds(lines.slice(at, last));
    if (block.length > 0 && isTable(block)) {
      flushProse(found);
      found.runs.push({ kind: 'rows', rows: block.map(tabRow), dialect: 'rows' });
      at = last;
    } else {
      addProse(found, lines, { start: at, end: Math.max(last, at + 1) });
      at = Math.max(last, at + 1);
    }
  }
}

/** The next lines with tabs, and those between them that may belong to the same table. */
function findTabStretch(
  lines: readonly Line[],
  from: number,
): { start: number; end: number; cellLines: boolean } | null {
  let start = from;
  while (start < lines.length && !(lines[start]?.text.includes('\t') ?? false)) start++;
  if (start >= lines.length) return null;
  let end = start + 1;
  let tabs = 0;
  let leading = 0;
  for (let i = start; i < lines.length && i - end < MAX_CELL_LINES; i++) {
    const text = lines[i]?.text ?? '';
    if (!text.includes('\t')) continue;
    const isLeading = text.lastIndexOf('\t') === 0;
    // Rows of another dialect end the stretch, so that both are read in their own way.
    if (tabs >= 4 && leading / tabs >= MIN_CELL_LINES_SHARE && !isLeading && countTabs(text) > 1) break;
    tabs++;
    if (isLeading) leading++;
    end = i + 1;
  }
  const cellLines = tabs >= 4 && leading / tabs >= MIN_CELL_LINES_SHARE;
  if (!cellLines) return { start, end, cellLines };
  // What follows the last cell without a blank line is still its text.
  while (end < lines.length && !isBlank(lines[end]?.text ?? '')) end++;
  return { start, end, cellLines };
}

function isTabRow(line: Line | undefined): boolean {
  if (line === undefined || !line.text.includes('\t')) return false;
  return countTabs(line.text) < MAX_COLUMNS;
}

/** Rows of blank cells belong to a table only inside it. */
function withoutBlankEnds(block: readonly Line[]): readonly Line[] {
  const first = block.findIndex((line) => !isBlank(line.text));
  return first < 0 ? [] : block.slice(first, block.findLastIndex((line) => !isBlank(line.text)) + 1);
}

/** Two rows, or one of three cells; not a table of contents, not paragraphs set in by a tab. */
function isTable(block: readonly Line[]): boolean {
  if (block.every((line) => CONTENTS_LINE.test(line.text.trim()))) return false;
  const widest = block.reduce((most, line) => Math.max(most, line.text.trimEnd().split('\t').length), 0);
  const within = block.some((line) => line.text.trim().includes('\t'));
  return within && (block.length >= 2 || widest >= 2);
}

export function tabRow(line: Line): TextRow {
  const cells = line.text.split('\t').map((raw) => ({ text: cellOf(raw), lines: [line.number] }));
  return { line: line.number, cells, afterBreak: null };
}

function countTabs(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\t'); i >= 0; i = text.indexOf('\t', i + 1)) count++;
  return count;
}

function tooWide(line: Line): ReadNote {
  return lineNote('row-too-wide', [line.number], {
    zh: `第 ${line.number} 行的制表符超过 ${MAX_COLUMNS} 个，按文字读取：${excerpt(line.text)}`,
    en: `line ${line.number} has more than ${MAX_COLUMNS} tabs and was read as text: ${excerpt(line.text)}`,
  });
}
