import type { Block, Cell, Format, ParsedDocument, Table } from '../pipeline/model/document.ts';
import { SCHEMA_VERSION } from '../pipeline/model/document.ts';
import type { Note } from '../pipeline/model/note.ts';
import { parseQuantity } from '../pipeline/model/quantity/parse-quantity.ts';
import type { Source } from '../pipeline/model/source.ts';
import { findTableCaptions, type Placed, placeFigure, standsBetween } from './layout/captions.ts';
import { findRoles, type Line } from './layout/headings.ts';
import type { Item, Place, Reading, ReadNote } from './parser.ts';

/** Most lines between the name of a table inside a report and the table: 单位：万元. */
const LINES_BETWEEN = 2;

/** Gives roles, ids in reading order, captions and cell quantities to what a format reader found. */
export function assembleDocument(
  reading: Reading,
  file: { documentId: string; name: string; bytes: number; format: Format },
): ParsedDocument {
  const { documentId } = file;
  const blocks: Block[] = [];
  const tables: Table[] = [];
  const placed: Placed[] = [];
  const roles = findRoles(toLines(reading.items));
  for (const item of reading.items) {
    if (item.type === 'block') {
      const blockId = `b${blocks.length + 1}`;
      const { kind, level } = roles[blocks.length] ?? item;
      const sources = item.places.map((place) => toSource(place, { documentId, blockId }));
      const block: Block = { blockId, kind, level, text: item.text, sources };
      blocks.push(block);
      placed.push({ block });
    } else {
      const ids = { documentId, tableId: `t${tables.length + 1}`, precedingBlockId: blocks.at(-1)?.blockId ?? null };
      const table = toTable(item, ids);
      tables.push(table);
      placed.push({ table });
    }
  }
  const captions = findTableCaptions(placed);
  return {
    schemaVersion: SCHEMA_VERSION,
    documentId,
    source: {
      name: file.name,
      sha256: documentId,
      bytes: file.bytes,
      format: file.format,
      pageCount: reading.pageCount,
    },
    pages: [...reading.pages],
    blocks,
    tables: tables.map((table) => ({ ...table, caption: table.caption ?? captions.get(table.tableId) ?? null })),
    figures: reading.figures.map((figure, index) => placeFigure(figure, reading.figuresBefore?.[index], placed)),
    notes: reading.notes.map((note) => toNote(note, documentId, placed)),
  };
}

function toLines(items: readonly Item[]): readonly Line[] {
  return items.flatMap((item, index) =>
    item.type === 'block' ? { ...item, tableFollows: isNamingTable(items, index) } : [],
  );
}

function isNamingTable(items: readonly Item[], index: number): boolean {
  for (const next of items.slice(index + 1, index + 2 + LINES_BETWEEN)) {
    if (next.type === 'table') return true;
    if (!standsBetween(next.text)) return false;
  }
  return false;
}

function toTable(
  item: Extract<Item, { type: 'table' }>,
  { documentId, tableId, precedingBlockId }: { documentId: string; tableId: string; precedingBlockId: string | null },
): Table {
  const ordered = [...item.cells].sort((a, b) => a.row - b.row || a.col - b.col);
  const cells = ordered.map((cell): Cell => {
    const { row, col, rowSpan, colSpan, text } = cell;
    const sources = cell.places.map((place) => toSource(place, { documentId, tableId, row, col }));
    const quantity = parseQuantity(text, { sources });
    const base = { row, col, rowSpan, colSpan, text };
    return quantity.value === null ? { ...base, sources } : { ...base, quantity, sources };
  });
  const { caption, pageNumbers, ruled, confidence } = item;
  return { tableId, caption, pageNumbers: [...pageNumbers], precedingBlockId, cells, ruled, confidence };
}

function toSource(place: Place, ids: Pick<Source, 'documentId' | 'tableId' | 'row' | 'col' | 'blockId'>): Source {
  const { documentId, ...where } = ids;
  return { documentId, ...place, ...where };
}

function toNote(note: ReadNote, documentId: string, placed: readonly Placed[]): Note {
  const at = note.item === undefined ? undefined : placed[note.item];
  const { code, message } = note;
  return { code, message, documentId, reportId: null, sources: noteSources(note, documentId, at) };
}

function noteSources(note: ReadNote, documentId: string, at: Placed | undefined): Source[] {
  const cell = note.cell && at?.table?.cells.find(({ row, col }) => row === note.cell?.[0] && col === note.cell[1]);
  if (cell) return [...cell.sources];
  const ids = {
    documentId,
    ...(at?.block === undefined ? {} : { blockId: at.block.blockId }),
    ...(at?.table === undefined ? {} : { tableId: at.table.tableId }),
  };
  if (note.places) return note.places.map((place) => toSource(place, ids));
  if (at?.block) return [...at.block.sources];
  const method = at?.table?.cells[0]?.sources[0]?.method;
  return method === undefined ? [] : [{ ...ids, method }];
}
