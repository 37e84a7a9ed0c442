import type { Block, Format, Page, ParsedDocument } from '../pipeline/model/document.ts';
import type { Message, Source } from '../pipeline/model/source.ts';

/** A place as a parser knows it, before ids are given: a Source without documentId, tableId, row, col and blockId. */
export type Place = Omit<Source, 'documentId' | 'tableId' | 'row' | 'col' | 'blockId'>;

export interface BlockItem {
  readonly type: 'block';
  /** What the format says; assembleDocument decides headings, list items and captions for all formats alike. */
  readonly kind: Block['kind'];
  readonly level: number | null;
  readonly text: string;
  /** Centred and set larger than running text: a title, if its words allow it. Left out where the format does not tell. */
  readonly title?: boolean;
  readonly places: readonly Place[];
}

export interface CellItem {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly places: readonly Place[];
}

export interface TableItem {
  readonly type: 'table';
  /** Set where the format marks it; else found from the blocks around the table. */
  readonly caption: string | null;
  readonly pageNumbers: readonly number[];
  readonly cells: readonly CellItem[];
  readonly ruled: boolean;
  readonly confidence: number | null;
}

/** Blocks and tables in reading order. */
export type Item = BlockItem | TableItem;

/** A doubt of the reader; `item` is the index of the item it concerns (and `cell` its [row, col]), if any. */
export interface ReadNote {
  readonly code: string;
  readonly message: Message;
  readonly item?: number;
  readonly cell?: readonly [row: number, col: number];
  readonly places?: readonly Place[];
}

/** What a format reader gives; ids, captions and cell quantities are added by assembleDocument. */
export interface Reading {
  readonly pages: readonly Page[];
  /** null where the format has no pages. */
  readonly pageCount: number | null;
  readonly items: readonly Item[];
  readonly figures: ParsedDocument['figures'];
  /** For each figure the index of the item it stands before (items.length: after all), so that its caption is found. */
  readonly figuresBefore?: readonly number[];
  readonly notes: readonly ReadNote[];
}

/** How recognition goes on: it begins and will read so many pages, it read something, it is over. */
export type RecognitionProgress =
  | { readonly kind: 'begin'; readonly pages: number }
  | { readonly kind: 'read' }
  | { readonly kind: 'end' };

export interface ReadOptions {
  /** sha256 of the bytes. */
  readonly documentId: string;
  /** File name without folders. */
  readonly name: string;
  readonly maxPages: number;
  readonly password: string | null;
  /** Join tables over page breaks. */
  readonly join: boolean;
  readonly ocr: 'auto' | 'always' | 'never';
  /** Name of the recognition engine: one of ENGINE_NAMES. */
  readonly ocrEngine: string;
  /** Folder that keeps what was recognised; null: nothing is kept. */
  readonly cache: string | null;
  /** Told how recognition goes on, so that a watch knows how long to wait; null: nobody watches. */
  readonly onProgress: ((progress: RecognitionProgress) => void) | null;
  /** Called with the pictures found when they are wanted (`--figures`); else null. */
  readonly onFigure: ((figureId: string, mediaType: string, bytes: Uint8Array) => void) | null;
}

/** One format. `recognises` looks at content, never at the name; `read` throws ReadFailure where no output is possible. */
export interface Parser {
  readonly format: Format;
  readonly recognises: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array, options: ReadOptions) => Promise<Reading>;
}
