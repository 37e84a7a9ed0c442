import { Decimal } from 'decimal.js';
import type { Report, Rule } from '../model/report.ts';
import { type Attainment, toAttainment } from './attainment.ts';
import type { CheckContext, Lookup, NamedFigure } from './check.ts';
import { hasValue } from './figures.ts';
import { foldName } from './identity.ts';
import { decimalOf, rowsBetween, type ScoredRow } from './scheme.ts';
import { conversion } from './terms.ts';

/** Shortest name of a rule that may be part of an indicator's name, or the other way round. */
const SHORTEST_CONTAINED = 4;

/** A heading over more rows than this implies no points: each would be reckoned from all the others. */
const MOST_ROWS = 200;

/** Points of a row: as printed, or implied by its heading where every other row under it earned all of its own. */
export interface RowPoints {
  readonly value: Decimal;
  readonly isImplied: boolean;
  /** The heading's claim that implies it; null where printed. */
  readonly claim: NamedFigure | null;
}

/** null: neither printed nor implied. */
export function pointsOf(report: Report, row: ScoredRow, lookup: Lookup): RowPoints | null {
  const printed = row.points === null ? null : decimalOf({ ...row.points, quantity: lookup(row.points) });
  if (printed !== null) return { value: printed, isImplied: false, claim: null };
  return row.points === null ? impliedPoints(report, row, lookup) : null;
}

/** A 70-point heading whose other rows were all met and so earned 50: this row is worth 20. */
function impliedPoints(report: Report, row: ScoredRow, lookup: Lookup): RowPoints | null {
  const { indicator } = row;
  const group = report.groups.find(
    ({ tableId, row: first, rowSpan, points }) =>
      tableId === indicator.tableId && indicator.row >= first && indicator.row < first + rowSpan && hasValue(points),
  );
  if (group === undefined || !hasValue(group.points)) return null;
  if (group.rowSpan > MOST_ROWS) return null;
  const others = rowsBetween(report, group).filter((other) => other.indicator !== indicator);
  const scores = others.map((other) => (isMet(other, lookup) && other.points === null ? decimalOf(other.score) : null));
  const known = scores.filter((score) => score !== null);
  if (others.length === 0 || known.length < others.length) return null;
  const value = known.reduce((left, score) => left.minus(score), new Decimal(group.points.value));
  if (!value.gt(0)) return null;
  const claim: NamedFigure = {
    quantity: group.points,
    label: { zh: `${group.name}分值`, en: `points of ${group.name}` },
    text: group.points.raw,
  };
  return { value, isImplied: true, claim };
}

function isMet({ target, actual, name }: ScoredRow, lookup: Lookup): boolean {
  if (target === null || actual === null) return false;
  return toAttainment(lookup(target), lookup(actual), name).state === 'met';
}

/** The threshold rule printed for an indicator; null where there is none, or several that disagree. */
export function thresholdRule({ report }: CheckContext, name: string): Rule | null {
  const rules = report.rules.filter(
    ({ kind, scope, parameters }) =>
      kind === 'threshold' && parameters.threshold !== null && scope.name !== null && isSameName(scope.name, name),
  );
  const [first] = rules;
  const isOne = rules.every((rule) => JSON.stringify(rule.parameters) === JSON.stringify(first?.parameters));
  return first !== undefined && isOne ? first : null;
}

/** One name is the other, or holds it. */
export function isSameName(a: string, b: string): boolean {
  const [first, second] = [foldName(a), foldName(b)];
  if (first === second) return first !== '';
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  return short.length >= SHORTEST_CONTAINED && long.includes(short);
}

/** What a threshold rule gives for an actual value; null where that value was not read or the rule does not say. */
export function scoreByThreshold(
  rule: Rule,
  { actual, points }: { actual: ReturnType<Lookup>; points: Decimal },
): { readonly score: Decimal; readonly isMet: boolean } | null {
  const { threshold, comparator, points: earned, otherwise } = rule.parameters;
  if (!hasValue(actual) || threshold === null || actual.comparator === '~' || actual.upper !== null) return null;
  const value = new Decimal(actual.value).times(conversion(actual.unit, null) ?? 1);
  const isMet = holds(value, comparator ?? '>=', new Decimal(threshold));
  if (isMet) return { score: earned === null ? points : new Decimal(earned), isMet };
  return otherwise === null ? null : { score: new Decimal(otherwise), isMet };
}

function holds(value: Decimal, comparator: NonNullable<Rule['parameters']['comparator']>, bound: Decimal): boolean {
  switch (comparator) {
    case '>=':
      return value.gte(bound);
    case '<=':
      return value.lte(bound);
    case '>':
      return value.gt(bound);
    case '<':
      return value.lt(bound);
    case '=':
      return value.eq(bound);
    default: {
      const unknown: never = comparator;
      return unknown;
    }
  }
}

/** The printed rule that scores in proportion, or against it where less is better; null: none printed. */
export function proportionalRule({ report }: CheckContext, attainment: Attainment): Rule | null {
  const kinds = attainment.state === 'missed' && attainment.isInverse ? ['inverse', 'proportional'] : ['proportional'];
  return (
    report.rules.find(
      ({ kind, scope }) => kinds.includes(kind) && (scope.applies === 'quantitative' || scope.name === null),
    ) ?? null
  );
}
