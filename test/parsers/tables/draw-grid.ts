import type { Edge, Word } from '../../../parsers/pdf/page-content.ts';

/** Size of one character of a drawing, in points. */
export const CELL = { width: 20, height: 12 };

/**
 * Lines of a table drawn with characters: `+` is a crossing, `-` and `|` lines, anything else words. Rows of the drawing are
 * 12 points high, columns 20 wide.
 */
export function edgesOf(drawing: readonly string[]): Edge[] {
  const at = (row: number, col: number) => drawing[row]?.[col] ?? ' ';
  const edges: Edge[] = [];
  const width = Math.max(...drawing.map((line) => line.length));
  for (const row of drawing.keys()) {
    for (let col = 0; col + 1 < width; col += 1) {
      if ('+-'.includes(at(row, col)) && '+-'.includes(at(row, col + 1))) {
        edges.push({
          axis: 'h',
          at: row * CELL.height,
          from: col * CELL.width,
          to: (col + 1) * CELL.width,
          thickness: 0.5,
        });
      }
    }
  }
  for (let col = 0; col < width; col += 1) {
    for (let row = 0; row + 1 < drawing.length; row += 1) {
      if ('+|'.includes(at(row, col)) && '+|'.includes(at(row + 1, col))) {
        edges.push({
          axis: 'v',
          at: col * CELL.width,
          from: row * CELL.height,
          to: (row + 1) * CELL.height,
          thickness: 0.5,
        });
      }
    }
  }
  return edges;
}

/** The letters and digits of the drawing as words. */
export function wordsOf(drawing: readonly string[]): Word[] {
  return drawing.flatMap((line, row) =>
    [...line.matchAll(/[^\s+|-]+/g)].map((match, i): Word => {
      const text = match[0];
      const x0 = match.index * CELL.width + 2;
      return word(text, { x0, x1: x0 + text.length * 6, baseline: row * CELL.height + 3, order: row * 100 + i });
    }),
  );
}

/** An upright word, 8 points high. */
export function word(
  text: string,
  { x0, x1, baseline, order = 1 }: { x0: number; x1: number; baseline: number; order?: number },
): Word {
  const size = 8;
  return {
    text,
    x0,
    x1,
    top: baseline - 0.88 * size,
    bottom: baseline + 0.12 * size,
    baseline,
    size,
    bold: false,
    stops: Array.from({ length: text.length + 1 }, (_, k) => x0 + ((x1 - x0) * k) / text.length),
    turn: 0,
    vertical: false,
    spaced: false,
    mark: null,
    order,
    hidden: false,
  };
}
