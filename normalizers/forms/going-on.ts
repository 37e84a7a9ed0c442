import type { IndicatorRole } from '../../pipeline/model/heading-words.ts';
import type { Header } from '../columns.ts';
import type { Grid } from '../grid.ts';
import { isLevel1Name, isLevel2Name } from '../vocabulary/levels.ts';
import { parseClaim } from './claims.ts';

/**
 * The headings of the table before, moved to a table that begins with indicator rows and has no headings of its own
 * (a table cut in two). The first name tells how far the columns moved; undefined where the columns do not fit.
 */
export function findGoingOn(
  grid: Grid,
  row: number,
  previous: Header<IndicatorRole> | null,
): Header<IndicatorRole> | undefined {
  if (!previous) return undefined;
  const first = grid.starting(row).find(({ text }) => text.trim() !== '');
  if (!first) return undefined;
  const { name } = parseClaim(first);
  const role = isLevel1Name(name) ? 'level1' : isLevel2Name(name) ? 'level2' : undefined;
  const column = role && previous.columns.find((known) => known.role === role);
  if (!column) return undefined;
  const shift = first.col - column.from;
  const width = Math.max(...previous.columns.map(({ to }) => to)) + shift;
  if (width > grid.columns || width < grid.columns - 1) return undefined;
  const columns = previous.columns
    .map((known) => ({ ...known, from: known.from + shift, to: known.to + shift }))
    .filter(({ from }) => from >= 0);
  return { fromRow: row, toRow: row, columns, unknown: [] };
}
