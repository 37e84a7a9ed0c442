import type { ParsedDocument } from '../../model/document.ts';
import { toGrid } from './reading-order.ts';

/** The tables of a document as CSV (RFC 4180), an empty line between two; a merged cell stands once, at its first place. */
export function toCsv({ tables }: ParsedDocument): string {
  const parts = tables.map((table) =>
    toGrid(table)
      .map((row) => `${row.map(toField).join(',')}\r\n`)
      .join(''),
  );
  return parts.join('\r\n');
}

function toField(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A spreadsheet runs what begins so (OWASP, CSV injection); a signed figure is none. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-][\d.,]+[%‰]?$/.test(text) && !/^-+$/.test(text);
}
