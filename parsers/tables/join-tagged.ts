import type { Message } from '../../pipeline/model/source.ts';
import { wrapSeparator } from '../layout/join-text.ts';
import { squeeze } from './find-cells.ts';
import type { JoinedCell, JoinedTable } from './joined-table.ts';
import type { PageCell, PageTable } from './page-table.ts';

/** The parts are of one table in the file's own structure: no other sign is needed to join them. */
export function areOneTagged(upper: PageTable | undefined, lower: PageTable): boolean {
  return upper?.tagged !== undefined && upper.tagged.table === lower.tagged?.table;
}

/** Puts the parts of a tagged table together: cells that reach over the break are one, with a place on each page. */
export function joinTagged(upper: JoinedTable, lower: PageTable): JoinedTable {
  const parts = [...upper.parts, lower];
  const cells = new Map<string, { whole: JoinedCell; last: PageCell }>();
  for (const part of parts) {
    const { pageNumber, tagged } = part;
    const placed = [
      ...(tagged?.cells ?? []),
      ...(tagged?.blank ?? []).map((cell) => ({ cell, row: cell.row, rowSpan: cell.rowSpan })),
    ];
    for (const { cell, row, rowSpan } of placed) {
      const { col, colSpan, text, box } = cell;
      const key = `${row} ${col}`;
      const above = cells.get(key);
      const place = { pageNumber, box };
      if (above === undefined) {
        cells.set(key, { whole: { row, col, rowSpan, colSpan, text, places: [place] }, last: cell });
        continue;
      }
      const { whole, last } = above;
      const separator =
        whole.text === '' || text === ''
          ? ''
          : last.lastWidth + cell.firstUnit > last.room
            ? wrapSeparator(whole.text, text)
            : '\n';
      const joined = { ...whole, text: whole.text + separator + text, places: [...whole.places, place] };
      cells.set(key, { whole: joined, last: text === '' ? last : cell });
    }
  }
  const all = [...cells.values()].map(({ whole }) => whole);
  const first = Math.min(...all.map(({ row }) => row));
  const end = Math.max(...all.map(({ row }) => row)) + 1;
  const clipped = all.map((cell) => ({
    ...cell,
    row: cell.row - first,
    rowSpan: Math.min(cell.rowSpan, end - cell.row),
  }));
  return {
    cells: squeeze(clipped).sort((a, b) => a.row - b.row || a.col - b.col),
    parts,
    ruled: upper.ruled,
    confidence: Math.min(upper.confidence, lower.confidence),
    reasons: [...upper.reasons, toReason(upper.parts.at(-1), lower)],
  };
}

function toReason(last: PageTable | undefined, lower: PageTable): Message {
  const heads = lower.tagged?.heads ?? 0;
  const upperPage = last?.pageNumber ?? lower.pageNumber - 1;
  return {
    zh: `第 ${upperPage} 页末与第 ${lower.pageNumber} 页首的表格在文件的结构标记中是一表，合为一表${heads > 0 ? `；去掉重复的表头 ${heads} 行` : ''}。`,
    en: `the tables at the foot of page ${upperPage} and at the head of page ${lower.pageNumber} are one in the file's own structure${heads > 0 ? `; ${heads} repeated heading rows dropped` : ''}.`,
  };
}
