import type { Reading } from '../../../parsers/parser.ts';
import { readPlainText } from '../../../parsers/plain-text/read-plain-text.ts';

/** Reads lines as a UTF-8 file. */
export function readText(lines: readonly string[], options: { join?: boolean } = {}): Reading {
  return readPlainText(new TextEncoder().encode(lines.join('\n')), { join: options.join ?? true });
}

/** Tables as one line a row: cells joined by |, spans as «rows×columns», covered places left out, blank cells as ∅. */
export function tables(reading: Reading): readonly (readonly string[])[] {
  return reading.items.flatMap((item) => {
    if (item.type !== 'table') return [];
    const rows: string[][] = [];
    for (const { row, rowSpan, colSpan, text } of item.cells) {
      const span = rowSpan * colSpan === 1 ? '' : `«${rowSpan}×${colSpan}»`;
      const cells = rows[row] ?? [];
      cells.push(`${text === '' ? '∅' : text}${span}`);
      rows[row] = cells;
    }
    return [rows.map((cells) => cells.join(' | '))];
  });
}

export function paragraphs(reading: Reading): readonly string[] {
  return reading.items.flatMap((item) => (item.type === 'block' ? [item.text] : []));
}

/** Codes of the notes with the lines they concern. */
export function notes(reading: Reading): readonly string[] {
  return reading.notes.map(({ code, places }) =>
    `${code} ${(places ?? []).map((place) => place.line).join(',')}`.trim(),
  );
}
