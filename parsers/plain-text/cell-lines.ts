import type { ReadNote } from '../parser.ts';
import { endsSentence, fold } from './cell-kinds.ts';
import { cellOf } from './inline-markup.ts';
import { isBlank, type Line } from './lines.ts';
import { lineNote } from './notes.ts';
import type { TextCell, TextRow } from './rows.ts';

/**
 * Tables written one cell a line, as some converters of Word files do:
 * - a tab at the start of a line begins a cell; a line with nothing but the tab is a blank cell (or the lower part of a merged one);
 * - lines without a tab go on with the cell's text, blank lines between its paragraphs included;
 * - a blank line before a tab ends the row, but a cell that ends with an empty paragraph looks the same. Which it is shows in the
 *   number of cells: parts that add up to the width of a neighbouring row are one row;
 * - cells merged to the right count once, cells merged downwards are blank in the lower rows.
 */
export interface CellLines {
  readonly rows: readonly TextRow[];
  readonly notes: readonly ReadNote[];
}

/** A part of a row: the cells up to a blank line that is followed by a tab. */
interface Fragment {
  readonly line: number;
  readonly cells: readonly TextCell[];
}

/** Weight of joining two parts of a row against a change of width from one row to the next (1): measured on the rows of a form. */
const JOIN_COST = 1.5;
/** Most parts of one row. */
const MAX_PARTS = 4;
/** Cells longer than this are paragraphs; a table has mostly shorter ones. */
const LONG_CELL = 60;
/** A line of a narrow column holds no more characters than this; longer lines without a full stop are paragraphs of their own. */
const NARROW_COLUMN = 7;
/** Most lines of a cell's further paragraphs, blank ones included. */
const MAX_STRETCH = 60;
/** Most paragraphs of a cell after a blank line. */
const MAX_PARAGRAPHS = 30;
const ATTACHMENT = /^(?:附\s*件|附\s*表|表\s*\d|填表人)/;
const NEW_PART = /^(?:附\s*件|附\s*表|表\s*\d|[一二三四五六七八九十]{1,3}、|填表人|备注\s*[:：])/;

/**
 * Reads the table that begins at the first line (one led by a tab); null where the lines are paragraphs set in by a tab. `used` counts the
 * lines looked at, at least one: what comes after them belongs to something else.
 */
export function readCellLines(
  lines: readonly Line[],
  range: { readonly start: number; readonly end: number },
): { readonly table: CellLines | null; readonly used: number } {
  const { fragments, used } = toFragments(lines, range);
  return { table: toTable(fragments), used };
}

function toTable(fragments: readonly Fragment[]): CellLines | null {
  const cells = fragments.flatMap((fragment) => fragment.cells);
  const blank = cells.filter((cell) => cell.text === '').length;
  const long = cells.filter((cell) => cell.text.length > LONG_CELL || /[。；]$/.test(cell.text)).length;
  const rowlike = fragments.filter((fragment) => fragment.cells.length >= 2).length;
  if (cells.length < 4 || rowlike === 0 || (blank === 0 && rowlike < 2) || long * 2 > cells.length - blank) return null;
  // Headings and their paragraphs, set in by a tab.
  if (blank === 0 && long * 2 === cells.length && cells.some((cell) => NEW_PART.test(cell.text))) return null;
  const widths = fragments.map((fragment) => fragment.cells.length);
  const rows: TextRow[] = [];
  const notes: ReadNote[] = [];
  let at = 0;
  for (const parts of partition(widths)) {
    const joined = fragments.slice(at, at + parts);
    at += parts;
    const line = joined[0]?.line ?? 0;
    rows.push({ line, cells: joined.flatMap((fragment) => fragment.cells), afterBreak: null });
    if (parts > 1) notes.push(joinedNote(line, rows.at(-1)?.cells.length ?? 0));
  }
  return { rows, notes };
}

function toFragments(
  lines: readonly Line[],
  { start, end }: { start: number; end: number },
): { fragments: readonly Fragment[]; used: number } {
  const fragments: { line: number; cells: TextCell[] }[] = [];
  let open: { line: number; texts: { line: number; text: string }[] } | null = null;
  let blanks = 0;
  let used = 0;
  const close = (): void => {
    if (open !== null) fragments.at(-1)?.cells.push(toCell(open));
    open = null;
  };
  for (let index = start; index < end; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const tab = line.text.startsWith('\t');
    if (!tab && isBlank(line.text)) {
      blanks++;
      continue;
    }
    if (tab) {
      close();
      if (fragments.length === 0 || blanks > 0) fragments.push({ line: line.number, cells: [] });
      open = { line: line.number, texts: [{ line: line.number, text: line.text.slice(1) }] };
    } else if (
      open !== null &&
      (blanks === 0
        ? !ATTACHMENT.test(line.text.trim())
        : belongsToCell(lines.slice(index - blanks, Math.min(end, index + MAX_STRETCH)), open.texts))
    ) {
      open.texts.push({ line: line.number, text: line.text });
    } else {
      break;
    }
    blanks = 0;
    used = index + 1 - start;
  }
  close();
  return { fragments, used };
}

