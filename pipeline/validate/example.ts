import type { Block, Cell, Table } from '../model/document.ts';
import { parseQuantity } from '../model/quantity/parse-quantity.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Fact, Fund, FundKind, Group, Indicator, Report, Rule } from '../model/report.ts';
import type { Source, Text } from '../model/source.ts';
import type { CheckContext } from './check.ts';
import { ministry } from './profiles/ministry.ts';
import type { Profile } from './profiles/profile.ts';

type FundFields = 'initialBudget' | 'budget' | 'arrived' | 'executed' | 'executionRate' | 'points' | 'score';
type IndicatorFields = 'target' | 'actual' | 'points' | 'score' | 'reviewScore' | 'scoreRate';

/** Figures are written as printed: '' is a blank place, left out means that the form has no such place. */
export interface ExampleFund extends Partial<Record<FundFields, string>> {
  readonly label: string;
  /** Left out: total for the first row, other for the rest. */
  readonly fund?: FundKind;
  readonly parent?: number;
}

export interface ExampleIndicator extends Partial<Record<IndicatorFields, string>> {
  readonly level1?: string;
  readonly level2?: string;
  readonly level3?: string;
  readonly deviation?: string;
  readonly parent?: number;
  /** Number of the table it stands in, from 1; 1 where left out. */
  readonly table?: number;
}

/** A group covers the indicators of its table that name it as level 1 or 2; at least one row. */
export interface ExampleGroup {
  readonly level: 1 | 2;
  readonly name: string;
  readonly parent?: string;
  readonly points?: string;
  readonly score?: string;
  readonly table?: number;
}

export interface ExampleFact {
  readonly metric: Fact['metric'];
  /** The figure as printed. */
  readonly figure: string;
  readonly subject?: string;
  readonly period?: string;
  readonly basis?: Fact['basis'];
  /** Ids are f1, f2, … in the order given. */
  readonly partOf?: string;
  readonly derivation?: {
    readonly kind: 'sum' | 'difference' | 'ratio' | 'product' | 'growth';
    readonly operands: readonly string[];
    readonly exhaustive?: boolean;
  };
  readonly list?: readonly string[];
  readonly listOpen?: boolean;
  /** The sentence; facts with the same one stand in one block. The figure alone where left out. */
  readonly sentence?: string;
  readonly headings?: readonly string[];
}

export interface ExampleRule extends Partial<Rule['parameters']> {
  readonly kind: Rule['kind'];
  readonly applies: Rule['scope']['applies'];
  readonly name?: string;
  readonly quote: string;
}

export interface ExampleTable {
  readonly caption?: string;
  readonly role?: Report['tables'][number]['role'];
  /** Rows of cells; '<' continues the cell to the left, '^' the one above. */
  readonly rows: readonly (readonly string[])[];
}

export interface ExampleInput {
  readonly title?: string;
  readonly kind?: Report['kind'];
  readonly project?: string;
  readonly department?: string;
  readonly unit?: string;
  readonly year?: string;
  /** Unit of the fund amounts; 万元 where left out. */
  readonly amountUnit?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly funds?: readonly ExampleFund[];
  readonly indicators?: readonly ExampleIndicator[];
  readonly groups?: readonly ExampleGroup[];
  readonly total?: { readonly points?: string; readonly score?: string; readonly grade?: string };
  readonly facts?: readonly ExampleFact[];
  readonly rules?: readonly ExampleRule[];
  readonly citations?: readonly { readonly title?: string; readonly number?: string; readonly year?: string }[];
  /** Further text, after the sentences of the facts; a plain string is a paragraph. */
  readonly blocks?: readonly (
    | string
    | { readonly kind: Block['kind']; readonly level?: number; readonly text: string }
  )[];
  /** Further tables, after the ones the rows above stand in. */
  readonly tables?: readonly ExampleTable[];
  /** Captions of the tables that funds and indicators stand in: { 2: '表4-1' }. */
  readonly captions?: Readonly<Record<number, string>>;
  /** Other reports of the same file. */
  readonly siblings?: readonly ExampleInput[];
  readonly profile?: Profile;
}

