import type { Box } from '../../pipeline/model/geometry.ts';
import type { Message } from '../../pipeline/model/source.ts';
import type { PageTable } from './page-table.ts';

/** A cell of a table that may lie on several pages. */
export interface JoinedCell {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly places: readonly { readonly pageNumber: number; readonly box: Box }[];
}

export interface JoinedTable {
  readonly cells: readonly JoinedCell[];
  readonly parts: readonly PageTable[];
  readonly ruled: boolean;
  readonly confidence: number;
  /** Why each part after the first belongs to the table, and what was dropped or put together. */
  readonly reasons: readonly Message[];
}
