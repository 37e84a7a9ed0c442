import type { Cell, Table } from '../../pipeline/model/document.ts';
import type { Note } from '../../pipeline/model/note.ts';
import type { Rule } from '../../pipeline/model/report.ts';
import type { Source } from '../../pipeline/model/source.ts';
import { type CompactText, compactText } from '../sentences/compact.ts';
import type { SentenceBlock } from '../sentences/input.ts';
import { readPassages, sourcesOf } from '../sentences/passages.ts';
import { findRateHeader, type HeadingWith } from './formulas.ts';
import { parametersOf, type RuleMatch } from './rule-match.ts';
import { findTextRules } from './text-rules.ts';

const EXECUTION_POINTS = /预算执行(?:情况|率)(?:\((?:万元|元)\))?\((\d+(?:\.\d+)?)分\)/;
const NAME_HEADER = /^(?:三级指标|指标名称|评价指标|指标)(?:名称)?$/;
/** A cell this short holds a value or a name, and no rule. */
const SHORTEST_RULE = 5;

/** The scoring rules a report prints in its table headings, notes and sentences: those of sentences first, each once. */
export function readRules(input: { readonly blocks: readonly SentenceBlock[]; readonly tables: readonly Table[] }): {
  rules: Rule[];
  notes: Note[];
} {
  const notes: Note[] = [];
  const rules: Rule[] = [];
  for (const passage of readPassages(input.blocks)) {
    const compact = compactText(passage.text);
    const topic = passage.topicLeads ? passage.topic : null;
    const documentId = passage.parts[0]?.block.sources[0]?.documentId ?? '';
    for (const match of findTextRules(compact.text, topic)) {
      rules.push(
        toRule(match, { compact, printed: passage.text, sources: (span) => sourcesOf(passage, span, documentId) }),
      );
    }
  }
  for (const table of input.tables) rules.push(...tableRules(table, notes));
  return { rules: withoutRepeats(rules), notes };
}

/** A table while its rules are read: the texts of its cells made compact once, in the order of its cells. */
interface CompactTable {
  readonly table: Table;
  readonly compacts: readonly CompactText[];
}

function tableRules(table: Table, notes: Note[]): Rule[] {
  const compacts = table.cells.map((cell) => compactText(cell.text));
  const nameOfRow = rowNames({ table, compacts });
  const headingWith = headingsByLetter(compacts);
  return table.cells.flatMap((cell, index): Rule[] => {
    const compact = compacts[index];
    if (compact === undefined || compact.text.length < SHORTEST_RULE) return [];
    const matches = [...findTextRules(compact.text, nameOfRow(cell))];
    const divided = findRateHeader(compact.text, headingWith);
    if (divided) matches.push(divided);
    else if (/执行率\([A-Z]\/[A-Z]/.test(compact.text)) notes.push(unknownLetter(cell));
    const points = EXECUTION_POINTS.exec(compact.text);
    if (points?.[1] !== undefined) {
      matches.push({
        kind: 'level-points',
        scope: { applies: 'execution', name: null },
        parameters: parametersOf({ points: points[1] }),
        start: points.index,
        end: points.index + points[0].length,
      });
    }
    return matches.map((match) =>
      toRule(match, { compact, printed: cell.text, sources: (span) => cellSources(cell, span) }),
    );
  });
}

/** The indicator named in a rule's row: rules stand in columns of their own beside it. */
function rowNames({ table, compacts }: CompactTable): (cell: Cell) => string | null {
  const header = table.cells.find(
    (cell, index) => NAME_HEADER.test(compacts[index]?.text ?? '') && /三级|名称/.test(cell.text),
  );
  if (header === undefined) return () => null;
  const lastRow = table.cells.at(-1)?.row ?? 0;
  const names = new Map<number, string>();
  table.cells.forEach((cell, index) => {
    if (cell.col !== header.col || cell.row <= header.row) return;
    const end = Math.min(cell.row + cell.rowSpan - 1, lastRow);
    for (let row = cell.row; row <= end; row++) if (!names.has(row)) names.set(row, compacts[index]?.text ?? '');
  });
  return (cell) => (cell.row <= header.row || cell.col === header.col ? null : names.get(cell.row) || null);
}

/** Finds the first heading other than the one asked for that prints a letter in brackets: 全年预算数(A). */
function headingsByLetter(compacts: readonly CompactText[]): HeadingWith {
  let known: Map<string, string[]> | undefined;
  return (letter, header) => {
    known ??= indexLetters(compacts);
    return known.get(letter)?.find((text) => text !== header);
  };
}

/** By letter the first two different texts that print it: one of them is not the heading asked for. */
function indexLetters(compacts: readonly CompactText[]): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const { text } of compacts) {
    for (const [, letter = ''] of text.matchAll(/\(([A-Z])\)/g)) {
      const texts = known.get(letter);
      if (texts === undefined) known.set(letter, [text]);
      else if (texts.length < 2 && texts[0] !== text) texts.push(text);
    }
  }
  return known;
}

function toRule(
  match: RuleMatch,
  from: {
    readonly compact: CompactText;
    readonly printed: string;
    readonly sources: (span: { start: number; end: number }) => Source[];
  },
): Rule {
  const span = { start: from.compact.startOf(match.start), end: from.compact.endOf(match.end) };
  return {
    kind: match.kind,
    scope: match.scope,
    parameters: match.parameters,
    quote: from.printed.slice(span.start, span.end),
    sources: from.sources(span),
  };
}

function cellSources(cell: Cell, span: { start: number; end: number }): Source[] {
  return cell.sources.map((source): Source => ({ ...source, charSpan: [span.start, span.end] }));
}

/** The same rule printed twice in one report (a repeated note, a header of two tables) is one rule; the first place is kept. */
function withoutRepeats(rules: readonly Rule[]): Rule[] {
  const seen = new Set<string>();
  return rules.filter(({ kind, scope, parameters }) => {
    const key = JSON.stringify([kind, scope, parameters]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function unknownLetter(cell: Cell): Note {
  return {
    code: 'rate-divisor-unknown',
    message: {
      zh: `表头“${cell.text.trim()}”的除数字母在本表其他表头中找不到`,
      en: `the letter that "${cell.text.trim()}" divides by stands in no other heading of the table`,
    },
    documentId: cell.sources[0]?.documentId ?? null,
    reportId: null,
    sources: cell.sources,
  };
}
