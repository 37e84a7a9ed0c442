import type { ResultRow } from '../../model/dataset-rows.ts';
import { readLines } from '../read-lines.ts';
import { type Cell, toLetters } from './book.ts';
import { toNumberFormat } from './figure-cell.ts';
import type { IndexedFinding } from './finding-index.ts';
import type { Operand } from './formula.ts';
import { BINARY_SLACK, type Comparison, MOST_OPERANDS, type Recomputation, toRecomputation } from './recomputation.ts';
import { type SheetContext, toColumns, toEvidenceCell } from './sheet-context.ts';
import { HEADINGS, type Language, OUTCOMES, SHEETS, TEXTS, VERDICTS } from './words.ts';

const COLUMNS = [
  ['outcome', 9],
  ['check', 8],
  ['file', 26],
  ['subject', 30],
  ['recordedText', 16],
  ['formula', 40],
  ['recorded', 14],
  ['live', 16],
  ['rounded', 14],
  ['difference', 12],
  ['verdict', 10],
  ['evidence', 7],
  ['remark', 26],
  ['digits', 8],
  ['allowed', 12],
] as const;

/** Columns, from A, that formulas refer to. */
const RECORDED = 'G';
const LIVE = 'H';
const DIGITS = 'N';
const ALLOWED = 'O';
const PRINTED = 13;
const OPERAND_WIDTH = 13;

/**
 * Results that agree are listed up to this number: each has live cells, and a sheet of more opens slowly. All are in
 * results.jsonl; those that do not agree are all listed, before them.
 */
export const MOST_PASSES = 20_000;

/** What the sheet does not list. */
export interface Unlisted {
  readonly passes: number;
}

/**
 * 重算明细: every recomputation with its operands as numbers and live formulas; failing and doubtful ones first. `passes`
 * is the number of those that agree.
 */
export async function writeRecomputedSheet(
  { book, dir, language, findFinding }: SheetContext,
  { passes, mostPasses = MOST_PASSES }: { readonly passes: number; readonly mostPasses?: number },
): Promise<Unlisted> {
  const operands = Array.from({ length: MOST_OPERANDS }, (_, index) => ({
    heading: `${HEADINGS.operand[language]}${index + 1}`,
    width: OPERAND_WIDTH,
  }));
  const sheet = book.addSheet({
    name: SHEETS.recomputed[language],
    columns: [...toColumns(language, COLUMNS), ...operands],
    printed: PRINTED,
    frozen: 2,
  });
  const addRow = (result: ResultRow): Promise<void> =>
    sheet.addRow((row) => toCells(result, { row, language, finding: findFinding(result) }));
  for await (const result of readLines(dir, 'results', { containing: ['"outcome":"fail"', '"outcome":"review"'] })) {
    if (result.formula !== null) await addRow(result);
  }
  let left = Math.min(passes, mostPasses);
  if (left > 0) {
    for await (const result of readLines(dir, 'results', { containing: ['"outcome":"pass"'] })) {
      if (result.formula === null) continue;
      await addRow(result);
      left -= 1;
      if (left === 0) break;
    }
  }
  await sheet.finish();
  return { passes: Math.max(passes - mostPasses, 0) };
}

function toCells(
  result: ResultRow,
  { row, language, finding }: { row: number; language: Language; finding: IndexedFinding | undefined },
): readonly Cell[] {
  const { outcome, checkId, path, subject, recorded, formula } = result;
  const computed = toRecomputation(result, toOwnDifference(result, finding));
  const tone = outcome === 'fail' ? 'error' : outcome === 'review' ? 'warning' : undefined;
  return [
    { value: OUTCOMES[outcome][language], ...(tone === undefined ? {} : { tone }) },
    checkId,
    path,
    subject,
    recorded,
    formula,
    ...(computed === undefined ? [null, null, null, null, null] : toLiveCells(computed, { row, language })),
    toEvidenceCell(finding?.anchor, language),
    toRemark(computed, language),
    ...(computed === undefined ? [] : toSettingCells(computed)),
    ...(computed === undefined ? [] : computed.formula.operands.map(toOperandCell)),
  ];
}

/** Of the finding on this very subject; undefined where there is none, as for what only follows from another. */
function toOwnDifference(result: ResultRow, finding: IndexedFinding | undefined): string | null | undefined {
  return finding?.checkId === result.checkId && finding.subject === result.subject ? finding.difference : undefined;
}

function toRemark(computed: Recomputation | undefined, language: Language): string | null {
  if (computed === undefined) return TEXTS.notLive[language];
  return computed.comparison === null ? TEXTS.noComparison[language] : null;
}

/** Recorded, recomputed, rounded, difference and check. */
function toLiveCells(
  { formula, comparison }: Recomputation,
  { row, language }: { row: number; language: Language },
): readonly Cell[] {
  const { isPercent, decimals } = formula.result;
  const live: Cell = {
    formula: formula.toExcel((index) => `${toLetters(COLUMNS.length + 1 + index)}${row}`),
    result: toFloat(formula.value),
    // Two more than printed, so that it is seen which way it rounds.
    format: toNumberFormat(decimals + 2, { isPercent, isAmount: !isPercent }),
  };
  if (comparison === null) return [null, live, null, null, null];
  const { recorded, digits, shown, difference } = comparison;
  const format = toNumberFormat(isPercent ? Math.max(digits - 2, 0) : digits, { isPercent, isAmount: !isPercent });
  const rounded = formula.value.toDecimalPlaces(digits, 4); // half up, as ROUND does
  return [
    { value: toFloat(recorded), format },
    live,
    { formula: `ROUND(${LIVE}${row},${DIGITS}${row})`, result: toFloat(rounded), format },
    {
      formula: `ROUND(${RECORDED}${row}-ROUND(${LIVE}${row},${shown}),${shown})`,
      result: toFloat(difference),
      format: toNumberFormat(shown - (isPercent ? 2 : 0), { isPercent, isAmount: !isPercent }),
    },
    toVerdictCell(comparison, { row, language }),
  ];
}

/** Within the rounding allowed; or a figure that was cut off, which is off by less than a unit of its last digit. */
function toVerdictCell({ verdict }: Comparison, { row, language }: { row: number; language: Language }): Cell {
  const [recorded, live, digits, allowed] = [RECORDED, LIVE, DIGITS, ALLOWED].map((letters) => `${letters}${row}`);
  const off = `ABS(${live}-${recorded})`;
  const slack = `${BINARY_SLACK.toString().toUpperCase()}*MAX(1,ABS(${recorded}))`;
  const isCut = `AND(${allowed}>0,ABS(${live})>ABS(${recorded}),${off}<${allowed}+0.5*10^-${digits})`;
  const say = (each: keyof typeof VERDICTS): string => `"${VERDICTS[each][language]}"`;
  return {
    formula: `IF(${off}<=${allowed}+${slack},${say('agrees')},IF(${isCut},${say('cut-off')},${say('differs')}))`,
    result: VERDICTS[verdict][language],
    ...(verdict === 'agrees' ? {} : { tone: verdict === 'differs' ? 'error' : 'note' }),
  };
}

function toSettingCells({ comparison }: Recomputation): readonly Cell[] {
  if (comparison === null) return [null, null];
  return [
    { value: comparison.digits, tone: 'quiet' },
    { value: toFloat(comparison.allowed), tone: 'quiet' },
  ];
}

function toOperandCell({ value, decimals, isPercent }: Operand): Cell {
  return { value: toFloat(value), format: toNumberFormat(decimals, { isPercent, isAmount: !isPercent }) };
}

function toFloat(value: { toString(): string }): number {
  return Number(value.toString());
}
