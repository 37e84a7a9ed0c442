import { type Ranged, SAME_SIDE, sameRange, squash } from './ranged-cells.ts';

/** Heading rows of the lower part that repeat rows of the upper one, word for word. */
export function countRepeatedHeads(above: readonly Ranged[], below: readonly Ranged[]): number {
  const lowerRows = Math.max(...below.map(({ row, rowSpan }) => row + rowSpan));
  const upperRows = Math.max(...above.map(({ row, rowSpan }) => row + rowSpan));
  let best = 0;
  for (let start = 0; start < upperRows; start += 1) {
    let count = 0;
    while (count < lowerRows && start + count < upperRows && repeats(above, below, start + count, count)) count += 1;
    while (count > 0 && !(isClosed(above, start, count) && isClosed(below, 0, count))) count -= 1;
    best = Math.max(best, count);
  }
  return best < lowerRows ? best : 0;
}

/** Row `upperRow` and row `lowerRow` begin the same cells with the same words, of which most are no figures. */
function repeats(above: readonly Ranged[], below: readonly Ranged[], upperRow: number, lowerRow: number): boolean {
  const a = above.filter(({ row }) => row === upperRow);
  const b = below.filter(({ row }) => row === lowerRow);
  const filled = b.filter(({ text }) => squash(text) !== '');
  const words = filled.filter(({ text }) => !/^[-—/\d.,，%‰≥≤＝=<>]+$/.test(squash(text)));
  if (a.length !== b.length || words.length < 2 || words.length < 0.7 * filled.length) return false;
  return b.every((cell) =>
    a.some(
      (other) => sameRange(cell, other) && cell.rowSpan === other.rowSpan && squash(other.text) === squash(cell.text),
    ),
  );
}

function isClosed(cells: readonly Ranged[], start: number, count: number): boolean {
  return cells.every(({ row, rowSpan }) => row < start || row >= start + count || row + rowSpan <= start + count);
}

/** The lower part begins like the upper one, with other values: the next form of the same kind. */
export function isNewInstance(above: readonly Ranged[], below: readonly Ranged[]): boolean {
  const a = above.filter(({ row }) => row === 0);
  const b = below.filter(({ row }) => row === 0);
  const alike = b.filter(
    (cell) =>
      squash(cell.text) !== '' && a.some((other) => sameRange(cell, other) && squash(other.text) === squash(cell.text)),
  );
  return alike.length > 0 && alike.some(({ x0 }) => x0 <= Math.min(...b.map((cell) => cell.x0)) + SAME_SIDE);
}
