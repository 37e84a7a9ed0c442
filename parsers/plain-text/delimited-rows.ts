import { cellOf } from './inline-markup.ts';
import type { Line } from './lines.ts';
import { isBlank } from './lines.ts';
import type { Run, TextRow } from './rows.ts';

/** Longest cell of a row whose columns are told by spaces or commas only; sentences are longer. */
const MAX_CELL_CHARS = 40;
/** Fewest rows that agree on their columns before spaces or commas count as separators. */
const MIN_ROWS = 3;
const PIPE_RULE = /^[\s|]*:?-{2,}:?(?:\s*\|\s*:?-{2,}:?)*[\s|]*$/;

type Splitter = (text: string) => readonly string[] | null;

/** Finds rows written with pipes (Markdown), commas or aligned by spaces among lines without tabs. */
export function findDelimitedRows(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  const prose: Line[] = [];
  const flush = (): void => {
    if (prose.length > 0) runs.push({ kind: 'prose', lines: prose.splice(0) });
  };
  let at = 0;
  while (at < lines.length) {
    const found = pipeRows(lines, at) ?? agreeingRows(lines, at, splitSpaces) ?? agreeingRows(lines, at, splitCommas);
    const line = lines[at];
    if (found !== null) {
      flush();
      runs.push({ kind: 'rows', rows: found.rows, dialect: 'rows' });
      at = found.end;
    } else {
      if (line !== undefined) prose.push(line);
      at++;
    }
  }
  flush();
  return runs;
}

function pipeRows(lines: readonly Line[], from: number): { rows: TextRow[]; end: number } | null {
  const rows: TextRow[] = [];
  let end = from;
  while (end < lines.length) {
    const line = lines[end];
    const text = line?.text.trim() ?? '';
    if (line === undefined || !(text.startsWith('|') || (rows.length > 0 && text.includes('|')))) break;
    if (!PIPE_RULE.test(text)) {
      const inner = text.replace(/^\|/, '').replace(/\|$/, '');
      rows.push(
        toRow(
          line,
          inner.split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, '|')),
        ),
      );
    }
    end++;
  }
  return rows.length >= 2 && rows.every((row) => row.cells.length >= 2) ? { rows, end } : null;
}

function agreeingRows(lines: readonly Line[], from: number, split: Splitter): { rows: TextRow[]; end: number } | null {
  const rows: TextRow[] = [];
  let end = from;
  let width: number | null = null;
  while (end < lines.length) {
    const line = lines[end];
    if (line === undefined || isBlank(line.text)) break;
    const cells = split(line.text);
    if (cells === null || (width !== null && cells.length !== width)) break;
    width = cells.length;
    rows.push(toRow(line, cells));
    end++;
  }
  return rows.length >= MIN_ROWS ? { rows, end } : null;
}

function splitSpaces(text: string): readonly string[] | null {
  if (!/\S(?: {2,}|\u3000{2,})\S/.test(text)) return null;
  return shortCells(text.trim().split(/[ \u3000]{2,}/));
}

/** Commas separate only outside quotes and where no space follows, as in CSV; Chinese prose has full-width ones. */
function splitCommas(text: string): readonly string[] | null {
  if (!text.includes(',') || /[。；！？，]/.test(text.replace(/"[^"]*"/g, ''))) return null;
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) cells.push(cell);
    if (char === ',' && !quoted) cell = '';
    else if (char !== '"') cell += char;
  }
  return quoted ? null : shortCells([...cells, cell]);
}

function shortCells(cells: readonly string[]): readonly string[] | null {
  return cells.length >= 3 && cells.every((cell) => cell.length <= MAX_CELL_CHARS) ? cells : null;
}

function toRow(line: Line, cells: readonly string[]): TextRow {
  return {
    line: line.number,
    cells: cells.map((raw) => ({ text: cellOf(raw), lines: [line.number] })),
    afterBreak: null,
  };
}
