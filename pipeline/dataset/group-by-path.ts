import { compareCodePoints } from '../model/compare-code-points.ts';

/**
 * Gives the rows of a file that is sorted by path for one path after another; paths have to be asked for in the same
 * order. No more than the rows of one path are in memory.
 */
export function groupByPath<Row extends { readonly path: string }>(
  rows: AsyncIterable<Row>,
): (path: string) => Promise<readonly Row[]> {
  const iterator = rows[Symbol.asyncIterator]();
  let ahead: Row | undefined;
  let isDone = false;
  let current: { readonly path: string; readonly rows: Row[] } | undefined;

  async function peek(): Promise<Row | undefined> {
    if (ahead === undefined && !isDone) {
      const { value, done } = await iterator.next();
      isDone = done === true;
      ahead = isDone ? undefined : value;
    }
    return ahead;
  }

  return async (path) => {
    if (current?.path === path) return current.rows;
    current = { path, rows: [] };
    for (let row = await peek(); row !== undefined && compareCodePoints(row.path, path) <= 0; row = await peek()) {
      if (row.path === path) current.rows.push(row);
      ahead = undefined;
    }
    return current.rows;
  };
}
