import { rememberByObject } from '../model/remember.ts';
import type { Fact, Group, Report } from '../model/report.ts';
import type { CheckContext } from './check.ts';
import { foldName } from './identity.ts';
import { blockOf, listsBy } from './indexes.ts';
import { rowsBetween, type ScoredRow, scoredRows } from './scheme.ts';

const TABLE_NUMBER = /附?表\s*([0-9０-９]+(?:\s*[-－—–.．]\s*[0-9０-９]+)*)/gu;
/** Endings that sentences and tables put on one heading: 项目决策类指标, 项目决策. */
const ENDINGS = /(?:类|项)?(?:一级|二级)?(?:指标)?$/u;

/** The heading's own words, without 类, 指标 and brackets. */
export function groupName(name: string): string {
  return foldName(name).replace(ENDINGS, '');
}

/** The scored rows that a heading covers: in its own table, else those of the same heading in another table. */
export function membersOf(report: Report, group: Group): readonly ScoredRow[] {
  const inTable = rowsBetween(report, group);
  return inTable.length > 0
    ? inTable
    : rowsNamed(report, { level: group.level, name: group.name, parent: group.parent });
}

/** The scored rows under a heading of this name, all in one table; none where the name stands for several things. */
export function rowsNamed(
  report: Report,
  { level, name, parent }: { level: 1 | 2 | null; name: string; parent: string | null },
): readonly ScoredRow[] {
  const above = parent === null ? null : groupName(parent);
  const rows = (rowsByHeading(report).get(groupName(name)) ?? [])
    .filter(({ row: { indicator }, isFirst, isSecond }) => {
      const isUnder = above === null || indicator.level1 === null || groupName(indicator.level1) === above;
      return ((level !== 2 && isFirst) || (level !== 1 && isSecond)) && isUnder;
    })
    .map(({ row }) => row);
  const tables = new Set(rows.map(({ indicator }) => indicator.tableId));
  const parents = new Set(rows.map(({ indicator }) => indicator.level1));
  return tables.size <= 1 && (level === 1 || parents.size <= 1) ? rows : [];
}

/** The scored rows by the names of the headings they stand under. */
const rowsByHeading = rememberByObject((report: Report) => {
  const found = scoredRows(report).flatMap((row) => {
    const [first, second] = [row.indicator.level1, row.indicator.level2].map((head) =>
      head === null || head === undefined ? null : groupName(head),
    );
    return [...new Set([first, second])].flatMap((name) =>
      name === null || name === undefined ? [] : [{ name, row, isFirst: name === first, isSecond: name === second }],
    );
  });
  return listsBy(found, ({ name }) => name);
});

/** The scored rows a sentence speaks of: of the heading it names, or of the one table it points at (如表4-1所示). */
export function rowsOfFact(context: CheckContext, fact: Fact): readonly ScoredRow[] {
  const { report } = context;
  const named = rowsNamed(report, { level: null, name: fact.subject, parent: null });
  if (named.length > 0) return named;
  const tableId = findTable(context, fact);
  return tableId === null ? [] : scoredRows(report).filter(({ indicator }) => indicator.tableId === tableId);
}

function findTable({ report, document }: CheckContext, fact: Fact): string | null {
  const block = blockOf(document, fact.blockId);
  const numbers = new Set(numbersIn(block?.text ?? fact.sentence));
  const [number] = numbers;
  if (numbers.size !== 1 || number === undefined) return null;
  const own = new Set(report.tables.map(({ tableId }) => tableId));
  const tables = document.tables.filter(
    ({ tableId, caption }) => own.has(tableId) && numbersIn(caption ?? '').includes(number),
  );
  return tables.length === 1 ? (tables[0]?.tableId ?? null) : null;
}

function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(TABLE_NUMBER)].map(([, number = '']) =>
    number
      .normalize('NFKC')
      .replace(/\s/gu, '')
      .replace(/[-—–.]/gu, '-'),
  );
}