const DOCUMENT_ID = '0'.repeat(64);
/** Rows of the synthetic form: funds from 1, indicators from 11, the total after them. */
const FIRST_FUND_ROW = 1;
const FIRST_INDICATOR_ROW = 11;
const TOTAL_ROW = 900;

/** Builds what a check sees from a few words: every figure parsed, every place distinct. */
export function example(input: ExampleInput): CheckContext {
  const blocks: Block[] = [];
  const tables: Table[] = [];
  const reports = [input, ...(input.siblings ?? [])].map((each, index) => buildReport(each, { index, blocks, tables }));
  const [report] = reports;
  if (report === undefined) throw new Error('an example has at least one report');
  return { report, reports, document: { documentId: DOCUMENT_ID, blocks, tables }, profile: input.profile ?? ministry };
}

interface Building {
  readonly index: number;
  readonly blocks: Block[];
  readonly tables: Table[];
}

function buildReport(input: ExampleInput, building: Building): Report {
  const { index, blocks, tables } = building;
  const firstBlock = blocks.length;
  const indicators = input.indicators ?? [];
  const highest = Math.max(
    1,
    ...indicators.map(({ table }) => table ?? 1),
    ...(input.groups ?? []).map(({ table }) => table ?? 1),
  );
  const base = tables.length;
  const tableId = (number = 1) => `t${base + number}`;
  for (let number = 1; number <= highest; number += 1) {
    tables.push(emptyTable(tableId(number), input.captions?.[number] ?? null, blocks.at(-1)?.blockId ?? null));
  }
  const extra = (input.tables ?? []).map((table) => addTable(table, building));
  const text = (value: string | undefined, row: number): Text | null =>
    value === undefined ? null : { text: value, sources: [cellSource(tableId(), row, 0)] };
  const facts = buildFacts(input.facts ?? [], blocks);
  for (const block of input.blocks ?? [])
    addBlock(typeof block === 'string' ? { kind: 'paragraph', text: block } : block, blocks);
  const amountUnit = input.amountUnit ?? '万元';
  return {
    reportId: `${DOCUMENT_ID.slice(0, 12)}-${index + 1}`,
    title: text(input.title, 0),
    kind: input.kind ?? 'project',
    fiscalYear:
      input.year === undefined ? null : { ...parseQuantity(input.year), kind: 'date', value: input.year.slice(0, 4) },
    project: text(input.project, 0),
    department: text(input.department, 0),
    unit: text(input.unit, 0),
    amountUnit: { text: amountUnit, sources: [] },
    attributes: Object.entries(input.attributes ?? {}).map(([name, labels]) => ({
      name,
      options: labels.map((label) => ({ label: label.replace(/^[☑□]/u, ''), checked: !label.startsWith('□') })),
      sources: [],
    })),
    funds: (input.funds ?? []).map((fund, row) => buildFund(fund, { row, tableId: tableId(), amountUnit })),
    indicators: indicators.map((indicator, row) =>
      buildIndicator(indicator, { row, tableId: tableId(indicator.table) }),
    ),
    groups: (input.groups ?? []).map((group) => buildGroup(group, { indicators, tableId: tableId(group.table) })),
    total: buildTotal(input.total, tableId()),
    facts,
    rules: (input.rules ?? []).map(buildRule),
    citations: (input.citations ?? []).map(({ title, number, year }) => ({
      title: title ?? null,
      number: number ?? null,
      year: year ?? null,
      blockId: 'b1',
      sources: [{ documentId: DOCUMENT_ID, method: 'text' }],
    })),
    tables: [
      ...Array.from({ length: highest }, (_, number) => ({
        tableId: tableId(number + 1),
        role: 'form' as const,
        title: null,
      })),
      ...extra,
    ],
    blockIds: blocks.slice(firstBlock).map(({ blockId }) => blockId),
  };
}

