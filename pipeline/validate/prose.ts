import type { Block, Cell } from '../model/document.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Source, Text } from '../model/source.ts';
import type { NamedFigure, Verdict } from './check.ts';
import { blocksOf, rememberByReport, tablesOf } from './indexes.ts';

/** A stretch of the report's own text, with its place. */
export interface Prose {
  readonly text: string;
  readonly sources: readonly Source[];
}

/** Longest stretch that is searched for a reason: a clause, not a chapter. */
const LONGEST_SENTENCE = 400;

/** The blocks of the report, heads and feet left out. */
export const proseBlocks = rememberByReport((context): readonly Block[] =>
  blocksOf(context).filter(({ kind, text }) => kind !== 'header' && kind !== 'footer' && text.trim() !== ''),
);

/** The sentences of the report's text, and the longer cells of its tables. */
export const sentences = rememberByReport((context): readonly Prose[] => {
  const fromBlocks = proseBlocks(context).flatMap(({ text, sources }) => splitSentences(text, sources));
  return [...fromBlocks, ...reasonCells(context).flatMap(({ text, sources }) => splitSentences(text, sources))];
});

/** The table cells that answer to a label such as 偏差大或目标未完成原因分析, blank ones and 无 left out. */
export const reasonCells = rememberByReport((context): readonly Cell[] =>
  tablesOf(context).flatMap(({ cells }) => {
    const labels = cells.filter(({ text }) => /原因/u.test(text) && text.replace(/\s/gu, '').length <= 30);
    const answers = new Set(labels.map(({ row, col, colSpan }) => `${row}/${col + colSpan}`));
    return cells.filter(({ row, col, text }) => answers.has(`${row}/${col}`) && !isBlankReason(text));
  }),
);

/** True for 无, 无偏差, -, / and blanks where a reason is asked for. */
export function isBlankReason(text: string): boolean {
  return /^[\s\-—–/\\.。无]*(?:偏差|不适用|未发生)?[\s。]*$/u.test(text.normalize('NFKC'));
}

const REASON =
  /(?<!分析|查找|查明|说明|找准|查清|剖析)原因|由于|因为|因(?!此|而|病|地|人|素|果)|受[^，。]{1,20}影响|主要是|导致|所致|造成|未能|尚未|滞后/u;

/** True where a sentence gives a reason for something. */
export function givesReason(text: string): boolean {
  return REASON.test(text);
}

/** Words as a figure, for findings about wording: the raw text, without a value. */
export function wordsAsFigure(text: string, sources: readonly Source[], label: NamedFigure['label']): NamedFigure {
  const blank = { value: null, upper: null, unit: null, comparator: null, decimals: null };
  const quantity: Quantity = { raw: text, kind: 'text', ...blank, sources: [...sources] };
  return { quantity, label, text };
}

/** A name or title as a figure. */
export function textAsFigure(text: Text, label: NamedFigure['label']): NamedFigure {
  return wordsAsFigure(text.text.trim(), text.sources, label);
}

/** A verdict without arithmetic: only the message says what is wrong. */
export function failWith(
  message: { zh: string; en: string },
  more: Partial<Pick<Extract<Verdict, { outcome: 'fail' }>, 'severity' | 'review' | 'recomputed' | 'follows'>> = {},
): Extract<Verdict, { outcome: 'fail' }> {
  return {
    outcome: 'fail',
    recomputed: null,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message,
    ...more,
  };
}

/** What holds without arithmetic. */
export const PASS: Verdict = { outcome: 'pass', recomputed: null, formula: null, rounding: null };

function splitSentences(text: string, sources: readonly Source[]): readonly Prose[] {
  return text
    .split(/(?<=[。；;！!？?\n])/u)
    .map((part) => part.trim().slice(0, LONGEST_SENTENCE))
    .filter((part) => part !== '')
    .map((part) => ({ text: part, sources }));
}
