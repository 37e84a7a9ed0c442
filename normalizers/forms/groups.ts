import type { Cell } from '../../pipeline/model/document.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Group } from '../../pipeline/model/report.ts';
import { isEmpty } from '../printed.ts';
import { parseClaim } from './claims.ts';

/** A heading of level 1 or 2 while the rows below it are read. */
interface OpenGroup {
  readonly level: 1 | 2;
  readonly name: string | null;
  readonly cell: Cell;
  /** Row after the last one it covers. */
  end: number;
  points: Group['points'];
  score: Group['score'];
  readonly parent: string | null;
}

/** Keeps the headings that stand over the rows of an indicator block: names for the rows, and what the headings claim. */
export interface GroupTracker {
  readonly level1: () => string | null;
  readonly level2: () => string | null;
  /** Notes the heading cells of a row; a blank cell goes on with the heading above. */
  readonly enter: (
    row: number,
    cells: { side: readonly Cell[]; level1: Cell | undefined; level2: Cell | undefined },
  ) => void;
  /** Points or a score that a column of its own or a sum row gives to the open group of a level. */
  readonly claim: (level: 1 | 2, field: 'points' | 'score', cell: Cell) => void;
  readonly groups: () => readonly Group[];
}

export function createGroupTracker(options: {
  readonly tableId: string;
  /** First row below the headings of the block: a label beside the headings covers rows from here. */
  readonly firstRow: number;
  readonly level1: string | null;
  readonly level2: string | null;
}): GroupTracker {
  const all: OpenGroup[] = [];
  const open: { 1: OpenGroup | null; 2: OpenGroup | null } = { 1: null, 2: null };
  let level1 = options.level1;
  let level2 = options.level2;

  const begin = (level: 1 | 2, cell: Cell): OpenGroup => {
    const { name, points, score } = parseClaim(cell);
    const parent = level === 2 ? level1 : null;
    const group: OpenGroup = {
      level,
      name: name === '' ? null : name,
      cell,
      end: cell.row + cell.rowSpan,
      points,
      score,
      parent,
    };
    all.push(group);
    return group;
  };

  const enter: GroupTracker['enter'] = (row, cells) => {
    for (const cell of cells.side) if (!all.some((group) => group.cell === cell)) begin(1, cell);
    for (const level of [1, 2] as const) {
      const cell = level === 1 ? cells.level1 : cells.level2;
      const current = open[level];
      if (!cell || isEmpty(cell.text)) {
        // A lost span: the heading above goes on over the blank cell below it.
        if (current && current.end === row && (cell?.text ?? '').trim() === '') current.end = row + 1;
        continue;
      }
      if (current?.cell === cell) continue;
      const group = begin(level, cell);
      open[level] = group;
      if (level === 1) {
        level1 = group.name;
        level2 = null;
        open[2] = null;
      } else level2 = group.name;
    }
  };

  return {
    level1: () => level1,
    level2: () => level2,
    enter,
    claim: (level, field, cell) => {
      const group = open[level];
      if (group && group[field] === null) group[field] = parseQuantity(cell.text, { sources: cell.sources });
    },
    groups: () =>
      all
        .filter(({ points, score }) => points !== null || score !== null)
        .map(({ level, name, cell, end, points, score, parent }) => {
          const row = Math.max(cell.row, options.firstRow);
          const { tableId } = options;
          const rowSpan = Math.max(1, end - row);
          return { level, name: name ?? '', parent, points, score, tableId, row, rowSpan, sources: [...cell.sources] };
        }),
  };
}