function buildFund(fund: ExampleFund, at: { row: number; tableId: string; amountUnit: string }): Fund {
  const place = (col: number) => cellSource(at.tableId, FIRST_FUND_ROW + at.row, col);
  const figure = (raw: string | undefined, col: number, unit: string | null) => toQuantity(raw, place(col), unit);
  return {
    fund: fund.fund ?? (at.row === 0 ? 'total' : 'other'),
    label: { text: fund.label, sources: [place(0)] },
    parent: fund.parent ?? null,
    initialBudget: figure(fund.initialBudget, 1, at.amountUnit),
    budget: figure(fund.budget, 2, at.amountUnit),
    arrived: figure(fund.arrived, 3, at.amountUnit),
    executed: figure(fund.executed, 4, at.amountUnit),
    executionRate: figure(fund.executionRate, 5, null),
    points: figure(fund.points, 6, null),
    score: figure(fund.score, 7, null),
  };
}

function buildIndicator(indicator: ExampleIndicator, at: { row: number; tableId: string }): Indicator {
  const row = FIRST_INDICATOR_ROW + at.row;
  const figure = (raw: string | undefined, col: number) => toQuantity(raw, cellSource(at.tableId, row, col), null);
  return {
    level1: indicator.level1 ?? null,
    level2: indicator.level2 ?? null,
    level3: indicator.level3 ?? null,
    target: figure(indicator.target, 3),
    actual: figure(indicator.actual, 4),
    points: figure(indicator.points, 5),
    score: figure(indicator.score, 6),
    reviewScore: figure(indicator.reviewScore, 7),
    scoreRate: figure(indicator.scoreRate, 8),
    deviation:
      indicator.deviation === undefined
        ? null
        : { text: indicator.deviation, sources: [cellSource(at.tableId, row, 9)] },
    parent: indicator.parent ?? null,
    tableId: at.tableId,
    row,
    sources: [cellSource(at.tableId, row, 2)],
  };
}

function buildGroup(group: ExampleGroup, at: { indicators: readonly ExampleIndicator[]; tableId: string }): Group {
  const rows = at.indicators.flatMap((indicator, row) => {
    const isIn =
      (indicator.table ?? 1) === (group.table ?? 1) &&
      (group.level === 1 ? indicator.level1 : indicator.level2) === group.name;
    const isUnder = group.parent === undefined || indicator.level1 === group.parent;
    return isIn && isUnder ? [row] : [];
  });
  const first = FIRST_INDICATOR_ROW + (rows[0] ?? 0);
  const source = cellSource(at.tableId, first, group.level - 1);
  const claim = (raw: string | undefined, start: number) =>
    toQuantity(raw, { ...source, charSpan: [start, start + (raw?.length ?? 0)] }, null);
  return {
    level: group.level,
    name: group.name,
    parent: group.parent ?? null,
    points: claim(group.points, group.name.length),
    score: claim(group.score, group.name.length + (group.points?.length ?? 0)),
    tableId: at.tableId,
    row: first,
    rowSpan: Math.max(1, rows.length),
    sources: [source],
  };
}

function buildTotal(total: ExampleInput['total'], tableId: string): Report['total'] {
  if (total === undefined) return null;
  return {
    points: toQuantity(total.points, cellSource(tableId, TOTAL_ROW, 5), null),
    score: toQuantity(total.score, cellSource(tableId, TOTAL_ROW, 6), null),
    grade: total.grade === undefined ? null : { text: total.grade, sources: [cellSource(tableId, TOTAL_ROW, 7)] },
  };
}

