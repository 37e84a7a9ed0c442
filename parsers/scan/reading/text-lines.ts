import type { GreyImage, PxBox } from '../image.ts';
import { type Component, findBounds, findComponents, findInk } from './components.ts';

/** A line of text as a picture: the pieces of ink that belong to it. */
export interface TextLine {
  readonly box: PxBox;
  /** From left to right. */
  readonly components: readonly Component[];
  /** False where lines touch and could not be told apart: the box holds several. */
  readonly isSingle: boolean;
}

/** Pieces of fewer pixels are dirt: an estimate from the size of a point of 9 pt at 200 dpi, 2 × 2 pixels at least. */
const MIN_AREA = 4;
/** A letter is at least so tall; smaller pieces (points, dashes, strokes) say nothing about the size of the text. */
const MIN_LETTER_PX = 12;
/** Strips of ink that together are no taller than this many letters are one line: 二, ≥, a dash beside a bar. */
const MAX_LINE_EM = 1.25;
/** A strip of ink taller than this many letters holds lines that touch. */
const TOUCHING_EM = 1.75;

/** The height of the letters among pieces of ink, in pixels; undefined where there is none. */
export function findLetterHeight(components: readonly Component[]): number | undefined {
  const heights = components
    .map(({ box }) => box[3] - box[1])
    .filter((height) => height >= MIN_LETTER_PX)
    .sort((a, b) => a - b);
  // Han characters fall apart into strokes, digits are lower: near the top is what a whole letter takes.
  return heights[Math.floor(heights.length * 0.85)];
}

/** Pieces of ink in a box that are no dirt. */
export function findLetters(image: GreyImage, box: PxBox): readonly Component[] {
  return findComponents(findInk(image, box)).filter(({ area }) => area >= MIN_AREA);
}

/** The lines of text that pieces of ink make, from the top; `letterPx` is the height of the letters on the page. */
export function findTextLines(components: readonly Component[], letterPx: number): readonly TextLine[] {
  const strips: { top: number; bottom: number; members: Component[] }[] = [];
  for (const component of [...components].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])) {
    const [, top, , bottom] = component.box;
    const last = strips.at(-1);
    if (last && (top < last.bottom || Math.max(bottom, last.bottom) - last.top <= MAX_LINE_EM * letterPx)) {
      last.members.push(component);
      last.bottom = Math.max(last.bottom, bottom);
    } else strips.push({ top, bottom, members: [component] });
  }
  return strips.flatMap(({ members }) => {
    const box = findBounds(members.map((member) => member.box));
    if (box === undefined) return [];
    return {
      box,
      components: members.sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1]),
      isSingle: box[3] - box[1] <= TOUCHING_EM * letterPx,
    };
  });
}
