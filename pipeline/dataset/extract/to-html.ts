import type { Block, ParsedDocument, Table } from '../../model/document.ts';
import { groupBy, isTable, toReadingOrder } from './reading-order.ts';

/** The text and tables of a document as a web page of its own; nothing of the document is taken as markup. */
export function toHtml(document: ParsedDocument): string {
  const body = toReadingOrder(document).map((item) => (isTable(item) ? toTableHtml(item) : toBlockHtml(item)));
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(document.source.name)}</title>
<style>table { border-collapse: collapse } th, td { border: 1px solid #888; padding: 2px 6px; vertical-align: top }</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function toBlockHtml({ kind, level, text }: Block): string {
  const tag = kind === 'heading' ? `h${Math.min(level ?? 1, 6)}` : 'p';
  return `<${tag}>${escapeLines(text)}</${tag}>`;
}

function toTableHtml({ caption, cells }: Table): string {
  const rows = groupBy(cells, ({ row }) => row);
  const last = Math.max(-1, ...rows.keys());
  const lines = Array.from({ length: last + 1 }, (_, row) => {
    const tds = (rows.get(row) ?? []).map(({ rowSpan, colSpan, text }) => {
      const spans = `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${colSpan > 1 ? ` colspan="${colSpan}"` : ''}`;
      return `<td${spans}>${escapeLines(text)}</td>`;
    });
    return `<tr>${tds.join('')}</tr>`;
  });
  const head = caption === null ? '' : `<caption>${escapeLines(caption)}</caption>\n`;
  return `<table>\n${head}${lines.join('\n')}\n</table>`;
}

function escapeLines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters that HTML forbids are left out. */
function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
