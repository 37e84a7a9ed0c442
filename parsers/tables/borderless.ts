import type { Box } from '../../pipeline/model/geometry.ts';
import { type Line, toLines } from '../layout/lines.ts';
import type { Word } from '../pdf/page-content.ts';
import { COLUMN_GAP_EM, findSides, HAN_GAP_EM, toStretches } from './borderless-columns.ts';
import type { PageTable } from './page-table.ts';
import { readRegion } from './ruleless.ts';

/** A table has at least this many lines that hold words of two columns or more. */
const LEAST_PARTED = 4;
/** And so many of its lines are. */
const LEAST_SHARE = 0.4;
/** Two columns are lists, contents and signatures as often as tables. */
const LEAST_COLUMNS = 3;
/** A line of one stretch over this share of the width, from the left side on, is running text. */
const PROSE_WIDTH = 0.5;
/** Lines farther apart than this many line heights belong to different things. */
const MOST_GAP = 4;
/** Columns whose lines are filled to this share throughout are running text. */
const PROSE_FILL = 0.8;
/** Labels of a diagram line up now and then; three rows of four columns do not. */
const LEAST_CELLS = 12;
/** Share of the fields that hold text, merged cells counted whole: forms leave a third blank. */
const LEAST_FILLED = 0.4;
/** Nothing is drawn that says this is a table. */
const CONFIDENCE = 0.6;

/** Tables drawn without any line, from words that line up in three columns or more; `words` are those outside all tables. */
export function findBorderlessTables(
  pageNumber: number,
  words: readonly Word[],
): { tables: PageTable[]; rest: readonly Word[] } {
  const level = words.filter(({ turn, vertical }) => turn === 0 && !vertical);
  const lines = toLines(level).sort((a, b) => a.box[1] - b.box[1]);
  const tables: PageTable[] = [];
  const taken = new Set<Word>();
  for (const run of findRuns(lines)) {
    const table = readRun(pageNumber, run);
    if (table === null) continue;
    tables.push(table);
    for (const { words: own } of run) for (const word of own) taken.add(word);
  }
  return { tables, rest: taken.size === 0 ? words : words.filter((word) => !taken.has(word)) };
}

/** Lines one below the other, from one that is parted to one that is, with no running text between. */
function findRuns(lines: readonly Line[]): Line[][] {
  const right = Math.max(...lines.map(({ box }) => box[2]));
  const left = Math.min(...lines.map(({ box }) => box[0]));
  const runs: Line[][] = [];
  let run: Line[] = [];
  const close = () => {
    const first = run.findIndex(isParted);
    const last = run.findLastIndex(isParted);
    if (first >= 0) {
      const body = run.slice(first, last + 1);
      // Lines of a wrapped cell hang below the last row.
      for (const line of run.slice(last + 1)) {
        const above = body.at(-1);
        if (
          above === undefined ||
          line.baseline - above.baseline > 1.5 * line.size ||
          line.box[0] < left + 4 * line.size
        )
          break;
        body.push(line);
      }
      runs.push(body);
    }
    run = [];
  };
  for (const line of lines) {
    const above = run.at(-1);
    const isProse =
      !isParted(line) && line.box[2] - line.box[0] > PROSE_WIDTH * (right - left) && line.box[0] < left + 4 * line.size;
    if (isProse || (above !== undefined && line.box[1] - above.box[3] > MOST_GAP * line.size)) close();
    if (!isProse) run.push(line);
  }
  close();
  return runs;
}

function isParted(line: Line): boolean {
  return toStretches(line, { han: COLUMN_GAP_EM }).length > 1;
}

function readRun(pageNumber: number, run: readonly Line[]): PageTable | null {
  const parted = run.filter(isParted);
  if (parted.length < LEAST_PARTED || parted.length < LEAST_SHARE * run.length) return null;
  const box: Box = [
    Math.min(...run.map((line) => line.box[0])) - 2,
    Math.min(...run.map((line) => line.box[1])) - 2,
    Math.max(...run.map((line) => line.box[2])) + 2,
    Math.max(...run.map((line) => line.box[3])) + 2,
  ];
  const sides = findSides(
    run.map((line) => toStretches(line, { han: HAN_GAP_EM })),
    box,
  );
  if (sides.length - 1 < LEAST_COLUMNS || isRunningText(parted, sides)) return null;
  const words = run.flatMap((line) => line.words);
  const region = { box, rules: [], sides, openTop: false, openBottom: false };
  const table = readRegion(words, region, { pageNumber });
  return table === null || isSparse(table) ? null : { ...table, confidence: CONFIDENCE };
}

/** Words scattered over a chart or a diagram leave most of the grid blank. */
function isSparse({ cells }: PageTable): boolean {
  if (cells.filter(({ text }) => text !== '').length < LEAST_CELLS) return true;
  const area = (list: PageTable['cells']) => list.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0);
  return area(cells.filter(({ text }) => text !== '')) < LEAST_FILLED * area(cells);
}

/** Most columns are filled from side to side by most lines. */
function isRunningText(lines: readonly Line[], sides: readonly number[]): boolean {
  const total = (sides.at(-1) ?? 0) - (sides[0] ?? 0);
  const full = lines.filter((line) => {
    const width = toStretches(line, { han: COLUMN_GAP_EM }).reduce((sum, [from, to]) => sum + to - from, 0);
    return width > PROSE_FILL * total;
  });
  return full.length > 0.6 * lines.length;
}
