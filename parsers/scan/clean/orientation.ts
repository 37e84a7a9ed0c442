import type { Component } from '../components.ts';

/** Quarter turns clockwise that make a page upright. */
export type Turns = 0 | 1 | 2 | 3;

export interface Orientation {
  readonly turns: Turns;
  /** False where the page may as well stand upside down: only reading can tell. */
  readonly sure: boolean;
}

/** Parts of characters, as shares of the height of a Han character. */
const PART = { least: 0.3, most: 1.6 };
/** Neighbours are looked for this far away, in heights of a Han character. */
const REACH = 2.5;
/** Lines run the way in which neighbours stand closer for this share of all parts. */
const CLEAR_SHARE = 0.5;
/** This many times as many low marks as when the page is turned upside down leave no doubt. */
const CLEAR_RATIO = 3;
const LEAST_MARKS = 6;
/** From the top of the character before it, the middle of 。 stands at this share of its height or lower. */
const LOW = 0.68;

/** Which way up a page stands, from how close characters are along and across lines and from where marks hang. */
export function findOrientation(components: readonly Component[], charHeight: number): Orientation {
  const parts = components.filter(({ box }) => {
    const longer = Math.max(box[2] - box[0], box[3] - box[1]);
    return longer >= PART.least * charHeight && longer <= PART.most * charHeight;
  });
  const marks = components.filter(({ box, area }) => {
    const longer = Math.max(box[2] - box[0], box[3] - box[1]);
    return longer < PART.least * charHeight && area >= 3;
  });
  const isSideways = runsDown(parts, charHeight);
  const [upright, upsideDown] = (isSideways ? ([3, 1] as const) : ([0, 2] as const)).map((turns) => ({
    turns,
    marks: countLowMarks(turnBoxes(parts, turns), turnBoxes(marks, turns), charHeight),
  })) as [Candidate, Candidate];
  const [better, worse] = upsideDown.marks > upright.marks ? [upsideDown, upright] : [upright, upsideDown];
  const sure = better.marks >= LEAST_MARKS && better.marks >= CLEAR_RATIO * worse.marks;
  return { turns: sure ? better.turns : upright.turns, sure: sure || parts.length === 0 };
}

interface Candidate {
  readonly turns: Turns;
  readonly marks: number;
}

/** Boxes as they stand, but for a shift, when the page is turned by quarters clockwise. */
function turnBoxes(components: readonly Component[], turns: Turns): readonly Component[] {
  if (turns === 0) return components;
  return components.map(({ box: [x0, top, x1, bottom], area }) => {
    if (turns === 1) return { box: [-bottom, x0, -top, x1], area };
    return { box: turns === 2 ? [-x1, -bottom, -x0, -top] : [top, -x1, bottom, -x0], area };
  });
}

/** Parts whose nearest neighbour below is closer than the one to the right, against the others. */
function runsDown(parts: readonly Component[], charHeight: number): boolean {
  const find = toIndex(parts, REACH * charHeight);
  let [across, down] = [0, 0];
  for (const part of parts) {
    const [x0, top, x1, bottom] = part.box;
    let [right, below] = [Infinity, Infinity];
    for (const { box } of find((x0 + x1) / 2, (top + bottom) / 2)) {
      if (box === part.box) continue;
      const sharesRow = Math.min(bottom, box[3]) - Math.max(top, box[1]) > 0.3 * charHeight;
      const sharesColumn = Math.min(x1, box[2]) - Math.max(x0, box[0]) > 0.3 * charHeight;
      if (sharesRow && !sharesColumn && box[0] >= x0) right = Math.min(right, Math.max(0, box[0] - x1));
      if (sharesColumn && !sharesRow && box[1] >= top) below = Math.min(below, Math.max(0, box[1] - bottom));
    }
    // Parts of one character stand closer than any two characters and say nothing.
    const [least, most] = [0.06 * charHeight, REACH * charHeight];
    if (Math.min(right, below) > most || (right < least && below < least)) continue;
    if (right < below) across += 1;
    else if (below < right) down += 1;
  }
  return down > across && down > CLEAR_SHARE * (down + across);
}

/** Marks that hang low at the right of a character with the room of a character to themselves: 。 and ，. */
function countLowMarks(parts: readonly Component[], marks: readonly Component[], charHeight: number): number {
  const findParts = toIndex(parts, REACH * charHeight);
  const findMarks = toIndex(marks, REACH * charHeight);
  let low = 0;
  for (const { box } of marks) {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const near = findParts(x, y);
    const isAlone = [...near, ...findMarks(x, y)].every(({ box: other }) => {
      const shift = Math.abs((other[1] + other[3]) / 2 - y);
      // Quotes are two marks side by side, dots of characters have a body.
      const isBeside = other[2] < box[0] - 0.05 * charHeight || other[0] > box[2] + 0.25 * charHeight;
      return other === box || shift > charHeight || isBeside;
    });
    if (!isAlone) continue;
    const before = near.find(({ box: other }) => {
      const gap = box[0] - other[2];
      const isTall = other[3] - other[1] > 0.65 * charHeight;
      return gap >= 0 && gap < 0.6 * charHeight && isTall && other[1] < y + 2 && other[3] > y - 2;
    });
    if (before === undefined) continue;
    const [, top, , bottom] = before.box;
    if ((y - top) / (bottom - top) > LOW) low += 1;
  }
  return low;
}

/** Components by squares of a mesh, for finding those around a point. */
function toIndex(components: readonly Component[], side: number): (x: number, y: number) => readonly Component[] {
  const squares = new Map<string, Component[]>();
  for (const component of components) {
    const [x0, top, x1, bottom] = component.box;
    const key = `${Math.floor((x0 + x1) / 2 / side)},${Math.floor((top + bottom) / 2 / side)}`;
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [component]);
    else square.push(component);
  }
  return (x, y) => {
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    const found: Component[] = [];
    for (let r = row - 1; r <= row + 1; r += 1) {
      for (let c = column - 1; c <= column + 1; c += 1) found.push(...(squares.get(`${c},${r}`) ?? []));
    }
    return found;
  };
}
