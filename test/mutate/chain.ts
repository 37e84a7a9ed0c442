import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { normalize } from '../../normalizers/index.ts';
import { assembleDocument } from '../../parsers/assemble.ts';
import { chooseParser, DEFAULT_READ_OPTIONS } from '../../parsers/index.ts';
import type { Item, Reading } from '../../parsers/parser.ts';
import type { Format, ParsedDocument } from '../../pipeline/model/document.ts';
import type { Finding, Result } from '../../pipeline/model/finding.ts';
import type { Report } from '../../pipeline/model/report.ts';
import { ministry } from '../../pipeline/validate/profiles/ministry.ts';
import { validate } from '../../pipeline/validate/validate.ts';

/** A file read once; every mutant starts from this reading, under the id of the file as it is. */
export interface Opened {
  readonly name: string;
  readonly documentId: string;
  readonly bytes: number;
  readonly format: Format;
  readonly reading: Reading;
}

/** What the chain makes of a reading. */
export interface Audited {
  readonly document: ParsedDocument;
  readonly reports: readonly Report[];
  readonly results: readonly Result[];
  readonly findings: readonly Finding[];
}

/** A place that holds text: a block, or a cell of a table. */
export type TextPlace =
  | { readonly blockId: string }
  | { readonly tableId: string; readonly row: number; readonly col: number };

/** Text [start, end) of a place that is replaced. */
export interface Edit {
  readonly place: TextPlace;
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

/** Reads a file by its own parser. */
export async function openFile(path: string, name = basename(path)): Promise<Opened> {
  const bytes = new Uint8Array(readFileSync(path));
  const documentId = createHash('sha256').update(bytes).digest('hex');
  const parser = chooseParser(bytes);
  const reading = await parser.read(bytes.slice(), { ...DEFAULT_READ_OPTIONS, ocr: 'never', documentId, name });
  return { name, documentId, bytes: bytes.length, format: parser.format, reading };
}

/** Reading → document → reports → results and findings, with the figure of one place changed where an edit is given. */
export function auditReading(opened: Opened, edit?: Edit): Audited {
  const { name, documentId, bytes, format } = opened;
  const reading = edit === undefined ? opened.reading : withEdit(opened.reading, edit);
  const document = assembleDocument(reading, { documentId, name, bytes, format });
  const { reports } = normalize(document);
  const validation = validate({ document, reports, profile: ministry, path: name });
  return { document, reports, ...validation };
}

/** blockIds and tableIds count the items of a reading in order, so that an id leads back to its item. */
function withEdit(reading: Reading, edit: Edit): Reading {
  const { place } = edit;
  const type = 'blockId' in place ? 'block' : 'table';
  const ordinal = Number(('blockId' in place ? place.blockId : place.tableId).slice(1));
  let seen = 0;
  const items = reading.items.map((item): Item => {
    if (item.type !== type) return item;
    seen += 1;
    return seen === ordinal ? withEditedItem(item, edit) : item;
  });
  return { ...reading, items };
}

function withEditedItem(item: Item, edit: Edit): Item {
  const { place } = edit;
  if (item.type === 'block') return { ...item, text: replaced(item.text, edit) };
  const cells = item.cells.map((cell) =>
    'row' in place && cell.row === place.row && cell.col === place.col
      ? { ...cell, text: replaced(cell.text, edit) }
      : cell,
  );
  return { ...item, cells };
}

function replaced(text: string, { start, end, to }: Edit): string {
  return `${text.slice(0, start)}${to}${text.slice(end)}`;
}
