import type { Cell } from '../../pipeline/model/document.ts';
import type { IndicatorRole } from '../../pipeline/model/heading-words.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Report } from '../../pipeline/model/report.ts';
import type { Text } from '../../pipeline/model/source.ts';
import type { Header } from '../columns.ts';
import { foldHeading } from '../fold-heading.ts';
import type { Grid } from '../grid.ts';
import { folded, isFigure, printed } from '../printed.ts';
import { GRADE_WORD, TOTAL_LABEL } from '../vocabulary/labels.ts';
import { parseClaim } from './claims.ts';

export type Total = NonNullable<Report['total']>;

/** The label of a row that sums up a form (总分, 合计, 得分合计); undefined where the row is none. */
export function findTotalLabel(grid: Grid, row: number): Cell | undefined {
  const first = firstWords(grid, row);
  return first && TOTAL_LABEL.test(foldHeading(first.text).name) ? first : undefined;
}

/** 自评得分 | 100% | 99.61 below the indicators: a row with figures of both columns is a sum row, whatever it is called. */
export function findScoreLabel(grid: Grid, row: number): Cell | undefined {
  const first = firstWords(grid, row);
  const figures = grid.starting(row).filter(({ text }) => isFigure(text));
  return first && figures.length >= 2 && grid.headings.label(first.text) === 'total-score' ? first : undefined;
}

/** The first cell of a row that says something; a number before it (10 | 合计) only counts the rows. */
export function firstWords(grid: Grid, row: number): Cell | undefined {
  const [first, second] = grid.starting(row).filter(({ text }) => text.trim() !== '');
  return first && second && /^\d{1,3}$/u.test(folded(first.text)) && TOTAL_LABEL.test(foldHeading(second.text).name)
    ? second
    : first;
}

/** Points, score and grade of a total row. Figures under a known column are that column's; one figure alone is the score. */
export function readTotalRow(
  grid: Grid,
  { row, label, header }: { row: number; label: Cell; header: Header<IndicatorRole> | null },
): Total {
  const cells = grid.starting(row).filter((cell) => cell !== label);
  const column = (role: IndicatorRole) => header?.columns.findLast((known) => known.role === role);
  const columns = { points: column('points'), score: column('weighted-score') ?? column('score') };
  const under = (cell: Cell, role: 'points' | 'score'): boolean => {
    const found = columns[role];
    return found !== undefined && cell.col < found.to && cell.col + cell.colSpan > found.from;
  };
  const placed = (role: 'points' | 'score'): Cell | undefined =>
    cells.find((cell) => under(cell, role) && !under(cell, role === 'points' ? 'score' : 'points'));
  const figures = cells.filter(({ text }) => isScore(text));
  const found = { points: placed('points'), score: placed('score') };
  const loose = figures.filter((cell) => cell !== found.points && cell !== found.score);
  const blank = (cell: Cell | undefined) => cell === undefined || !isScore(cell.text);
  if (loose.length > 0 && blank(found.points) && blank(found.score)) {
    found.score = loose.at(-1);
    found.points = loose.length >= 2 ? loose.at(-2) : found.points;
  } else if (loose.length > 0 && blank(found.score)) {
    // One cell too narrow shifts the row: two figures stand in the order of their columns all the same.
    const [first, second] = figures;
    const inOrder = columns.points && columns.score && columns.points.from < columns.score.from;
    if (figures.length === 2 && inOrder && second === found.points) {
      found.points = first;
      found.score = second;
    } else found.score = loose.at(-1);
  }
  const value = (cell: Cell | undefined) => (cell ? parseQuantity(cell.text, { sources: cell.sources }) : null);
  const graded = cells.flatMap((cell) => gradeOf(cell) ?? [])[0];
  const points = value(found.points);
  return {
    points: points?.value == null ? (parseClaim(label).points ?? points) : points,
    score: value(found.score),
    grade: graded ?? null,
  };
}

/** A figure, also with the grade beside it: 96（优）. */
function isScore(text: string): boolean {
  return isFigure(withoutGrade(text));
}

function withoutGrade(text: string): string {
  return text.length > 40 ? text : text.replace(/[(（]\s*\p{Script=Han}{1,4}\s*[)）]\s*$/u, '');
}

function gradeOf(cell: Cell): Text | undefined {
  const bracket = /[(（]\s*(\p{Script=Han}{1,4})\s*[)）]\s*$/u.exec(cell.text.slice(0, 40))?.[1];
  const word = [cell.text, bracket ?? ''].map(printed).find((text) => GRADE_WORD.test(folded(text)));
  return word === undefined ? undefined : { text: word, sources: [...cell.sources] };
}
