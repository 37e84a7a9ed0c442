import type { Indicator, Report } from '../model/report.ts';
import { indicatorName } from './figures.ts';
import { foldLabel, isPlaceholder } from './linking.ts';

/** One indicator as two tables of a report print it. */
export interface IndicatorPair {
  readonly first: Indicator;
  readonly second: Indicator;
}

/** Least share of characters two names must have in common, in order, to be one name changed: 资金使用合规性, 基金使用合规性. */
const LEAST_LIKENESS = 0.7;

/**
 * Indicators that two tables of one report both carry, by name; a name that a table carries twice is told apart by its
 * level-2 heading, and left out where that does not help.
 */
export function indicatorPairs(report: Report): readonly IndicatorPair[] {
  const tables = [...indicatorsByTable(report).values()];
  return tables.flatMap((rows, index) =>
    tables.slice(index + 1).flatMap((others) =>
      rows.flatMap((first): IndicatorPair[] => {
        const second = counterpartOf(first, rows, others);
        return second === null ? [] : [{ first, second }];
      }),
    ),
  );
}

/** Indicators that stand at one place of the scheme in two tables under names that are alike and not the same. */
export function renamedPairs(report: Report): readonly IndicatorPair[] {
  const tables = [...indicatorsByTable(report).values()];
  return tables.flatMap((rows, index) => tables.slice(index + 1).flatMap((others) => renamedBetween(rows, others)));
}

function renamedBetween(rows: readonly Indicator[], others: readonly Indicator[]): readonly IndicatorPair[] {
  const shared = rows.filter((row) => counterpartOf(row, rows, others) !== null);
  if (shared.length === 0) return [];
  const left = rows.filter((row) => !others.some((other) => isSameName(row, other)));
  const right = others.filter((other) => !rows.some((row) => isSameName(row, other)));
  return left.flatMap((first): IndicatorPair[] => {
    const alike = right.filter((second) => groupsFit(first, second) && likeness(first, second) >= LEAST_LIKENESS);
    const [second] = alike;
    const isOnly =
      second &&
      left.filter((other) => groupsFit(other, second) && likeness(other, second) >= LEAST_LIKENESS).length === 1;
    return alike.length === 1 && second && isOnly ? [{ first, second }] : [];
  });
}

function indicatorsByTable(report: Report): ReadonlyMap<string, readonly Indicator[]> {
  const tables = new Map<string, Indicator[]>();
  for (const indicator of report.indicators) {
    if (isPlaceholder(indicator) || indicator.level3 === null) continue;
    const rows = tables.get(indicator.tableId);
    if (rows === undefined) tables.set(indicator.tableId, [indicator]);
    else rows.push(indicator);
  }
  return tables;
}

function counterpartOf(first: Indicator, rows: readonly Indicator[], others: readonly Indicator[]): Indicator | null {
  const own = rows.filter((row) => isSameName(row, first));
  const candidates = others.filter((other) => isSameName(other, first));
  const [only] = candidates;
  if (own.length === 1 && candidates.length === 1 && only) return only;
  const ownHere = own.filter((row) => groupsFit(row, first));
  const here = candidates.filter((other) => groupsFit(other, first));
  const [only2] = here;
  return ownHere.length === 1 && here.length === 1 && only2 ? only2 : null;
}

function isSameName(a: Indicator, b: Indicator): boolean {
  return foldLabel(indicatorName(a)) === foldLabel(indicatorName(b));
}

/** Same level-2 heading, where both tables print one. */
function groupsFit(a: Indicator, b: Indicator): boolean {
  return a.level2 === null || b.level2 === null || foldLabel(a.level2) === foldLabel(b.level2);
}

/** Longest common subsequence of the folded names over the longer length. */
function likeness(a: Indicator, b: Indicator): number {
  const [first, second] = [
    [...foldLabel(indicatorName(a))].slice(0, 80),
    [...foldLabel(indicatorName(b))].slice(0, 80),
  ];
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
