import type { ParsedDocument } from '../model/document.ts';

/** 详见下表, 如下表所示, 见表1, 情况如下： at the end of a paragraph. */
const POINTER = /(?:下表|附表|见表|如表)|(?:情况|明细|具体)[^。]{0,10}如下[:：。]?\s*$/u;
/** Name and unit line of the table may stand between. */
const MOST_BETWEEN = 3;
const LONGEST_BETWEEN = 60;

/** The table that a paragraph says it is about, by the id of the paragraph: 详见下表, and a table follows at once. */
export function announcedTables({
  blocks,
  tables,
}: Pick<ParsedDocument, 'blocks' | 'tables'>): ReadonlyMap<string, string> {
  const position = new Map(blocks.map(({ blockId }, index) => [blockId, index]));
  const found = new Map<string, string>();
  for (const { tableId, precedingBlockId } of tables) {
    const last = precedingBlockId === null ? undefined : position.get(precedingBlockId);
    if (last === undefined) continue;
    for (let at = last; at >= Math.max(0, last - MOST_BETWEEN); at--) {
      const block = blocks[at];
      if (block === undefined) break;
      if (POINTER.test(block.text)) {
        if (!found.has(block.blockId)) found.set(block.blockId, tableId);
        break;
      }
      if (block.text.trim().length > LONGEST_BETWEEN) break;
    }
  }
  return found;
}
