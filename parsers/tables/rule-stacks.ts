import type { Box } from '../../pipeline/model/geometry.ts';
import type { Line } from '../layout/lines.ts';
import type { Edge } from '../pdf/page-content.ts';
import { SNAP } from './join-edges.ts';

/** A part of a page between level lines of one width, with the words between them. */
export interface Region {
  readonly box: Box;
  /** The level lines, from the top, part-wide ones too. */
  readonly rules: readonly Edge[];
  /** x of the columns' sides where the lines are drawn in pieces, one for each column; else null. */
  readonly sides: readonly number[] | null;
  /** The table has no line at this end: the page ends there. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** Lines shorter than this are underlines and fraction bars, in points. */
const SHORTEST_RULE = 90;
/** Lines of one table begin and end within this many points. */
const SAME_END = 6;
/** A closing line is as thick as the opening one, the line below the heading is thinner, by this factor at least. */
const THINNER = 0.75;

/** A heading has at most this many lines of words, wrapped ones counted. */
const HEAD_LINES = 6;
/** Share of the lines below a heading that hold words of two columns or more. */
const LEAST_PARTED = 0.34;

/** Lines looked at on either side of a lone line to tell whether it opens or closes a table. */
const NEAR = 6;

/** Groups the level lines of a page into tables: lines of one width, one below the other, with no running text between. */
export function findRegions({
  rules,
  pieces,
  lines,
  bodyBox,
}: {
  rules: readonly Edge[];
  pieces: readonly Edge[];
  lines: readonly Line[];
  bodyBox: Box;
}): Region[] {
  const wide = rules
    .filter(({ axis, from, to }) => axis === 'h' && to - from >= SHORTEST_RULE)
    .sort((a, b) => a.at - b.at);
  const stacks: Edge[][] = [];
  for (const rule of wide) {
    const stack = stacks.find(
      ([first]) => first && Math.abs(first.from - rule.from) <= SAME_END && Math.abs(first.to - rule.to) <= SAME_END,
    );
    if (stack === undefined) stacks.push([rule]);
    else stack.push(rule);
  }
  const gathered = gatherParts(stacks, pieces);
  const groups = gathered.flatMap((stack) => splitStack(stack, { pieces, lines }));
  return groups
    .filter((group) => !groups.some((other) => other !== group && isWithin(group, other)))
    .flatMap((group) => toRegion(group, { rules, pieces, lines, bodyBox }));
}

/** Lines from one known side of a table's columns to another part some of its rows: they join its stack. */
function gatherParts(stacks: readonly Edge[][], pieces: readonly Edge[]): Edge[][] {
  const widest = [...stacks].sort((a, b) => length(b[0]) - length(a[0]));
  const gathered: Edge[][] = [];
  for (const stack of widest) {
    const owner = gathered.find((other) => {
      const sides = other.map((rule) => findSides(rule, pieces)).find((found) => found !== null);
      const isSide = (x: number) => sides?.some((side) => Math.abs(side - x) <= SNAP) ?? false;
      return stack.every(({ from, to }) => isSide(from) && isSide(to));
    });
    if (owner === undefined) gathered.push([...stack]);
    else owner.push(...stack);
  }
  return gathered.map((stack) => stack.sort((a, b) => a.at - b.at));
}

function length(rule: Edge | undefined): number {
  return rule === undefined ? 0 : rule.to - rule.from;
}

/** The group's lines part some of the columns between lines of the other one. */
function isWithin(group: readonly Edge[], other: readonly Edge[]): boolean {
  const [first, last] = [other[0], other.at(-1)];
  if (first === undefined || last === undefined || other.length < 2) return false;
  return group.every(
    ({ at, from, to }) => at > first.at && at < last.at && from >= first.from - SAME_END && to <= first.to + SAME_END,
  );
}

/** Cuts a stack of lines where running text, or nothing, stands between two of them. */
function splitStack(
  stack: readonly Edge[],
  { pieces, lines }: { pieces: readonly Edge[]; lines: readonly Line[] },
): Edge[][] {
  const groups: Edge[][] = [];
  const widest = Math.max(...stack.map(length));
  let current: Edge[] = [];
  for (const rule of stack) {
    const last = current.at(-1);
    if (last !== undefined && !isTabular(last, rule, { pieces, lines, widest })) {
      groups.push(current);
      current = [];
    }
    current.push(rule);
  }
  if (current.length > 0) groups.push(current);
  return groups;
}

function isTabular(
  upper: Edge,
  lower: Edge,
  { pieces, lines, widest }: { pieces: readonly Edge[]; lines: readonly Line[]; widest: number },
): boolean {
  const [a, b] = [findSides(upper, pieces), findSides(lower, pieces)];
  // A line that parts only some columns has the table on both its sides.
  if (Math.min(length(upper), length(lower)) < widest - 2 * SAME_END) return true;
  if (a !== null && b !== null && !sameSides(a, b)) return false;
  const between = lines.filter(
    ({ box }) => box[1] > upper.at - 3 && box[3] < lower.at + 3 && box[2] > upper.from && box[0] < upper.to,
  );
  if (between.length === 0) return lower.at - upper.at < 40;
  if (a !== null && b !== null && isOneRow(between, a) && lower.at - upper.at < 40) return true;
  const width = upper.to - upper.from;
  const prose = between.filter(({ parts, box }) => parts.length === 1 && box[2] - box[0] > 0.85 * width).length;
  const parted = between.filter(({ parts }) => parts.length > 1).length;
  return parted > 0 && prose <= parted;
}

/** One or two lines that stand in the columns: a row with a single label. */
function isOneRow(between: readonly Line[], sides: readonly number[]): boolean {
  const isInColumns = ({ box: [x0, , x1] }: Line) => !sides.some((x) => x > x0 + 1 && x < x1 - 1);
  return between.length <= 2 && between.every(isInColumns);
}

function sameSides(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => Math.abs(x - (b[i] ?? 0)) <= SNAP);
}

