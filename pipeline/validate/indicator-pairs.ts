import { rememberByObject } from '../model/remember.ts';
import type { Indicator, Report } from '../model/report.ts';
import { indicatorName } from './figures.ts';
import { listsBy } from './indexes.ts';
import { foldLabel, isPlaceholder } from './linking.ts';

/** One indicator as two tables of a report print it. */
export interface IndicatorPair {
  readonly first: Indicator;
  readonly second: Indicator;
}

/** Least share of characters two names must have in common, in order, to be one name changed: 资金使用合规性, 基金使用合规性. */
const LEAST_LIKENESS = 0.7;
/** Characters of a name that are compared. */
const LONGEST_NAME = 80;
/** Unmatched rows of a table that are compared with those of another; more are two different schemes. */
const MOST_COMPARED = 60;
/** Rows of one name in a table that their headings may tell apart. */
const MOST_ALIKE = 100;

/** Tables of one report that are compared each with each; a report of seventeen tables was the largest seen. */
export const MOST_TABLES = 60;

/** The rows of one table, and the same by folded name. */
interface TableRows {
  readonly rows: readonly Indicator[];
  readonly byName: ReadonlyMap<string, readonly Indicator[]>;
}

/**
 * Indicators that two tables of one report both carry, by name; a name that a table carries twice is told apart by its
 * level-2 heading, and left out where that does not help.
 */
export const indicatorPairs = rememberByObject((report: Report): readonly IndicatorPair[] =>
  eachTwo(tablesOf(report)).flatMap(([one, other]) =>
    one.rows.flatMap((first): IndicatorPair[] => {
      const second = counterpartOf(first, one, other);
      return second === null ? [] : [{ first, second }];
    }),
  ),
);

/** Indicators that stand at one place of the scheme in two tables under names that are alike and not the same. */
export function renamedPairs(report: Report): readonly IndicatorPair[] {
  return eachTwo(tablesOf(report)).flatMap(([one, other]) => renamedBetween(one, other));
}

function renamedBetween(one: TableRows, other: TableRows): readonly IndicatorPair[] {
  if (!one.rows.some((row) => counterpartOf(row, one, other) !== null)) return [];
  const left = one.rows.filter((row) => !other.byName.has(nameOf(row))).slice(0, MOST_COMPARED);
  const right = other.rows.filter((row) => !one.byName.has(nameOf(row))).slice(0, MOST_COMPARED);
  const isAlike = (first: Indicator, second: Indicator) =>
    groupsFit(first, second) && likeness(nameOf(first), nameOf(second)) >= LEAST_LIKENESS;
  return left.flatMap((first): IndicatorPair[] => {
    const [second, ...others] = right.filter((row) => isAlike(first, row));
    if (second === undefined || others.length > 0) return [];
    return left.filter((row) => isAlike(row, second)).length === 1 ? [{ first, second }] : [];
  });
}

const tablesOf = rememberByObject(({ indicators }: Report): readonly TableRows[] => {
  const named = indicators.filter((indicator) => !isPlaceholder(indicator) && indicator.level3 !== null);
  const tables = [...listsBy(named, ({ tableId }) => tableId).values()];
  return tables.slice(0, MOST_TABLES).map((rows) => ({ rows, byName: listsBy(rows, nameOf) }));
});

function eachTwo(tables: readonly TableRows[]): readonly (readonly [TableRows, TableRows])[] {
  return tables.flatMap((one, index) => tables.slice(index + 1).map((other) => [one, other] as const));
}

function counterpartOf(first: Indicator, own: TableRows, other: TableRows): Indicator | null {
  const twins = own.byName.get(nameOf(first)) ?? [];
  const candidates = other.byName.get(nameOf(first)) ?? [];
  const [only] = candidates;
  if (twins.length === 1 && candidates.length === 1 && only) return only;
  if (candidates.length === 0 || twins.length > MOST_ALIKE || candidates.length > MOST_ALIKE) return null;
  const [fitting, ...more] = candidates.filter((row) => groupsFit(row, first));
  const isOnlyTwin = twins.filter((row) => groupsFit(row, first)).length === 1;
  return isOnlyTwin && fitting !== undefined && more.length === 0 ? fitting : null;
}

function nameOf(indicator: Indicator): string {
  return foldLabel(indicatorName(indicator));
}

/** Same level-2 heading, where both tables print one. */
function groupsFit(a: Indicator, b: Indicator): boolean {
  return a.level2 === null || b.level2 === null || foldLabel(a.level2) === foldLabel(b.level2);
}

/** Longest common subsequence of the folded names over the longer length. */
function likeness(a: string, b: string): number {
  const [first, second] = [[...a].slice(0, LONGEST_NAME), [...b].slice(0, LONGEST_NAME)];
  if (first.length === 0 || second.length === 0) return 0;
  let above = new Array<number>(second.length + 1).fill(0);
  for (const character of first) {
    const row = [0];
    for (const [index, other] of second.entries()) {
      row.push(character === other ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0));
    }
    above = row;
  }
  return (above[second.length] ?? 0) / Math.max(first.length, second.length);
}
