export type TruthTable = readonly {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
}[];

/**
 * Cell F1 of predicted tables: filled cells whose text, place and spans are exact, white space aside. Grid lines at which no
 * cell begins do not count. A table of the truth is matched with the one that shares most texts; tables beyond count against.
 */
export function cellF1(truth: readonly TruthTable[], predicted: readonly TruthTable[]): number {
  const wanted = truth.map(squeeze);
  const found = predicted.map(squeeze);
  const pairs = wanted
    .flatMap((a, i) => found.map((b, j) => ({ i, j, shared: shared(a.map(text), b.map(text)) })))
    .filter((pair) => pair.shared > 0)
    .sort((a, b) => b.shared - a.shared || a.i - b.i || a.j - b.j);
  const match = new Map<number, number>();
  for (const { i, j } of pairs) if (!match.has(i) && ![...match.values()].includes(j)) match.set(i, j);
  const hits = [...match].reduce((sum, [i, j]) => sum + shared(wanted[i] ?? [], found[j] ?? []), 0);
  const total = [...wanted, ...found].reduce((sum, cells) => sum + cells.length, 0);
  return total === 0 ? 1 : (2 * hits) / total;
}

function squeeze(cells: TruthTable): readonly string[] {
  const rows = [...new Set(cells.map(({ row }) => row))].sort((a, b) => a - b);
  const cols = [...new Set(cells.map(({ col }) => col))].sort((a, b) => a - b);
  const count = (starts: readonly number[], from: number, span: number): number =>
    starts.filter((start) => start >= from && start < from + span).length;
  return cells
    .map(({ row, col, rowSpan, colSpan, text: raw }) => {
      const place = [rows.indexOf(row), cols.indexOf(col), count(rows, row, rowSpan), count(cols, col, colSpan)];
      return `${place.join(',')}|${raw.normalize('NFKC').replace(/\s+/g, '')}`;
    })
    .filter((cell) => !cell.endsWith('|'));
}

function text(cell: string): string {
  return cell.slice(cell.indexOf('|') + 1);
}

function shared(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const cell of b) left.set(cell, (left.get(cell) ?? 0) + 1);
  let count = 0;
  for (const cell of a) {
    const rest = left.get(cell) ?? 0;
    if (rest > 0) count++;
    left.set(cell, rest - 1);
  }
  return count;
}
