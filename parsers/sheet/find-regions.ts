import type { SheetCell } from './merge-cells.ts';

/** A part of a sheet: a table, or one row of text. */
export interface Region {
  readonly kind: 'table' | 'line';
  readonly cells: readonly SheetCell[];
}

interface Box {
  readonly row: number;
  readonly col: number;
  readonly lastRow: number;
  readonly lastCol: number;
}

/** More separate frames than a sheet of forms has: then its borders say nothing. */
const MAX_FRAMES = 1000;
/** Fewest filled cells of an unbordered row over a frame that count as its heading row. */
const HEADING_CELLS = 3;
/** A sentence under a table, in its first column. */
const REMARK_LENGTH = 20;
const LABELLED = /[:：]/;

/**
 * The tables and lines of a sheet from top to bottom. A table is what borders hold together, with all that stands within;
 * where there are no borders, rows of several cells without a blank row or column between. Everything else is text, a row a line.
 */
export function findRegions(cells: readonly SheetCell[]): readonly Region[] {
  const boxes = findFrames(cells.filter(({ isBordered }) => isBordered));
  const framed: SheetCell[][] = boxes.map(() => []);
  const loose: SheetCell[] = [];
  for (const cell of cells) {
    const index = boxes.findIndex((box) => overlaps(box, cell));
    if (index !== -1) framed[index]?.push(cell);
    else if (cell.text !== '') loose.push(cell);
  }
  const rows = groupRows(loose);
  const regions: Region[] = [];
  boxes.forEach((box, index) => {
    const inside = framed[index] ?? [];
    const heading = rows.findIndex((row) => isHeadingOf(row, box));
    const above = heading === -1 ? [] : (rows.splice(heading, 1)[0] ?? []);
    regions.push(toFramed([...above, ...inside]));
  });
  regions.push(...findLooseRegions(rows, boxes));
  const filled = regions.filter(({ cells: own }) => own.some(({ text }) => text !== ''));
  return filled.sort((a, b) => firstRow(a) - firstRow(b) || firstCol(a) - firstCol(b));
}

/** Cells that touch, as boxes that do not overlap. */
function findFrames(bordered: readonly SheetCell[]): readonly Box[] {
  let boxes: Box[] = [];
  for (const cell of bordered) boxes = addToBoxes(boxes, cell);
  for (let count = -1; count !== boxes.length; ) {
    count = boxes.length;
    boxes = boxes.reduce<Box[]>((merged, box) => addToBoxes(merged, box), []);
  }
  return boxes;
}

function addToBoxes(boxes: readonly Box[], added: Box): Box[] {
  const touching = boxes.filter((box) => overlaps(grown(box), added));
  const [only] = touching;
  if (touching.length === 1 && only && isWithin(added, only)) return boxes as Box[];
  const all = touching.length === 0 && boxes.length >= MAX_FRAMES ? [...boxes, added] : [...touching, added];
  const box = all.reduce(unite);
  return all.length > touching.length + 1 ? [box] : [...boxes.filter((other) => !touching.includes(other)), box];
}

function toFramed(cells: readonly SheetCell[]): Region {
  const filled = cells.filter(({ text }) => text !== '');
  return filled.length > 1 ? { kind: 'table', cells } : { kind: 'line', cells: filled };
}

function isHeadingOf(row: readonly SheetCell[], box: Box): boolean {
  const first = row[0];
  return (
    first !== undefined &&
    Math.max(...row.map(({ lastRow }) => lastRow)) === box.row - 1 &&
    row.length >= HEADING_CELLS &&
    row.every(({ col, lastCol, text }) => col >= box.col && lastCol <= box.lastCol && !LABELLED.test(text)) &&
    row.length * 2 >= box.lastCol - box.col + 1
  );
}

/** Rows without borders: runs of rows with nothing between them, taken apart into lines and tables. */
function findLooseRegions(rows: readonly (readonly SheetCell[])[], boxes: readonly Box[]): readonly Region[] {
  const bands: (readonly SheetCell[])[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const top = row[0]?.row ?? 0;
    const isApart = top > last + 1 || boxes.some((box) => box.row <= top && box.lastRow >= last && top !== last);
    if (isApart) bands.push([]);
    bands.at(-1)?.push(row);
    last = Math.max(isApart ? top : last, ...row.map(({ lastRow }) => lastRow));
  }
  const regions: Region[] = [];
  for (const found of bands.flatMap(splitBand)) {
    const before = regions.at(-1);
    if (before && continues(before, found))
      regions.splice(-1, 1, { kind: 'table', cells: [...before.cells, ...found.cells] });
    else regions.push(found);
  }
  return regions;
}

