import { Decimal } from 'decimal.js';
import type { Fact, Indicator } from '../model/report.ts';
import type { CheckContext, NamedFigure, Subject, Verdict } from './check.ts';
import { factFigure, hasValue } from './figures.ts';
import { foldLabel, isPlaceholder } from './linking.ts';
import type { Counted, CountStatement } from './stated-counts.ts';
import { cite } from './wording.ts';

/** Names of a sentence's list that must be headings of a table before the two are taken to speak of one thing. */
const LEAST_SHARED = 2;

/** Counts of the whole scheme against the table that carries all three levels. */
export function schemeAgainstTable(context: CheckContext, statements: readonly CountStatement[]): readonly Subject[] {
  const whole = statements.filter(({ counts }) => counts.has('一级指标') && counts.has('三级指标'));
  const [only] = whole;
  const rows = schemeTable(context);
  if (whole.length !== 1 || only === undefined || rows === null) return [];
  const found: readonly (readonly [Counted, number])[] = [
    ['一级指标', countDistinct(rows, ({ level1 }) => foldLabel(level1 ?? ''))],
    ['二级指标', countDistinct(rows, ({ level1, level2 }) => `${foldLabel(level1 ?? '')}|${foldLabel(level2 ?? '')}`)],
    ['三级指标', rows.length],
  ];
  return found.flatMap(([counted, count]): Subject[] => {
    const recorded = only.counts.get(counted);
    if (recorded === undefined) return [];
    const subject = `${counted}个数/表格`;
    return [countSubject(context, { subject, recorded: recorded.figure, count, names: [], rows })];
  });
}

function countDistinct(rows: readonly Indicator[], nameOf: (row: Indicator) => string): number {
  return new Set(rows.map(nameOf)).size;
}

/** Rows of the one table that fills level 1, 2 and 3 throughout; null where none or several do. */
function schemeTable({ report }: CheckContext): readonly Indicator[] | null {
  const ids = [...new Set(report.indicators.map(({ tableId }) => tableId))];
  const full = ids
    .map((id) => report.indicators.filter((row) => row.tableId === id && row.parent === null && !isPlaceholder(row)))
    .filter(
      (rows) =>
        rows.length > 1 &&
        rows.every(({ level1, level2, level3 }) => level1 !== null && level2 !== null && level3 !== null),
    );
  // Tables of one part each (表4-1, 表4-2) are no scheme.
  const whole = full.filter((rows) => full.length === 1 || countDistinct(rows, ({ level1 }) => level1 ?? '') > 1);
  const [rows] = whole;
  return whole.length === 1 && rows !== undefined ? rows : null;
}

interface HeadedRows {
  readonly rows: readonly Indicator[];
  readonly headings: readonly string[];
}

/**
 * 从A、B、C、D四方面考察 against the table part that has A to D among its level-2 headings. Rows without a level 1 may be
 * a whole scheme: they can show that the count is right, not that it is wrong.
 */
export function listsAgainstTables(context: CheckContext): readonly Subject[] {
  const parts = headedParts(context.report.indicators);
  return context.report.facts.flatMap((fact): Subject[] => {
    if (fact.metric !== 'count' || fact.list === null || fact.listOpen || !hasValue(fact.quantity)) return [];
    const names = new Set(fact.list.map(foldLabel));
    const candidates = parts.filter(({ headings }) => {
      const shared = headings.filter((heading) => names.has(heading)).length;
      return shared >= LEAST_SHARED && shared === names.size;
    });
    const closest = [...candidates].sort((a, b) => a.headings.length - b.headings.length)[0];
    if (closest === undefined) return [];
    const level1 = closest.rows[0]?.level1 ?? null;
    if (level1 === null && !new Decimal(fact.quantity.value).eq(closest.headings.length)) return [];
    return [listSubject(context, { fact, names, closest, level1 })];
  });
}

function listSubject(
  context: CheckContext,
  input: { fact: Fact; names: ReadonlySet<string>; closest: HeadedRows; level1: string | null },
): Subject {
  const { fact, names, closest, level1 } = input;
  return countSubject(context, {
    subject: `${foldLabel(level1 ?? fact.subject)}/标题个数`,
    recorded: factFigure(fact),
    count: closest.headings.length,
    names: closest.headings.filter((heading) => !names.has(heading)),
    rows: closest.rows,
  });
}

/** Rows of one table under one level-1 heading, with their distinct level-2 headings. */
function headedParts(indicators: readonly Indicator[]): readonly HeadedRows[] {
  const parts = new Map<string, Indicator[]>();
  for (const row of indicators) {
    if (row.level2 === null || isPlaceholder(row)) continue;
    const key = `${row.tableId}|${row.level1 ?? ''}`;
    const rows = parts.get(key);
    if (rows === undefined) parts.set(key, [row]);
    else rows.push(row);
  }
  return [...parts.values()].map((rows) => {
    return { rows, headings: [...new Set(rows.map(({ level2 }) => foldLabel(level2 ?? '')))] };
  });
}

function countSubject(
  context: CheckContext,
  input: {
    subject: string;
    recorded: NamedFigure;
    count: number;
    names: readonly string[];
    rows: readonly Indicator[];
  },
): Subject {
  const { subject, recorded, count, names, rows } = input;
  const sources = rows[0]?.sources ?? [];
  const counterpart = {
    role: 'counterpart' as const,
    text: rows.map(({ level2, level3 }) => level3 ?? level2 ?? '').join('、'),
    sources,
  };
  return {
    subject,
    recorded,
    operands: [],
    quoted: [counterpart],
    evaluate: (lookup): Verdict => {
      const own = lookup(recorded);
      if (!hasValue(own)) return OPEN;
      const recomputed = String(count);
      if (new Decimal(own.value).eq(count)) return { outcome: 'pass', recomputed, formula: null, rounding: null };
      const figure = cite(context, recorded);
      const zh = names.length === 0 ? '' : `，文中未列：${names.join('、')}`;
      const en = names.length === 0 ? '' : `; not named in the text: ${names.join(', ')}`;
      return {
        outcome: 'fail',
        severity: 'warning',
        recomputed,
        expected: null,
        difference: new Decimal(own.value).minus(count).toFixed(),
        formula: null,
        rounding: null,
        message: {
          zh: `${subject}：${figure.zh}，表格中为${recomputed}个${zh}。`,
          en: `${subject}: ${figure.en}, and the table has ${recomputed}${en}.`,
        },
      };
    },
  };
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '所需个数未能读出。', en: 'A count it needs was not read.' },
};