/** The ends of a line's pieces where it is drawn in three or more that touch: one for each column. */
function findSides(rule: Edge, pieces: readonly Edge[]): number[] | null {
  const own = pieces
    .filter(
      ({ axis, at, from, to }) =>
        axis === 'h' && Math.abs(at - rule.at) < 1 && from >= rule.from - 1 && to <= rule.to + 1,
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const sides: number[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of own) {
    if (to - from < 8) {
      // Corner pieces between two columns.
      if (sides.length > 0 && from <= reached + 1.5) reached = Math.max(reached, to);
      continue;
    }
    if (from < reached - 1.5) return null;
    if (sides.length > 0 && from > reached + 1.5) return null;
    sides.push(from);
    reached = to;
  }
  return sides.length >= 3 ? [...sides, reached] : null;
}

function toRegion(
  group: readonly Edge[],
  {
    rules,
    pieces,
    lines,
    bodyBox,
  }: { rules: readonly Edge[]; pieces: readonly Edge[]; lines: readonly Line[]; bodyBox: Box },
): Region[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sides =
    [...group]
      .sort((a, b) => length(b) - length(a))
      .map((rule) => findSides(rule, pieces))
      .find((found) => found !== null) ?? null;
  const within = (from: number, to: number) => lines.filter(({ box }) => box[1] > from - 3 && box[3] < to + 3);
  const [above, below] = [within(bodyBox[1], first.at), within(last.at, bodyBox[3])];
  let openBottom = false;
  let openTop = false;
  if (sides !== null) {
    // The columns are known: a table that a page break cuts runs to the end of the page.
    const isHead = group.length === 2 && isHeadOnly({ head: within(first.at, last.at), below }, last);
    const isThin = group.length > 1 && (last.thickness < THINNER * first.thickness || isHead);
    const [partedAbove, partedBelow] = [countParted(above.slice(-NEAR)), countParted(below.slice(0, NEAR))];
    openBottom = isThin || (group.length === 1 && partedBelow > 0 && partedBelow >= partedAbove);
    openTop = group.length === 1 && !openBottom && partedAbove > 0;
  }
  if (group.length < 2 && !openTop && !openBottom) return [];
  const box: Box = [
    Math.min(...group.map(({ from }) => from)),
    openTop ? Math.min(...above.map((line) => line.box[1])) - 3 : first.at,
    Math.max(...group.map(({ to }) => to)),
    openBottom ? Math.max(...below.map((line) => line.box[3])) + 3 : last.at,
  ];
  const inside = rules.filter(
    ({ axis, at, from, to }) =>
      axis === 'h' && at >= box[1] - 1 && at <= box[3] + 1 && from >= box[0] - SAME_END && to <= box[2] + SAME_END,
  );
  return [{ box, rules: inside, sides, openTop, openBottom }];
}

/** Only a heading stands between the two lines, and no running text below it. */
function isHeadOnly({ head, below }: { head: readonly Line[]; below: readonly Line[] }, { from, to }: Edge): boolean {
  const near = below.slice(0, NEAR);
  const wide = near.filter(({ parts, box }) => parts.length === 1 && box[2] - box[0] > 0.85 * (to - from)).length;
  return (
    head.length <= HEAD_LINES && countParted(near) >= Math.max(2, LEAST_PARTED * near.length) && wide <= near.length / 3
  );
}

function countParted(lines: readonly Line[]): number {
  return lines.filter(({ parts }) => parts.length > 1).length;
}
