import type { Box } from '../../pipeline/model/geometry.ts';
import type { TaggedTable } from '../pdf/tagged/tagged-tables.ts';
import type { GridCell } from './find-cells.ts';

/** A cell of one page with the text that fell into it. */
export interface PageCell extends GridCell {
  readonly text: string;
  /** No line is drawn at its top though others of the row have one, or the page begins there. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
  /** Widths that tell whether a text breaks off: of its last line, of what begins its first, and the room for both. */
  readonly lastWidth: number;
  readonly firstUnit: number;
  readonly room: number;
}

/** One table of one page. */
export interface PageTable {
  readonly pageNumber: number;
  readonly box: Box;
  readonly cells: readonly PageCell[];
  readonly ruled: boolean;
  /** Of the structure; 1 where every side is drawn. */
  readonly confidence: number;
  /** Set where the file's own structure gave the table. */
  readonly tagged?: TaggedPart;
}

/** The rows of a tagged table that stand on one page, with their places in the whole table. */
export interface TaggedPart {
  readonly table: TaggedTable;
  /** Heading rows repeated on this page, which are left out. */
  readonly heads: number;
  /** `row` and `rowSpan` are those of the whole cell; those of `cell` are what of it stands on this page. */
  readonly cells: readonly { readonly cell: PageCell; readonly row: number; readonly rowSpan: number }[];
  readonly blank: readonly PageCell[];
}
