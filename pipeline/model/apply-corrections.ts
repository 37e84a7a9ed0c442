import { CORRECTED_BY_PERSON, type Correction } from './decision.ts';
import type { Block, Cell, ParsedDocument, Table } from './document.ts';
import type { Note } from './note.ts';
import { parseQuantity } from './quantity/parse-quantity.ts';
import type { Message, Reading, Source } from './source.ts';

/** Code of the note that says what a person corrected. */
export const READING_CORRECTED = 'reading-corrected';

/** What corrections change of a document, read or checked. */
type Corrigible = Pick<ParsedDocument, 'documentId' | 'blocks' | 'tables'>;

/** Name of the reading that a correction replaced, where the source tells no engine. */
const AS_READ = 'as-read';
/** Characters of a text quoted in a note. */
const MOST_QUOTED = 80;

/**
 * Puts what people saw on the page in place of what was read: the text of cells, and of blocks or words in them. Places
 * and texts of corrections are those of the uncorrected document, so that their order does not matter; of two on one
 * place the last holds. What stands otherwise than `from` is left as it is, with a note. The text as read is kept in
 * `readings`, in a note, and in the document given.
 */
export function applyCorrections<Given extends Corrigible>(
  document: Given,
  corrections: readonly Correction[],
): { document: Given; notes: readonly Note[] } {
  if (corrections.length === 0) return { document, notes: [] };
  const applied = new Map<string, Correction[]>();
  const notes = corrections.map((correction, index): Note => {
    const reason = findObstacle(document, correction, corrections.slice(index + 1));
    if (reason !== null) return toNote(document, correction, reason);
    const key = toPlaceKey(correction.source);
    applied.set(key, [...(applied.get(key) ?? []), correction]);
    return toNote(document, correction, null);
  });
  const tables = document.tables.map((table) => correctTable(table, applied));
  const blocks = document.blocks.map((block) => correctBlock(block, applied.get(`block ${block.blockId}`) ?? []));
  return { document: { ...document, tables, blocks }, notes };
}

/** What a correction is applied to: a cell or a block; its words are told by charSpan. */
function toPlaceKey({ tableId, row, col, blockId }: Source): string {
  return tableId === undefined ? `block ${blockId}` : `cell ${tableId} ${row} ${col}`;
}

/** Why a correction is not applied; null: it is. */
function findObstacle(
  document: Corrigible,
  { source, from }: Correction,
  later: readonly Correction[],
): Message | null {
  if (source.documentId !== document.documentId) {
    return { zh: '文件已改变', en: 'the file has changed' };
  }
  const text = findText(document, source);
  if (text === undefined) return { zh: '没有这个位置', en: 'there is no such place' };
  const [start, end] = toSpan(source, text);
  if (text.slice(start, end) !== from) return { zh: '该处文字已不同', en: 'another text stands there' };
  const isReplaced = later.some(
    (other) => toPlaceKey(other.source) === toPlaceKey(source) && overlaps(toSpan(other.source, text), [start, end]),
  );
  return isReplaced ? { zh: '已被后来的更正取代', en: 'a later correction replaces it' } : null;
}

function findText({ tables, blocks }: Corrigible, { tableId, row, col, blockId }: Source): string | undefined {
  if (tableId === undefined) return blocks.find((block) => block.blockId === blockId)?.text;
  const table = tables.find((each) => each.tableId === tableId);
  return table?.cells.find((cell) => cell.row === row && cell.col === col)?.text;
}

/** The words corrected: all of a cell, since a cell is judged whole, or those at charSpan of a block. */
function toSpan({ tableId, charSpan }: Source, text: string): readonly [start: number, end: number] {
  return tableId === undefined && charSpan !== undefined ? charSpan : [0, text.length];
}

function overlaps(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function correctTable(table: Table, applied: ReadonlyMap<string, readonly Correction[]>): Table {
  const toCorrection = ({ row, col }: Cell) => applied.get(`cell ${table.tableId} ${row} ${col}`)?.at(-1);
  if (!table.cells.some(toCorrection)) return table;
  const cells = table.cells.map((cell): Cell => {
    const correction = toCorrection(cell);
    if (correction === undefined) return cell;
    const { quantity: _misread, ...rest } = cell;
    const sources = cell.sources.map((source) => settle(source, correction));
    const quantity = parseQuantity(correction.to, { sources });
    const corrected = { ...rest, text: correction.to, sources };
    return quantity.value === null ? corrected : { ...corrected, quantity };
  });
  return { ...table, cells };
}

function correctBlock(block: Block, applied: readonly Correction[]): Block {
  if (applied.length === 0) return block;
  const fromBack = applied
    .map((correction) => ({ correction, span: toSpan(correction.source, block.text) }))
    .sort((a, b) => b.span[0] - a.span[0]);
  let { text, sources } = block;
  for (const { correction, span } of fromBack) {
    text = `${text.slice(0, span[0])}${correction.to}${text.slice(span[1])}`;
    const isWhole = span[1] - span[0] === block.text.length;
    sources = sources.map((source) => (isWhole ? settle(source, correction) : addReading(source, correction)));
  }
  return { ...block, text, sources };
}

/** A place that a person read whole: its confidence is no longer that of an engine. */
function settle(source: Source, correction: Correction): Source {
  const { confidence: _ofEngine, ...rest } = addReading(source, correction);
  return rest;
}

function addReading(source: Source, { from, to }: Correction): Source {
  const differing = toDiffering(from, to);
  const known = source.readings ?? [];
  const original: Reading = { text: differing.from, engine: AS_READ, confidence: source.confidence ?? null };
  const isKnown = known.some(({ text }) => text === from);
  const byPerson: Reading = { text: differing.to, engine: CORRECTED_BY_PERSON, confidence: null };
  return { ...source, readings: [...known, ...(isKnown ? [] : [original]), byPerson] };
}

/** The words in which two texts differ, with the figure they stand in, so that a source need not carry a paragraph. */
export function toDiffering(from: string, to: string): { from: string; to: string } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  while (start > 0 && /[\d.,%]/.test(from[start - 1] ?? '')) start -= 1;
  let end = 0;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  while (end > 0 && /[\d.,%]/.test(from.at(-end) ?? '')) end -= 1;
  return { from: from.slice(start, from.length - end), to: to.slice(start, to.length - end) };
}

function toNote({ documentId }: Corrigible, { source, from, to }: Correction, obstacle: Message | null): Note {
  const [read, seen] = [quote(from), quote(to)];
  const at = { documentId, reportId: null, sources: [source] };
  if (obstacle === null) {
    const message = {
      zh: `读数“${read}”经人工更正为“${seen}”`,
      en: `"${read}" was corrected to "${seen}" by a person`,
    };
    return { code: READING_CORRECTED, message, ...at };
  }
  return {
    code: 'correction-not-applied',
    message: {
      zh: `把“${read}”更正为“${seen}”未被采用：${obstacle.zh}`,
      en: `the correction of "${read}" to "${seen}" was not applied: ${obstacle.en}`,
    },
    ...at,
  };
}

function quote(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
