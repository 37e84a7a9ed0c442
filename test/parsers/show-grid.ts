import type { Item } from '../../parsers/parser.ts';

/** A table as one line a cell: row,col rowSpan×colSpan text; blocks as kind: text. */
export function show(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) =>
    item.type === 'block'
      ? [`${item.kind}${item.level === null ? '' : item.level}: ${item.text}`]
      : [
          'table',
          ...item.cells.map(({ row, col, rowSpan, colSpan, text }) => `${row},${col} ${rowSpan}×${colSpan} ${text}`),
        ],
  );
}
