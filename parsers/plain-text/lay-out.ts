import type { CellItem, Place, ReadNote } from '../parser.ts';
import type { Frame } from './frame.ts';
import { isBlockLabel, isKeyLabel, isTotalLabel } from './heading-words.ts';
import { excerpt } from './notes.ts';
import { cellText, filledColumns, type TextCell, type TextRow } from './rows.ts';

/** A section whose rows stand in their columns. */
export type PlacedSection =
  | { readonly kind: 'keys'; readonly rows: readonly TextRow[] }
  | {
      readonly kind: 'grid';
      readonly headings: readonly TextRow[];
      readonly body: readonly TextRow[];
      readonly frame: Frame;
    };

interface Span {
  rowSpan: number;
  colSpan: number;
}

/** Row and column sizes of the cells that begin at each place; undefined: the place is covered. */
type Spans = (Span | undefined)[][];

/**
 * Lays sections under each other as one grid whose cells tile it. Text dumps write a merged cell as its text and blanks. Blanks are taken
 * back into it where the structure tells: to the right of keys and values, in columns blank in heading and rows, below labels of level 1
 * and 2 and of blocks. Other blanks stay blank cells.
 */
export function layOut(sections: readonly PlacedSection[], width: number): { cells: CellItem[]; notes: ReadNote[] } {
  const rows: TextRow[] = [];
  const spans: Spans = [];
  for (const section of sections) {
    const top = rows.length;
    const added = section.kind === 'keys' ? section.rows : [...section.headings, ...section.body];
    for (const row of added) rows.push(row);
    for (const _ of added) spans.push(Array.from({ length: width }, () => ({ rowSpan: 1, colSpan: 1 })));
    if (section.kind === 'keys') {
      const isForm = section.rows.some((row) => isKeyLabel(cellText(row, 0))) || sections.length > 1;
      if (isForm) for (const [index, row] of section.rows.entries()) spanKeys(row, top + index, { spans, width });
    } else {
      spanGrid(section, top, { rows, spans, width });
    }
  }
  return toCells(
    rows,
    isTiled(spans, width) ? spans : rows.map(() => Array.from({ length: width }, () => ({ rowSpan: 1, colSpan: 1 }))),
  );
}

/** Keys and values: each takes the blanks to its right, but the blank after a key that another key follows is that key's value. */
function spanKeys(row: TextRow, at: number, { spans, width }: { spans: Spans; width: number }): void {
  const filled = filledColumns(row);
  filled.forEach((col, index) => {
    const end = filled[index + 1] ?? width;
    const text = cellText(row, col);
    const isLabel = isKeyLabel(text) || (index === 0 && col === 0);
    const valueFollows = index + 1 < filled.length && !isKeyLabel(cellText(row, end));
    if (isLabel && !valueFollows) {
      // The key's value is blank: one blank cell to the next key or to the end.
      if (end > col + 1) cover(spans, { row: at, col: col + 1, rowSpan: 1, colSpan: end - col - 1 });
      return;
    }
    cover(spans, { row: at, col, rowSpan: 1, colSpan: end - col });
  });
}

function spanGrid(
  section: Extract<PlacedSection, { kind: 'grid' }>,
  top: number,
  { rows, spans, width }: { rows: readonly TextRow[]; spans: Spans; width: number },
): void {
  const { headings, body, frame } = section;
  const bodyTop = top + headings.length;
  const isMerged = (col: number): boolean => frame.kinds[col] === 'merged' || frame.kinds[col] === 'group';
  headings.forEach((row, index) => {
    const below = headings[index + 1];
    for (const col of filledColumns(row)) {
      let end = col + 1;
      const group = below !== undefined && cellText(below, col) !== '';
      while (
        end < width &&
        cellText(row, end) === '' &&
        (group ? below !== undefined && cellText(below, end) !== '' : isMerged(end))
      )
        end++;
      const rowSpan = below !== undefined && !group && cellText(below, col) === '' ? 2 : 1;
      cover(spans, { row: top + index, col, rowSpan, colSpan: end - col });
    }
  });
  // Blank places of the heading over rows' names are one blank cell.
  const name = frame.kinds.indexOf('label');
  if (name >= 0) spanRight(spans, { row: top, col: name, end: mergedEnd(frame, name, width) });
  body.forEach((row, index) => {
    const filled = filledColumns(row);
    const total = filled[0] !== undefined && isTotalLabel(cellText(row, filled[0]));
    for (let col = 0; col < width; col++) {
      if (frame.kinds[col] === 'merged') continue;
      let end = mergedEnd(frame, col, width);
      if (total && col === filled[0]) while (end < (filled[1] ?? 0)) end++;
      while (end > col + 1 && filled.some((other) => other > col && other < end)) end--;
      if (cellText(row, col) !== '' || end <= mergedEnd(frame, col, width))
        spanRight(spans, { row: bodyTop + index, col, end });
    }
  });
  for (let col = 0; col < width; col++) {
    const kind = frame.kinds[col];
    if (kind === 'block') spanBlock(section, top, { rows, spans, colSpan: mergedEnd(frame, 0, width) });
    else if (kind === 'level1' || kind === 'level2') spanLevel(body, bodyTop, { col, spans });
  }
}

