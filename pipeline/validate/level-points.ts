import { Decimal } from 'decimal.js';
import type { Report } from '../model/report.ts';
import type { Lookup, NamedFigure } from './check.ts';
import { groupFigure, hasValue } from './figures.ts';
import { listsBy } from './indexes.ts';
import { groupName } from './members.ts';
import { decimalOf, scoredRows } from './scheme.ts';

/** A level-1 heading with the points it has: as it claims, or as its rows print. */
export interface LevelPoints {
  readonly name: string;
  /** The claim, or the points of the rows. */
  readonly figures: readonly NamedFigure[];
}

/** The level-1 headings of the form with their points, in order; those with a row whose points were not read are left out. */
export function levelPointsOf(report: Report): readonly LevelPoints[] {
  const rows = scoredRows(report).filter(({ indicator, isPart }) => indicator.level1 !== null && !isPart);
  const byLevel = listsBy(rows, ({ indicator }) => indicator.level1);
  return [...byLevel].flatMap(([name, members]): LevelPoints[] => {
    const group = report.groups.find((each) => each.level === 1 && groupName(each.name) === groupName(name));
    const claim = group === undefined ? null : groupFigure(group, 'points');
    if (claim !== null && hasValue(claim.quantity)) return [{ name, figures: [claim] }];
    const figures = members
      .map(({ points }) => points)
      .filter((points) => points !== null && decimalOf(points) !== null);
    return figures.length === members.length ? [{ name, figures: figures.filter((figure) => figure !== null) }] : [];
  });
}

/** The sum of figures as looked up; null where one has no value. */
export function sumOf(figures: readonly NamedFigure[], lookup: Lookup): Decimal | null {
  const values = figures.map((figure) => decimalOf({ ...figure, quantity: lookup(figure) }));
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : known.reduce((sum, value) => sum.plus(value), new Decimal(0));
}
