import { child, childrenOf, valOf, type XmlNode } from './xml-tree.ts';

/** Word allows 63 columns; HTML 1,000. A span beyond is a fault of the file. */
export const MAX_COLUMNS = 1000;

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
  let above = new Map<number, number>();
  const rows: (readonly PlacedCell[])[] = [];
  for (const row of childrenOf(table, 'w:tr')) {
    if (child(child(row, 'w:trPr'), 'w:del')) continue;
    const cells = placeRow(row).map((cell): PlacedCell => {
      const isMerged = cell.content !== null && mergeOf(cell.content) === 'continue';
      return isMerged && above.get(cell.col) === cell.colSpan ? { ...cell, continuesAbove: true } : cell;
    });
    above = new Map();
    for (const { content, col, colSpan } of cells) if (content && mergeOf(content)) above.set(col, colSpan);
    rows.push(cells);
  }
  return rows;
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
