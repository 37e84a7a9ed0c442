import type { Block, ParsedDocument, Table } from '../pipeline/model/document.ts';
import type { HeadingWords } from '../pipeline/model/heading-words.ts';
import type { Note } from '../pipeline/model/note.ts';
import type { Normalized, Report } from '../pipeline/model/report.ts';
import type { Source } from '../pipeline/model/source.ts';
import { readCitations } from './citations/index.ts';
import type { Doubt, TableReading } from './forms/table-reading.ts';
import { createHeadingRoles, type HeadingRoles, KNOWN_HEADINGS } from './heading-roles.ts';
import { readOutline } from './outline.ts';
import { readAllTables } from './read-tables.ts';
import { readNames, readTotal, reportKind } from './report-head.ts';
import { readRules } from './rules/index.ts';
import type { Section } from './section.ts';
import { findTotalSentence, readFacts } from './sentences/index.ts';
import type { SentenceBlock } from './sentences/input.ts';
import { isReportSection, splitReports, toItems } from './split.ts';

/** Digits of the documentId that begin a reportId. */
const ID_DIGITS = 12;

/**
 * The reports of a parsed file, each with its funds, indicators, groups, total, facts, rules and citations, and what was
 * doubtful. `words` are headings of a profile beyond the built-in vocabulary.
 */
export function normalize(document: ParsedDocument, words: HeadingWords | null = null): Normalized {
  const headings = words === null ? KNOWN_HEADINGS : createHeadingRoles(words);
  const blocks = document.blocks.filter(({ kind }) => kind !== 'header' && kind !== 'footer');
  const outline = readOutline(blocks);
  const readings = readAllTables(document, outline, headings);
  const { sections, unsure } = splitReports(toItems(document, readings));
  const reports: Report[] = [];
  const notes: Note[] = [];
  for (const section of sections) {
    if (!isReportSection(section)) {
      notes.push(toNote(noReport(section), document.documentId, null));
      continue;
    }
    const reportId = `${document.documentId.slice(0, ID_DIGITS)}-${reports.length + 1}`;
    const built = buildReport(section, { reportId, documentId: document.documentId, outline, headings });
    reports.push(built.report);
    notes.push(...built.notes);
  }
  notes.push(...unsure.map((first) => toNote(splitDoubt(first), document.documentId, null)));
  return { reports, notes };
}

function buildReport(
  section: Section,
  {
    reportId,
    documentId,
    outline,
    headings,
  }: {
    reportId: string;
    documentId: string;
    outline: ReadonlyMap<string, readonly string[]>;
    headings: HeadingRoles;
  },
): { report: Report; notes: Note[] } {
  const blocks = section.items.flatMap((item) => (item.kind === 'block' ? [item.block] : []));
  const readings = section.items.flatMap((item) => (item.kind === 'table' ? [item.reading] : []));
  const sentences = blocks.map((block): SentenceBlock => ({ block, headings: outline.get(block.blockId) ?? [] }));
  const facts = readFacts(sentences, { documentId });
  const rules = readRules({ blocks: sentences, tables: readings.map(tableOf) });
  const names = readNames(section.title, { readings, blocks, headings });
  const report: Report = {
    reportId,
    title: section.title,
    kind: reportKind(section.title, readings),
    ...names,
    attributes: readings.flatMap(({ attributes }) => attributes),
    ...joinRows(readings),
    groups: readings.flatMap(({ groups }) => groups),
    total: readTotal(readings, findTotalSentence(sentences)),
    facts: facts.facts,
    rules: rules.rules,
    citations: readCitations(sentences),
    tables: readings.map(({ slice, role, title }) => ({
      tableId: slice.table.tableId,
      role,
      title: slice.table.caption ?? title?.text ?? (role === 'form' ? (section.title?.text ?? null) : null),
    })),
    blockIds: blocks.map(({ blockId }) => blockId),
  };
  const doubts = readings.flatMap((reading) => reading.doubts).map((doubt) => toNote(doubt, documentId, reportId));
  const others = [...facts.notes, ...rules.notes].map((note) => ({ ...note, reportId }));
  return { report, notes: [...doubts, ...others] };
}

/** Funds and indicators of all tables in reading order; the index of a parent moves with its row. */
function joinRows(readings: readonly TableReading[]): Pick<Report, 'funds' | 'indicators'> {
  const funds: Report['funds'] = [];
  const indicators: Report['indicators'] = [];
  const moved = <Row extends { readonly parent: number | null }>(rows: readonly Row[], start: number): Row[] =>
    rows.map((row) => ({ ...row, parent: row.parent === null ? null : row.parent + start }));
  for (const reading of readings) {
    funds.push(...moved(reading.funds, funds.length));
    indicators.push(...moved(reading.indicators, indicators.length));
  }
  return { funds, indicators };
}

/** The rows of a table that belong to this report. */
function tableOf({ slice }: TableReading): Table {
  const { table, fromRow, toRow } = slice;
  const cells = table.cells.filter(({ row }) => row >= fromRow && row < toRow);
  return cells.length === table.cells.length ? table : { ...table, cells };
}

function noReport(section: Section): Doubt {
  const first = section.items[0];
  const sources: readonly Source[] =
    first?.kind === 'block' ? first.block.sources : (first?.reading.slice.table.cells[0]?.sources ?? []);
  return {
    code: 'no-report',
    message: { zh: '这一部分不是绩效自评报告或自评表', en: 'This part is no self-evaluation report or form' },
    sources,
  };
}

function splitDoubt(blocks: readonly Block[]): Doubt {
  return {
    code: 'split-unsure',
    message: {
      zh: '不能确定这一部分与前一部分是否属于同一份报告，按两份处理',
      en: 'It could not be told whether this part belongs to the report before it; they are kept apart',
    },
    sources: blocks.flatMap(({ sources }) => sources),
  };
}

function toNote(doubt: Doubt, documentId: string, reportId: string | null): Note {
  return { code: doubt.code, message: doubt.message, documentId, reportId, sources: [...doubt.sources] };
}
