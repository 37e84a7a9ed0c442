import { type Component, findComponents, INK } from './components.ts';
import type { PxBox } from './image.ts';
import { findPageLines, type PageLine } from './page-lines.ts';
import type { PreparedPage } from './prepared-page.ts';

/** Red rings and stars at least this wide, in characters of body text, are seals: their text runs round and is not read. */
const SEAL_CHARS = 4.5;
/** A red line under which so much of its area holds black ink is the seal's colour on black text. */
const MOST_BLACK = 0.02;

/** Lines printed in red, such as the head of an official letter; text of seals is left out. */
export function findRedLines(
  { redInk }: Pick<PreparedPage, 'redInk'>,
  { black, charHeight }: { black: readonly Component[]; charHeight: number },
): PageLine[] {
  if (redInk === null) return [];
  const components = findComponents(redInk, INK).filter(({ area }) => area > 3);
  const seals = components.filter(({ box }) => isSeal(box, charHeight));
  const outside = components.filter(({ box }) => !seals.some((seal) => liesIn(box, seal.box)));
  return findPageLines(outside, charHeight).filter(({ box, charHeight: size }) => size !== null && isFree(box, black));
}

function isSeal([x0, top, x1, bottom]: PxBox, charHeight: number): boolean {
  const [width, height] = [x1 - x0, bottom - top];
  return Math.min(width, height) >= SEAL_CHARS * charHeight && Math.max(width, height) < 2 * Math.min(width, height);
}

function liesIn([x0, top, x1, bottom]: PxBox, [left, upper, right, lower]: PxBox): boolean {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x >= left && x <= right && y >= upper && y <= lower;
}

function isFree(box: PxBox, black: readonly Component[]): boolean {
  const area = (box[2] - box[0]) * (box[3] - box[1]);
  const covered = black.reduce((sum, component) => sum + (liesIn(component.box, box) ? component.area : 0), 0);
  return covered <= MOST_BLACK * area;
}