/** One table with a blank row in it: the same columns, no text between, and no second heading row. */
function continues(before: Region, next: Region): boolean {
  if (before.kind !== 'table') return false;
  const [a, b] = [boxOf(before.cells), boxOf(next.cells)];
  if (a.lastRow >= b.row || a.col !== b.col) return false;
  if (next.kind === 'line') return next.cells.length > 1 && b.lastCol <= a.lastCol && !next.cells.some(isLabelled);
  const headOf = ({ cells }: Region): string => (groupRows(cells)[0] ?? []).map(({ text }) => text).join('\t');
  return a.lastCol === b.lastCol && headOf(before) !== headOf(next);
}

/** A run of rows: side by side where a blank column parts two tables, then lines, a table, lines. */
function splitBand(rows: readonly (readonly SheetCell[])[]): readonly Region[] {
  const sides = splitColumns(rows.flat());
  const areTables = sides.length > 1 && sides.every((side) => columnsOf(side) > 1 && groupRows(side).length > 1);
  return (areTables ? sides : [rows.flat()]).flatMap((side) => splitAtLines(groupRows(side)));
}

/** A row that is one cell over the whole width parts what is above from what is below: a title, a paragraph. */
function splitAtLines(rows: readonly (readonly SheetCell[])[]): readonly Region[] {
  const box = boxOf(rows.flat());
  const parts: (readonly SheetCell[])[][] = [[]];
  for (const row of rows) {
    const [only, ...others] = row;
    const isLine = others.length === 0 && only !== undefined && only.col === box.col && only.lastCol === box.lastCol;
    if (isLine) parts.push([row], []);
    else parts.at(-1)?.push(row);
  }
  return parts.flatMap(splitRows);
}

function splitRows(rows: readonly (readonly SheetCell[])[]): readonly Region[] {
  const isAbove = (row: readonly SheetCell[]): boolean => row.length < 2 || row.every(isLabelled);
  const width = columnsOf(rows.flat());
  const isBelow = (row: readonly SheetCell[]): boolean => {
    const [only, ...others] = row;
    if (others.length > 0 || !only) return row.every(isLabelled);
    const isWide = (only.lastCol - only.col + 1) * 2 >= width;
    return isWide || only.text.length >= REMARK_LENGTH || LABELLED.test(only.text);
  };
  let from = 0;
  let to = rows.length;
  while (from < to && isAbove(rows[from] ?? [])) from++;
  while (to > from && isBelow(rows[to - 1] ?? [])) to--;
  const lines = (part: readonly (readonly SheetCell[])[]): readonly Region[] =>
    part.map((cells) => ({ kind: 'line', cells }));
  const table = rows.slice(from, to);
  if (table.length < 2 || columnsOf(table.flat()) < 2) return lines(rows);
  return [...lines(rows.slice(0, from)), { kind: 'table', cells: table.flat() }, ...lines(rows.slice(to))];
}

/** Cells parted at columns that no cell covers. */
function splitColumns(cells: readonly SheetCell[]): readonly (readonly SheetCell[])[] {
  const sides: SheetCell[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const cell of [...cells].sort((a, b) => a.col - b.col)) {
    if (cell.col > last + 1) sides.push([]);
    sides.at(-1)?.push(cell);
    last = Math.max(last, cell.lastCol);
  }
  return sides.map((side) => side.sort((a, b) => a.row - b.row || a.col - b.col));
}

/** By first row; cells come by row, then column. */
export function groupRows(cells: readonly SheetCell[]): SheetCell[][] {
  const rows: SheetCell[][] = [];
  for (const cell of cells) {
    const last = rows.at(-1);
    if (last?.[0]?.row === cell.row) last.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

function isLabelled({ text }: SheetCell): boolean {
  return LABELLED.test(text);
}

function columnsOf(cells: readonly SheetCell[]): number {
  return new Set(cells.map(({ col }) => col)).size;
}

function boxOf(cells: readonly Box[]): Box {
  return cells.reduce(unite, cells[0] ?? { row: 0, col: 0, lastRow: 0, lastCol: 0 });
}

function unite(a: Box, b: Box): Box {
  return {
    row: Math.min(a.row, b.row),
    col: Math.min(a.col, b.col),
    lastRow: Math.max(a.lastRow, b.lastRow),
    lastCol: Math.max(a.lastCol, b.lastCol),
  };
}

function grown({ row, col, lastRow, lastCol }: Box): Box {
  return { row: row - 1, col: col - 1, lastRow: lastRow + 1, lastCol: lastCol + 1 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.row <= b.lastRow && b.row <= a.lastRow && a.col <= b.lastCol && b.col <= a.lastCol;
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.row >= outer.row && inner.col >= outer.col && inner.lastRow <= outer.lastRow && inner.lastCol <= outer.lastCol
  );
}

function firstRow({ cells }: Region): number {
  return cells[0]?.row ?? 0;
}

function firstCol({ cells }: Region): number {
  return cells[0]?.col ?? 0;
}
