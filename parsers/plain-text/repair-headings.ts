import type { ReadNote } from '../parser.ts';
import { fold, isBracketed, splitFused } from './cell-kinds.ts';
import { headingKind } from './heading-words.ts';
import { excerpt, lineNote } from './notes.ts';
import { cellText, filledColumns, type TextCell, type TextRow, withCells } from './rows.ts';

export interface Repaired {
  readonly headings: readonly TextRow[];
  readonly body: readonly TextRow[];
  readonly notes: readonly ReadNote[];
}

/** Longest text of a cell that repeats a part of its neighbour: a sign or two the recogniser took for a cell. */
const MAX_FRAGMENT = 2;

/** A heading broken into two rows: the second row's brackets, (20分) or (A), go back to the headings above. */
export function joinBrokenHeadings(headings: readonly TextRow[], body: readonly TextRow[]): Repaired {
  const last = headings.at(-1);
  const first = body[0];
  if (last === undefined || first === undefined) return { headings, body, notes: [] };
  const filled = filledColumns(first);
  const whole =
    filled.length > 1 && filled.every((col) => isBracketed(cellText(first, col)) && cellText(last, col) !== '');
  // Below the block's label a bracket alone is the rest of the label; below other headings it could be a cell.
  const taken = whole
    ? filled
    : filled.filter((col) => col === 0 && isBracketed(cellText(first, 0)) && cellText(last, 0) !== '');
  if (taken.length === 0) return { headings, body, notes: [] };
  const joined = taken.map((col): readonly [number, TextCell] => [col, joinHeading(last.cells[col], first.cells[col])]);
  const rest = withCells(first, new Map(taken.map((col) => [col, { text: '', lines: [first.line] }])));
  const note = lineNote('heading-joined', [last.line, first.line], {
    zh: `第 ${first.line} 行中属于表头的文字（${excerpt(taken.map((col) => cellText(first, col)).join(' '))}）已并入第 ${last.line} 行`,
    en: `words of the heading on line ${first.line} (${excerpt(taken.map((col) => cellText(first, col)).join(' '))}) were joined to line ${last.line}`,
  });
  return {
    headings: [...headings.slice(0, -1), withCells(last, new Map(joined))],
    body: whole ? body.slice(1) : [rest, ...body.slice(1)],
    notes: [note],
  };
}

/**
 * A figure and words of its heading in one cell are taken apart, where they are told for certain: (20分*执行率) 13 below 得分, or
 * 得分(20分*执行率) 13 as a heading over a blank cell.
 */
export function splitFusedHeadings(headings: readonly TextRow[], body: readonly TextRow[]): Repaired {
  const last = headings.at(-1);
  const first = body[0];
  if (last === undefined || first === undefined) return { headings, body, notes: [] };
  const heads = new Map<number, TextCell>();
  const cells = new Map<number, TextCell>();
  last.cells.forEach((head, col) => {
    const cell = first.cells[col];
    if (head.text === '' || cell === undefined) return;
    const below = splitFused(cell.text);
    const above = cell.text === '' ? splitHeading(head.text) : null;
    if (below !== null && headingKind(head.text) !== null) {
      heads.set(col, { text: head.text + below.heading, lines: [...head.lines, ...cell.lines] });
      cells.set(col, { text: below.figure, lines: cell.lines });
    } else if (above !== null && filledColumns(first).length >= 2) {
      heads.set(col, { text: above.heading, lines: head.lines });
      cells.set(col, { text: above.figure, lines: head.lines });
    }
  });
  if (cells.size === 0) return { headings, body, notes: [] };
  const texts = [...cells].map(([col, cell]) => `${heads.get(col)?.text ?? ''} | ${cell.text}`);
  const note = lineNote('score-fused-in-heading', [last.line, first.line], {
    zh: `第 ${first.line} 行的数值与表头文字连在一格，已分开：${excerpt(texts.join('；'))}`,
    en: `a value and words of its heading shared a cell (line ${first.line}) and were taken apart: ${excerpt(texts.join('; '))}`,
  });
  return {
    headings: [...headings.slice(0, -1), withCells(last, heads)],
    body: [withCells(first, cells), ...body.slice(1)],
    notes: [note],
  };
}

/** Drops a sign or two that stand in a column blank everywhere else and repeat a part of the cell to their left. */
export function dropFragments(headings: readonly TextRow[], body: readonly TextRow[]): Repaired {
  const notes: ReadNote[] = [];
  const width = headings[0]?.cells.length ?? 0;
  const filled = Array.from({ length: width }, (_, col) => body.filter((row) => cellText(row, col) !== '').length);
  const rows = body.map((row) => {
    const stray = filledColumns(row).filter((col) => {
      const text = fold(cellText(row, col));
      const blankColumn = filled[col] === 1 && body.length > 2 && headings.every((head) => cellText(head, col) === '');
      return col > 0 && blankColumn && text.length <= MAX_FRAGMENT && fold(cellText(row, col - 1)).includes(text);
    });
    if (stray.length === 0) return row;
    notes.push(
      lineNote('fragment-dropped', [row.line], {
        zh: `第 ${row.line} 行多出的单元格“${stray.map((col) => cellText(row, col)).join('”“')}”重复左侧文字的一部分，已略去`,
        en: `line ${row.line} has a cell too many (${stray.map((col) => cellText(row, col)).join(', ')}) that repeats a part of its left neighbour: dropped`,
      }),
    );
    return withCells(row, new Map(stray.map((col) => [col, { text: '', lines: [row.line] }])));
  });
  return { headings, body: notes.length === 0 ? body : rows, notes };
}

function joinHeading(head: TextCell | undefined, rest: TextCell | undefined): TextCell {
  return { text: (head?.text ?? '') + (rest?.text ?? ''), lines: [...(head?.lines ?? []), ...(rest?.lines ?? [])] };
}

/** 得分(20分*执行率) 13 → both parts; only for headings of figures whose brackets hold words or a formula. */
function splitHeading(text: string): { heading: string; figure: string } | null {
  const match = /^(.{1,30}[）)])\s*(-?[\d,]*\.?\d+(?:%|分)?)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const kind = headingKind(match[1]);
  return kind === 'score' || kind === 'points' || kind === 'rate' || kind === 'amount'
    ? { heading: match[1].trim(), figure: match[2] }
    : null;
}