function mergedEnd(frame: Frame, col: number, width: number): number {
  let end = col + 1;
  while (end < width && frame.kinds[end] === 'merged') end++;
  return end;
}

/** The label of a block covers the heading rows and the rows under it up to the next label; it may stand in the row above the headings. */
function spanBlock(
  section: Extract<PlacedSection, { kind: 'grid' }>,
  top: number,
  { rows, spans, colSpan }: { rows: readonly TextRow[]; spans: Spans; colSpan: number },
): void {
  const count = section.headings.length + section.body.length;
  const above = rows[top - 1];
  let owner = top;
  if (cellText(section.headings[0] ?? { line: 0, cells: [], afterBreak: null }, 0) === '') {
    if (above === undefined || !isBlockLabel(cellText(above, 0)) || spans[top - 1]?.[0]?.colSpan !== colSpan) return;
    owner = top - 1;
  }
  let end = top;
  while (
    end < top + count &&
    (end === top || cellText(rows[end] ?? above ?? { line: 0, cells: [], afterBreak: null }, 0) === '')
  )
    end++;
  cover(spans, { row: owner, col: 0, rowSpan: end - owner, colSpan });
}

/** A label of a level covers the blanks below it, up to the next label in its column or to its left. */
function spanLevel(body: readonly TextRow[], top: number, { col, spans }: { col: number; spans: Spans }): void {
  let owner: number | null = null;
  body.forEach((row, index) => {
    const left = filledColumns(row).some((filled) => filled < col);
    const text = cellText(row, col);
    if (text !== '') owner = isTotalLabel(text) ? null : index;
    else if (left) owner = null;
    else if (owner !== null && spans[top + index]?.[col]?.colSpan === spans[top + owner]?.[col]?.colSpan) {
      cover(spans, {
        row: top + owner,
        col,
        rowSpan: index - owner + 1,
        colSpan: spans[top + owner]?.[col]?.colSpan ?? 1,
      });
    }
  });
}

function spanRight(spans: Spans, { row, col, end }: { row: number; col: number; end: number }): void {
  if (end > col + 1 && spans[row]?.[col] !== undefined) cover(spans, { row, col, rowSpan: 1, colSpan: end - col });
}

/** Makes the cell at a place as large as said; the other places it takes are covered. */
function cover(spans: Spans, area: { row: number; col: number; rowSpan: number; colSpan: number }): void {
  for (let row = area.row; row < area.row + area.rowSpan; row++) {
    for (let col = area.col; col < area.col + area.colSpan; col++) {
      const line = spans[row];
      if (line !== undefined) line[col] = undefined;
    }
  }
  const line = spans[area.row];
  if (line !== undefined) line[area.col] = { rowSpan: area.rowSpan, colSpan: area.colSpan };
}

/** Whether the cells cover every place of the grid once; else none is merged. */
function isTiled(spans: Spans, width: number): boolean {
  const times = spans.map(() => new Uint8Array(width));
  for (const [top, line] of spans.entries()) {
    for (const [left, span] of line.entries()) {
      if (span === undefined) continue;
      for (let row = top; row < top + span.rowSpan; row++) {
        for (let col = left; col < left + span.colSpan; col++) {
          const places = times[row];
          if (places === undefined || col >= width || places[col] === 1) return false;
          places[col] = 1;
        }
      }
    }
  }
  return times.every((places) => places.every((count) => count === 1));
}

function toCells(rows: readonly TextRow[], spans: Spans): { cells: CellItem[]; notes: ReadNote[] } {
  const cells: CellItem[] = [];
  const notes: ReadNote[] = [];
  spans.forEach((line, row) => {
    line.forEach((span, col) => {
      const cell = rows[row]?.cells[col];
      if (span === undefined || cell === undefined) return;
      cells.push({ row, col, ...span, text: cell.text, places: cell.lines.map((number) => toPlace(number, cell)) });
      if (cell.lost === true) notes.push(lostNote(rows[row], row, col));
    });
  });
  return { cells, notes };
}

/** A lost cell's place has confidence 0: its blank says nothing about the report. */
function toPlace(line: number, cell: TextCell): Place {
  return { line, method: 'text', ...(cell.lost === true ? { confidence: 0 } : {}) };
}

function lostNote(row: TextRow | undefined, at: number, col: number): ReadNote {
  const name = row === undefined ? '' : excerpt(cellText(row, filledColumns(row)[0] ?? 0));
  const line = row?.line ?? 0;
  return {
    code: 'cell-lost',
    message: {
      zh: `第 ${line} 行（${name}）在文本中缺少最后的单元格，该值视为未读到，而非空白`,
      en: `line ${line} (${name}) has lost its last cell in the text: the value was not read, it is not blank`,
    },
    cell: [at, col],
  };
}
