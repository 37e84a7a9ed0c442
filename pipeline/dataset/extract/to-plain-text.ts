import type { ParsedDocument } from '../../model/document.ts';
import { isTable, toGrid, toReadingOrder } from './reading-order.ts';

/** The text of a document: a line a block, tables as rows of cells with tabs between. */
export function toPlainText(document: ParsedDocument): string {
  const lines = toReadingOrder(document).flatMap((item) => {
    if (!isTable(item)) return [item.text];
    return toGrid(item).map((row) => row.map((text) => text.replace(/\s+/g, ' ')).join('\t'));
  });
  return lines.map((line) => `${line}\n`).join('');
}
