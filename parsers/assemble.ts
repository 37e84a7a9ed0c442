import type { Block, Cell, Format, ParsedDocument, Table } from '../pipeline/model/document.ts';
import { SCHEMA_VERSION } from '../pipeline/model/document.ts';
import type { Note } from '../pipeline/model/note.ts';
import { parseQuantity } from '../pipeline/model/quantity/parse-quantity.ts';
import type { Source } from '../pipeline/model/source.ts';
import type { Item, Place, Reading, ReadNote } from './parser.ts';

/** Most blocks between a caption and its table: 单位：万元 and the like may stand between them. */
const CAPTION_REACH = 2;
const NUMBERED_CAPTION = /^[\s（(]*(附?表|Table)\s*[0-9０-９一二三四五六七八九十]/i;
const UNIT_LINE = /^[（(]?\s*(金额)?单位\s*[:：]/;

/** Gives ids in reading order, captions and cell quantities to what a format reader found. */
export function assembleDocument(
  reading: Reading,
  file: { documentId: string; name: string; bytes: number; format: Format },
): ParsedDocument {
  const { documentId } = file;
  const blocks: Block[] = [];
  const tables: Table[] = [];
  const placed: { blockId?: string; tableId?: string; cells?: readonly Cell[] }[] = [];
  for (const item of reading.items) {
    if (item.type === 'block') {
      const blockId = `b${blocks.length + 1}`;
      const sources = item.places.map((place) => toSource(place, { documentId, blockId }));
      blocks.push({ blockId, kind: item.kind, level: item.level, text: item.text, sources });
      placed.push({ blockId });
    } else {
      const table = toTable(item, { documentId, tableId: `t${tables.length + 1}`, blocks });
      tables.push(table);
      placed.push({ tableId: table.tableId, cells: table.cells });
    }
  }
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
    tables,
    figures: [...reading.figures],
    notes: reading.notes.map((note) => toNote(note, documentId, placed)),
  };
}

function toTable(
  item: Extract<Item, { type: 'table' }>,
  { documentId, tableId, blocks }: { documentId: string; tableId: string; blocks: readonly Block[] },
): Table {
  const ordered = [...item.cells].sort((a, b) => a.row - b.row || a.col - b.col);
  const cells = ordered.map((cell): Cell => {
    const { row, col, rowSpan, colSpan, text } = cell;
    const sources = cell.places.map((place) => toSource(place, { documentId, tableId, row, col }));
    const quantity = parseQuantity(text, { sources });
    const base = { row, col, rowSpan, colSpan, text };
    return quantity.value === null ? { ...base, sources } : { ...base, quantity, sources };
  });
  return {
    tableId,
    caption: item.caption ?? findCaption(blocks),
    pageNumbers: [...item.pageNumbers],
    precedingBlockId: blocks.at(-1)?.blockId ?? null,
    cells,
    ruled: item.ruled,
    confidence: item.confidence,
  };
}

/** The line above a table that names it: one marked as a caption, or numbered 表4-1, with at most a unit line between. */
function findCaption(blocks: readonly Block[]): string | null {
  for (const block of blocks.slice(-CAPTION_REACH).reverse()) {
    if (block.kind === 'caption' || NUMBERED_CAPTION.test(block.text)) return block.text.trim();
    if (!UNIT_LINE.test(block.text.trim())) return null;
  }
  return null;
}

function toSource(place: Place, ids: Pick<Source, 'documentId' | 'tableId' | 'row' | 'col' | 'blockId'>): Source {
  const { documentId, ...where } = ids;
  return { documentId, ...place, ...where };
}

function toNote(
  note: ReadNote,
  documentId: string,
  placed: readonly { blockId?: string; tableId?: string; cells?: readonly Cell[] }[],
): Note {
  const at = note.item === undefined ? undefined : placed[note.item];
  const cell = note.cell && at?.cells?.find(({ row, col }) => row === note.cell?.[0] && col === note.cell[1]);
  const ids = {
    documentId,
    ...(at?.blockId === undefined ? {} : { blockId: at.blockId }),
    ...(at?.tableId === undefined ? {} : { tableId: at.tableId }),
  };
  const sources = cell ? [...cell.sources] : (note.places ?? []).map((place) => toSource(place, ids));
  if (sources.length === 0 && at) sources.push({ ...ids, method: 'text' });
  return { code: note.code, message: note.message, documentId, reportId: null, sources };
}