function buildFacts(facts: readonly ExampleFact[], blocks: Block[]): Fact[] {
  const used = new Map<string, number>();
  return facts.map((fact, index): Fact => {
    const sentence = fact.sentence ?? `${fact.subject ?? ''}${fact.figure}`;
    const existing = fact.sentence === undefined ? undefined : blocks.find((block) => block.text === sentence);
    const block = existing ?? addBlock({ kind: 'paragraph', text: sentence }, blocks);
    const start = sentence.indexOf(fact.figure, used.get(block.blockId) ?? 0);
    const at = Math.max(start, 0);
    used.set(block.blockId, at + fact.figure.length);
    const source: Source = {
      documentId: DOCUMENT_ID,
      blockId: block.blockId,
      charSpan: [at, at + fact.figure.length],
      method: 'text',
    };
    return {
      factId: `f${index + 1}`,
      metric: fact.metric,
      subject: fact.subject ?? '',
      period: fact.period ?? null,
      basis: fact.basis ?? null,
      quantity: parseQuantity(fact.figure, { sources: [source] }),
      partOf: fact.partOf ?? null,
      derivation:
        fact.derivation === undefined
          ? null
          : {
              kind: fact.derivation.kind,
              operands: [...fact.derivation.operands],
              exhaustive: fact.derivation.exhaustive ?? false,
            },
      list: fact.list === undefined ? null : [...fact.list],
      listOpen: fact.listOpen ?? false,
      blockId: block.blockId,
      headings: [...(fact.headings ?? [])],
      sentence,
    };
  });
}

function buildRule({ kind, applies, name, quote, ...parameters }: ExampleRule): Rule {
  return {
    kind,
    scope: { applies, name: name ?? null },
    parameters: {
      comparator: null,
      threshold: null,
      points: null,
      otherwise: null,
      bands: null,
      cap: null,
      capAtPoints: false,
      divisor: null,
      step: null,
      ...parameters,
    },
    quote,
    sources: [{ documentId: DOCUMENT_ID, method: 'text' }],
  };
}

function addBlock(block: { kind: Block['kind']; level?: number; text: string }, blocks: Block[]): Block {
  const blockId = `b${blocks.length + 1}`;
  const level = block.level ?? (block.kind === 'heading' ? 1 : null);
  const added: Block = {
    blockId,
    kind: block.kind,
    level,
    text: block.text,
    sources: [{ documentId: DOCUMENT_ID, blockId, method: 'text' }],
  };
  blocks.push(added);
  return added;
}

function addTable(table: ExampleTable, { blocks, tables }: Building): Report['tables'][number] {
  const tableId = `t${tables.length + 1}`;
  const cells: Cell[] = [];
  const at = (row: number, col: number) => table.rows[row]?.[col];
  table.rows.forEach((texts, row) => {
    texts.forEach((text, col) => {
      if (text === '<' || text === '^') return;
      let colSpan = 1;
      while (at(row, col + colSpan) === '<') colSpan += 1;
      let rowSpan = 1;
      while (at(row + rowSpan, col) === '^') rowSpan += 1;
      const sources = [cellSource(tableId, row, col)];
      const quantity = parseQuantity(text, { sources });
      const cell = { row, col, rowSpan, colSpan, text, sources };
      cells.push(quantity.value === null ? cell : { ...cell, quantity });
    });
  });
  tables.push({ ...emptyTable(tableId, table.caption ?? null, blocks.at(-1)?.blockId ?? null), cells });
  return { tableId, role: table.role ?? 'amounts', title: table.caption ?? null };
}

function emptyTable(tableId: string, caption: string | null, precedingBlockId: string | null): Table {
  return { tableId, caption, pageNumbers: [], precedingBlockId, cells: [], ruled: true, confidence: null };
}

function cellSource(tableId: string, row: number, col: number): Source {
  return { documentId: DOCUMENT_ID, tableId, row, col, method: 'markup' };
}

function toQuantity(raw: string | undefined, source: Source, unit: string | null): Quantity | null {
  return raw === undefined ? null : parseQuantity(raw, { sources: [source], unit });
}
