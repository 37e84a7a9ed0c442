import { claimsPoints, fold, isBareFigure, isFigure, isPercent, isWords } from './cell-kinds.ts';
import { type HeadingKind, headingKind, isSecondLevel, isTotalLabel } from './heading-words.ts';
import { cellText, filledColumns, type TextRow } from './rows.ts';

/**
 * What a column of a grid is: a heading's kind; `block`: labels at the left side merged over the rows; `label`: rows' names under a blank
 * heading; `figure`: unknown heading over figures; `group`: under a heading of several columns; `merged`: blank in heading and rows,
 * part of the column to its left.
 */
export type ColumnKind = HeadingKind | 'block' | 'label' | 'figure' | 'group' | 'merged' | 'unknown';

/** What the columns of a grid ask of its rows. */
export interface Frame {
  readonly kinds: readonly ColumnKind[];
  /** Columns whose labels claim points in most rows: 决策依据（5分）. */
  readonly claims: readonly boolean[];
  /** Columns with text in nearly all rows. */
  readonly dense: readonly boolean[];
  /** How many whole rows there are, and how many of them have text in each column. */
  readonly counts: { readonly rows: number; readonly filled: readonly number[] };
  /** Columns of mostly percentages: 权重 may be given so. */
  readonly percents: readonly boolean[];
  /** True: where a row has a level-1 label it has one of level 2. */
  readonly levelsTogether: boolean;
}

/** Share of a column's cells that makes what they have in common the rule; a few rows of a dump are out of place. */
const MOST = 0.6;
const NEARLY_ALL = 0.8;

/** Reads a grid's columns from its heading rows (the lowest heading counts) and from what stands below. */
export function findFrame(headings: readonly TextRow[], body: readonly TextRow[]): Frame {
  const width = headings[0]?.cells.length ?? 0;
  const columns = Array.from({ length: width }, (_, col) => col);
  const texts = columns.map((col) => body.map((row) => cellText(row, col)));
  const share = (col: number, test: (text: string) => boolean): number => {
    const filled = (texts[col] ?? []).filter((text) => text !== '');
    return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  };
  const filledRows = body.filter((row) => filledColumns(row).length > 0).length;
  const count = (col: number): number => (texts[col] ?? []).filter((text) => text !== '').length;
  // Left of the first column heading, below the block's label at most, stand the rows' names.
  const firstNamed = columns.find((col) => col > 0 && headingAt(headings, col) !== '') ?? width;
  const leading = columns.filter((col) => col > 0 && col < firstNamed);
  const labelColumn = leading.find((col) => count(col) > 0) ?? leading[0];
  const kinds = columns.map((col): ColumnKind => {
    const heading = headingAt(headings, col);
    if (heading === '') {
      if (col === 0) return count(0) === 0 ? 'block' : 'label';
      if (leading.includes(col)) return col === labelColumn || count(col) > 0 ? 'label' : 'merged';
      const owner = columns.findLast((left) => left < col && headingAt(headings, left) !== '') ?? 0;
      const single = isSingle(headingKind(headingAt(headings, owner)));
      return !single && count(col) >= filledRows * MOST && count(col) > 0 ? 'group' : 'merged';
    }
    if (col === 0 && isBlockColumn(headings, count(0), filledRows)) return 'block';
    const kind = headingKind(heading);
    if (!isSingle(kind) && isGroup(headings, col, (right) => count(right) >= filledRows * MOST)) return 'group';
    if (kind !== null) return kind;
    return count(col) >= 2 && share(col, isFigure) >= NEARLY_ALL ? 'figure' : 'unknown';
  });
  const isLevel = (col: number): boolean => kinds[col] === 'level1' || kinds[col] === 'level2' || col === 0;
  const level1 = kinds.indexOf('level1');
  const level2 = kinds.indexOf('level2');
  const counts = countFilled(body, columns);
  const isRate = (col: number): boolean => count(col) >= 2 && share(col, isPercent) >= MOST;
  // Where a column of rates holds no percentage, percentages elsewhere have slipped out of it.
  const rates = columns.filter((col) => kinds[col] === 'rate' && count(col) > 0);
  const slipped = rates.length > 0 && !rates.some(isRate);
  const paired = body.filter((row) => level1 >= 0 && cellText(row, level1) !== '');
  return {
    kinds,
    claims: columns.map((col) => isLevel(col) && count(col) >= 2 && share(col, claimsPoints) >= MOST),
    dense: counts.filled.map(
      (filled) => filled > 0 && filled >= Math.min(2, counts.rows) && filled >= counts.rows * NEARLY_ALL,
    ),
    counts,
    percents: columns.map((col) => isRate(col) && !slipped),
    levelsTogether:
      level2 >= 0 && paired.filter((row) => cellText(row, level2) !== '').length >= Math.max(1, paired.length * MOST),
  };
}

/** Rows with less than half of the usual cells (placeholders, text going on after a page break) are not whole. */
function countFilled(body: readonly TextRow[], columns: readonly number[]): Frame['counts'] {
  const most = body.reduce((count, row) => Math.max(count, filledColumns(row).length), 0);
  const whole = body.filter((row) => filledColumns(row).length * 2 > most);
  const filled = columns.map((col) => whole.filter((row) => cellText(row, col) !== '').length);
  return { rows: whole.length, filled };
}

