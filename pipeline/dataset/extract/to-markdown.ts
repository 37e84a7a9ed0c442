import type { Block, ParsedDocument, Table } from '../../model/document.ts';
import { isTable, toGrid, toReadingOrder } from './reading-order.ts';

/** The text and tables of a document as Markdown; a merged cell stands once, at its first place. */
export function toMarkdown(document: ParsedDocument): string {
  const parts = toReadingOrder(document).map((item) => (isTable(item) ? toTable(item) : toBlock(item)));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function toBlock({ kind, level, text }: Block): string {
  const line = escapeMarkdown(text).replaceAll('\n', '  \n');
  if (kind === 'heading') return `${'#'.repeat(Math.min(level ?? 1, 6))} ${line.replaceAll('  \n', ' ')}`;
  return line;
}

function toTable(table: Table): string {
  const [head, ...rows] = toGrid(table);
  if (head === undefined) return '';
  const toLine = (cells: readonly string[]): string => `| ${cells.map(toCell).join(' | ')} |`;
  const lines = [toLine(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(toLine)];
  const caption = table.caption === null ? '' : `${escapeMarkdown(table.caption)}\n\n`;
  return `${caption}${lines.join('\n')}`;
}

function toCell(text: string): string {
  return escapeMarkdown(text).replaceAll('\n', '<br>');
}

/** What Markdown would read as markup is escaped; a line cannot begin a heading, list or rule. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/^(\s*)([#>+-]|=+\s*$)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)]\s)/gm, '$1\\$2');
}