/**
 * Whether the lines after a blank line, up to the next tab, are a cell's further paragraphs and not text between two tables. They are when
 * the next cell follows at once. Before a blank line they are when they go on in the cell's manner: sentences after a sentence, the short
 * lines of a narrow column after another.
 */
function belongsToCell(lines: readonly Line[], texts: readonly { text: string }[]): boolean {
  const rest: string[] = [];
  let blanks = 0;
  for (const { text } of lines) {
    if (isBlank(text)) {
      blanks++;
      continue;
    }
    if (text.startsWith('\t')) return rest.length > 0 && (blanks === 0 || sameManner(texts, rest));
    // The single characters of a heading written downwards may stand far apart.
    if ((blanks >= 2 && text.trim().length > 1) || NEW_PART.test(text.trim()) || rest.length > MAX_PARAGRAPHS)
      return false;
    rest.push(text.trim());
    blanks = 0;
  }
  return false;
}

function sameManner(texts: readonly { text: string }[], rest: readonly string[]): boolean {
  const before = texts.map(({ text }) => text.trim()).filter((text) => text !== '');
  const last = before.at(-1) ?? '';
  if (before.length === 0) return false;
  if (rest.every((text) => fold(text).length <= NARROW_COLUMN))
    return fold(last).length <= NARROW_COLUMN && !/\d/.test(last);
  const numbered = /^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]/;
  return (
    endsSentence(last) &&
    rest.every((text) => endsSentence(text) && (!numbered.test(text) || numbered.test(before[0] ?? '')))
  );
}

function toCell(open: { line: number; texts: readonly { line: number; text: string }[] }): TextCell {
  const parts = open.texts
    .map(({ line, text }) => ({ line, text: cellOf(text.replace(/\t/g, ' ')) }))
    .filter((part) => part.text !== '');
  const lines = parts.length === 0 ? [open.line] : parts.map((part) => part.line);
  return { text: joinLines(parts.map((part) => part.text)), lines };
}

/** Lines of a narrow column run on; other lines are the cell's paragraphs. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line;
    const last = text.split('\n').at(-1) ?? '';
    const narrow = fold(last).length <= NARROW_COLUMN && !/[。；，、：:;,.!！?？\d%]$/.test(last);
    const runsOn =
      narrow && (/^[（(]/.test(line) || (/^\p{Script=Han}/u.test(line) && fold(line).length <= NARROW_COLUMN));
    return runsOn ? text + line : `${text}\n${line}`;
  }, '');
}

/** How many parts each row takes: the fewest changes of width, parts joined only where they add up to a neighbour's width. */
function partition(widths: readonly number[]): number[] {
  type State = { cost: number; parts: number; width: number; previous: State | null };
  // ends[i]: the cheapest ways to have read i parts, one for each width of the last row.
  const ends: Map<number, State>[] = [new Map([[0, { cost: 0, parts: 0, width: 0, previous: null }]])];
  for (let end = 1; end <= widths.length; end++) {
    const states = new Map<number, State>();
    for (let parts = 1; parts <= Math.min(MAX_PARTS, end); parts++) {
      const width = widths.slice(end - parts, end).reduce((sum, count) => sum + count, 0);
      for (const previous of ends[end - parts]?.values() ?? []) {
        if (parts > 1 && width !== previous.width && width !== widths[end]) continue;
        const cost = previous.cost + (parts - 1) * JOIN_COST + (width === previous.width ? 0 : 1);
        const known = states.get(width);
        if (known === undefined || cost < known.cost) states.set(width, { cost, parts, width, previous });
      }
    }
    ends.push(states);
  }
  let best: State | null = null;
  for (const state of ends.at(-1)?.values() ?? []) if (best === null || state.cost < best.cost) best = state;
  const parts: number[] = [];
  for (let state = best; state !== null && state.parts > 0; state = state.previous) parts.unshift(state.parts);
  return parts;
}

function joinedNote(line: number, cells: number): ReadNote {
  return lineNote('row-parts-joined', [line], {
    zh: `第 ${line} 行起的一行表格中间有空行，按相邻行的列数（${cells} 个单元格）合为一行`,
    en: `the table row that starts on line ${line} has a blank line inside; its parts were joined to ${cells} cells as in the neighbouring rows`,
  });
}