/** Whether a row has text wherever nearly all other rows have; `before` is the row as it was counted. Merged labels are blank at will. */
export function fillsDense(frame: Frame, row: TextRow, before: TextRow): boolean {
  return frame.counts.filled.every((filled, col) => {
    const kind = frame.kinds[col];
    if (cellText(row, col) !== '' || kind === 'block' || kind === 'level1' || kind === 'level2') return true;
    const others = filled - (cellText(before, col) === '' ? 0 : 1);
    return others < 2 || others < (frame.counts.rows - 1) * NEARLY_ALL;
  });
}

/** How many demands of the frame a row does not meet; 0: it may stand as it is. */
export function countMisfits(frame: Frame, texts: readonly string[]): number {
  // Totals and closing rows answer to no name and no level.
  if (isTotalLabel(texts.find((text) => text !== '') ?? '')) {
    const answers = frame.kinds.some((kind) => kind === 'score');
    return texts.filter((text, col) => {
      const kind = frame.kinds[col];
      if (text === '' || isTotalLabel(text)) return false;
      // A total sums points and scores, never what the indicators aim at.
      const asked = kind !== 'name' && kind !== 'target' && kind !== 'actual' && kind !== 'level1' && kind !== 'level2';
      return !fits(frame, col, text) || (answers && isFigure(text) && !asked);
    }).length;
  }
  const at = (kind: ColumnKind): string | null => {
    const col = frame.kinds.indexOf(kind);
    return col < 0 ? null : (texts[col] ?? '');
  };
  let misfits = texts.filter((text, col) => text !== '' && !fits(frame, col, text)).length;
  texts.forEach((text, col) => {
    if (text === '' || frame.kinds[col] !== 'merged') return;
    // A cell right of its heading, or a second value under a heading that asks for one.
    const owner = frame.kinds.findLastIndex((kind, left) => left < col && kind !== 'merged');
    if ((texts[col - 1] ?? '') === '' || isSingle(frame.kinds[owner] ?? null)) misfits++;
  });
  // A block's label stands beside the first row of its block, not alone.
  const inner = frame.kinds.findIndex((kind, col) => col > 0 && (kind === 'label' || kind === 'level1'));
  if (frame.kinds[0] === 'block' && (texts[0] ?? '') !== '' && inner > 0 && (texts[inner] ?? '') === '') misfits++;
  const name = frame.kinds.indexOf('name');
  const answers = [at('target'), at('actual'), at('points'), at('score')].some((text) => (text ?? '') !== '');
  if (name >= 0 && frame.dense[name] === true && (texts[name] ?? '') === '' && answers) misfits++;
  if (frame.levelsTogether && (at('level1') ?? '') !== '' && at('level2') === '') misfits++;
  return misfits;
}

/** Whether a text may stand in a column. */
export function fits(frame: Frame, col: number, text: string): boolean {
  const kind = frame.kinds[col] ?? 'unknown';
  if (frame.claims[col] === true && !claimsPoints(text)) return false;
  switch (kind) {
    case 'amount':
    case 'score':
      return !isWords(text) && !isPercent(text);
    case 'points':
      return !isWords(text) && (!isPercent(text) || frame.percents[col] === true);
    case 'rate':
    case 'figure':
      return !isWords(text);
    case 'level1':
      return !isBareFigure(text) && !isSecondLevel(text);
    case 'level2':
    case 'label':
      return !isBareFigure(text);
    case 'name':
      return /\p{L}|…|\.\.|[-—/]/u.test(text) && !isBareFigure(text) && !claimsPoints(text);
    case 'target':
    case 'actual':
      return !claimsPoints(text);
    case 'block':
    case 'text':
    case 'group':
    case 'merged':
    case 'unknown':
      return true;
    default:
      return kind satisfies never;
  }
}

/** Headings that ask for one figure. */
function isSingle(kind: ColumnKind | null): boolean {
  return kind === 'amount' || kind === 'rate' || kind === 'points' || kind === 'score';
}

/** The lowest heading over a column. */
export function headingAt(headings: readonly TextRow[], col: number): string {
  for (let at = headings.length - 1; at >= 0; at--) {
    const row = headings[at];
    const text = row === undefined ? '' : cellText(row, col);
    if (text !== '') return text;
  }
  return '';
}

/** The first column holds the label of the block when it is blank in most rows and other headings follow. */
function isBlockColumn(headings: readonly TextRow[], count: number, rows: number): boolean {
  const first = headings[0];
  if (first === undefined || rows === 0 || filledColumns(first).length < 2) return false;
  const kind = headingKind(cellText(first, 0));
  if (kind === 'level1' || kind === 'level2' || kind === 'name') return false;
  return count * 2 <= rows && fold(cellText(first, 0)) !== '序号';
}

function isGroup(headings: readonly TextRow[], col: number, isFull: (col: number) => boolean): boolean {
  const first = headings[0];
  const last = headings.at(-1);
  if (first === undefined || last === undefined || headings.length > 1 || cellText(first, col) === '') return false;
  return col > 0 && col + 1 < first.cells.length && cellText(last, col + 1) === '' && isFull(col) && isFull(col + 1);
}
