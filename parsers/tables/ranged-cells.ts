import type { JoinedCell, JoinedTable } from './joined-table.ts';
import type { PageCell } from './page-table.ts';

/** Columns of two parts are one when their sides differ by less than this, in points. */
export const SAME_SIDE = 4;

/** A cell with the stretch of columns it covers, in the upper part's coordinates. */
export interface Ranged {
  readonly row: number;
  readonly rowSpan: number;
  readonly x0: number;
  readonly x1: number;
  readonly text: string;
  readonly places: JoinedCell['places'];
  readonly cell: PageCell | undefined;
}

export function toRanged({ cells, parts }: JoinedTable): Ranged[] {
  const last = parts.at(-1);
  const first = parts[0];
  return cells.map((cell): Ranged => {
    const place = cell.places.at(-1);
    const part = parts.find(({ pageNumber }) => pageNumber === place?.pageNumber);
    const dx = (first?.box[0] ?? 0) - (part?.box[0] ?? 0);
    const source =
      place?.pageNumber === last?.pageNumber ? last?.cells.find(({ box }) => box === place?.box) : undefined;
    const { row, rowSpan, text, places } = cell;
    return { row, rowSpan, text, places, x0: (place?.box[0] ?? 0) + dx, x1: (place?.box[2] ?? 0) + dx, cell: source };
  });
}

export function toLower(cell: PageCell, pageNumber: number, shift: number): Ranged {
  const { row, rowSpan, text, box } = cell;
  return { row, rowSpan, text, places: [{ pageNumber, box }], x0: box[0] + shift, x1: box[2] + shift, cell };
}

/** The text without white space. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

export function sameRange(a: Ranged, b: Ranged): boolean {
  return Math.abs(a.x0 - b.x0) <= SAME_SIDE && Math.abs(a.x1 - b.x1) <= SAME_SIDE;
}
