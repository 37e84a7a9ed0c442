import type { Block, ParsedDocument, Table } from '../../model/document.ts';

/** Blocks and tables of a document as a reader meets them. */
export function toReadingOrder({ blocks, tables }: ParsedDocument): readonly (Block | Table)[] {
  const following = groupBy(tables, ({ precedingBlockId }) => precedingBlockId);
  return [
    ...(following.get(null) ?? []),
    ...blocks.flatMap((block) => [block, ...(following.get(block.blockId) ?? [])]),
  ];
}

export function isTable(item: Block | Table): item is Table {
  return 'tableId' in item;
}

/** A table as a full grid of texts; places covered by a merged cell are "". */
export function toGrid({ cells }: Table): readonly (readonly string[])[] {
  const height = Math.max(0, ...cells.map(({ row, rowSpan }) => row + rowSpan));
  const width = Math.max(0, ...cells.map(({ col, colSpan }) => col + colSpan));
  const grid = Array.from({ length: height }, () => new Array<string>(width).fill(''));
  for (const { row, col, text } of cells) {
    const line = grid[row];
    if (line !== undefined) line[col] = text;
  }
  return grid;
}

/** Items by a key, each group in the order of the items. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  toKey: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = toKey(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
