import { child, childrenOf, valOf, type XmlNode } from '../container/xml-tree.ts';

/** Word allows 63 columns; HTML 1,000. A span beyond is a fault of the file. */
export const MAX_COLUMNS = 1000;

/** Twips (1/20 pt). A column of 1 mm cannot hold a character; edges moved by hand miss each other by 5 to 40 twips. */
const HAIR = 57;
/** Median width of a grid whose widths mean something: 5 mm. Some writers leave them all 0 or 1. */
const TRUE_WIDTH = 284;

/** One cell as placed on the table's grid; content is null for a blank the file leaves out (w:gridBefore, w:gridAfter). */
export interface PlacedCell {
  readonly content: XmlNode | null;
  readonly col: number;
  readonly colSpan: number;
  /** Continues the cell above; its own text is not shown. */
  readonly continuesAbove: boolean;
}

/**
 * Places the cells of a w:tbl on its grid, row by row: spans, blanks before and after, cells merged sideways the old way
 * (w:hMerge), and cells merged downwards. A downward merge holds only where the cell above begins and ends at the same
 * columns, as Word draws it; without such a cell it is a cell of its own. Deleted rows are left out.
 */
export function placeCells(table: XmlNode): readonly (readonly PlacedCell[])[] {
  const shown = childrenOf(table, 'w:tr').filter((row) => !child(child(row, 'w:trPr'), 'w:del'));
  const placed = snapEdges(shown.map(placeRow), child(table, 'w:tblGrid'));
  let above = new Map<number, number>();
  const rows: (readonly PlacedCell[])[] = [];
  for (const row of placed) {
    const cells = row.map((cell): PlacedCell => {
      const isMerged = cell.content !== null && mergeOf(cell.content) === 'continue';
      return isMerged && above.get(cell.col) === cell.colSpan ? { ...cell, continuesAbove: true } : cell;
    });
    above = new Map();
    for (const { content, col, colSpan } of cells) if (content && mergeOf(content)) above.set(col, colSpan);
    rows.push(cells);
  }
  return rows;
}

/**
 * Rows edited by hand have edges that miss each other by a hair, and a grid column for every miss; a reader sees one edge.
 * Such columns are dropped, but for one that a cell fills alone, and unless the grid as a whole has no true widths.
 */
function snapEdges(
  rows: readonly (readonly PlacedCell[])[],
  grid: XmlNode | undefined,
): readonly (readonly PlacedCell[])[] {
  const widths = childrenOf(grid, 'w:gridCol').map(({ attribs }) => Number(attribs?.['w:w'] ?? Number.NaN));
  const isTrue = widths.every((width) => width >= 0) && median(widths) >= TRUE_WIDTH;
  if (!isTrue || !widths.some((width) => width <= HAIR)) return rows;
  const filled = new Set(rows.flat().flatMap(({ content, col, colSpan }) => (content && colSpan === 1 ? col : [])));
  const edges: number[] = [0];
  widths.forEach((width, col) => {
    const isDropped = width <= HAIR && !filled.has(col);
    edges.push((edges[col] ?? 0) + (isDropped ? 0 : 1));
  });
  const last = widths.length;
  const edgeAt = (col: number): number => edges[Math.min(col, last)] ?? 0;
  const snapped = rows.map((row) =>
    row.map((cell) => {
      const col = edgeAt(cell.col) + Math.max(0, cell.col - last);
      const end = edgeAt(cell.col + cell.colSpan) + Math.max(0, cell.col + cell.colSpan - last);
      return { ...cell, col, colSpan: end - col };
    }),
  );
  return snapped.flat().every(({ content, colSpan }) => colSpan > 0 || content === null)
    ? snapped.map((row) => row.filter(({ colSpan }) => colSpan > 0))
    : rows;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function placeRow(row: XmlNode): readonly PlacedCell[] {
  const properties = child(row, 'w:trPr');
  const cells: PlacedCell[] = [];
  let col = 0;
  const add = (content: XmlNode | null, span: number): void => {
    const colSpan = Math.min(span, MAX_COLUMNS - col);
    if (colSpan < 1) return;
    cells.push({ content, col, colSpan, continuesAbove: false });
    col += colSpan;
  };
  add(null, toSpan(valOf(properties, 'w:gridBefore'), 0));
  for (const cell of childrenOf(row, 'w:tc')) {
    const cellProperties = child(cell, 'w:tcPr');
    const span = toSpan(valOf(cellProperties, 'w:gridSpan'), 1);
    const last = cells.at(-1);
    if (last?.content && isContinuedSideways(cellProperties)) {
      const colSpan = Math.min(last.colSpan + span, MAX_COLUMNS - last.col);
      cells[cells.length - 1] = { ...last, colSpan };
      col = last.col + colSpan;
    } else add(cell, span);
  }
  add(null, toSpan(valOf(properties, 'w:gridAfter'), 0));
  return cells;
}

function isContinuedSideways(properties: XmlNode | undefined): boolean {
  const merge = child(properties, 'w:hMerge');
  return merge !== undefined && merge.attribs?.['w:val'] !== 'restart';
}

function mergeOf(cell: XmlNode): 'restart' | 'continue' | undefined {
  const merge = child(child(cell, 'w:tcPr'), 'w:vMerge');
  return merge && (merge.attribs?.['w:val'] === 'restart' ? 'restart' : 'continue');
}

function toSpan(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Math.min(Number(text), MAX_COLUMNS) || otherwise : otherwise;
}
