import type { FindingSource } from '../../model/finding.ts';
import type { Box } from '../../model/geometry.ts';

/** The shapes in which report.html carries tables, paragraphs and the figures boxed in them. */

/** A rectangle on a page in whole points, its page first. */
export type PageBox = readonly [pageNumber: number, ...box: Box];

/** A cell: place, spans and text; `boxes` are empty where the format has no pages. */
export type CellPicture = readonly [
  row: number,
  col: number,
  rowSpan: number,
  colSpan: number,
  text: string,
  boxes: readonly PageBox[],
];

/** A table once for all findings that cite it. Rows of a very large one that nobody cites are left out. */
export interface TablePicture {
  readonly caption: string | null;
  readonly rows: number;
  readonly columns: number;
  /** Rows that name the columns, from 0. */
  readonly headRows: readonly number[];
  readonly cells: readonly CellPicture[];
}

/** A paragraph, heading or list item once for all findings that cite it. */
export interface BlockPicture {
  readonly text: string;
}

/** A page, for drawing where on it a figure stands. */
export interface PagePicture {
  readonly width: number;
  readonly height: number;
  /** A picture of a recognised page, relative to report.html; null: there is none. */
  readonly image: string | null;
}

/** A figure or clause a finding rests on. */
export interface Mark {
  readonly role: FindingSource['role'];
  /** From 1 within its role. */
  readonly ordinal: number;
  /** Text of the cell or clause. */
  readonly text: string;
  /** Index in the table's cells; null: not in a table. */
  readonly cell: number | null;
  /** [start, end) in the text of the cell or block as given here; null: the whole. */
  readonly span: readonly [number, number] | null;
  readonly boxes: readonly PageBox[];
  readonly line: number | null;
  /** Row from 0 where it stands in a table. */
  readonly row: number | null;
  readonly isRecognised: boolean;
  /** What was read where a person corrected it; left out: nobody did. */
  readonly readAs?: string;
}

/** One table, paragraph or place on a page with what is boxed in it. */
export interface EvidencePart {
  readonly documentId: string;
  readonly table: number | null;
  readonly block: number | null;
  readonly marks: readonly Mark[];
}

/** Pictures by index, shared by the findings of one chunk of report.html. */
export interface Pictures {
  readonly tables: readonly TablePicture[];
  readonly blocks: readonly BlockPicture[];
  /** By documentId and page number with `#` between. */
  readonly pages: Readonly<Record<string, PagePicture>>;
}
