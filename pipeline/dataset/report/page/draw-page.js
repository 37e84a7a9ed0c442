import { toMarkClass, toMarkName } from './draw-table.js';
import { draw } from './elements.js';
import { fill, WORDS } from './words.js';

/** @typedef {import('../../evidence/evidence-data.ts').PagePicture} Page */
/** @typedef {import('../../evidence/evidence-data.ts').PageBox} BoxOnPage */
/** @typedef {import('../../evidence/evidence-data.ts').Mark} MarkOnPage */
/** @typedef {{ text: string, box: BoxOnPage }} TextOnPage */

/** Points of the page shown above and below what is boxed. */
const AROUND = 48;
/** Sizes of letters tried in a cell, in points, and the height of a line over them. */
const LARGEST_LETTER = 9;
const SMALLEST_LETTER = 4;
const LINE_HEIGHT = 1.25;
/** Width of a letter that is not wide, over its size: a little more than the mean of common typefaces. */
const NARROW = 0.58;

/**
 * A page as far as it matters, at its true geometry: the cells and paragraphs concerned, and the boxes of the marks.
 * @param {Page} page
 * @param {number} pageNumber
 * @param {{ texts: readonly TextOnPage[], marks: readonly MarkOnPage[] }} content
 * @returns {SVGSVGElement}
 */
export function drawPage(page, pageNumber, { texts, marks }) {
  const boxed = marks.flatMap((mark) => mark.boxes.filter(([on]) => on === pageNumber).map((box) => ({ mark, box })));
  const top = Math.max(0, Math.min(...boxed.map(({ box }) => box[2])) - AROUND);
  const bottom = Math.min(page.height, Math.max(...boxed.map(({ box }) => box[4])) + AROUND);
  const named = boxed.map(({ mark }) => `${toMarkName(mark)} ${mark.text}`).join('; ');
  const label = `${fill(WORDS.pageNumber, pageNumber)}: ${named}`.slice(0, 500);
  const picture = draw(
    'svg',
    { class: 'page', viewBox: `0 ${top} ${page.width} ${Math.max(1, bottom - top)}`, role: 'img', 'aria-label': label },
    draw('rect', { class: 'paper', x: 0, y: 0, width: page.width, height: page.height }),
  );
  if (page.image === null) for (const each of texts) picture.append(drawText(each));
  else
    picture.append(
      draw('image', {
        href: page.image,
        x: 0,
        y: 0,
        width: page.width,
        height: page.height,
        preserveAspectRatio: 'none',
      }),
    );
  const byBox = new Map(boxed.map(({ box }) => [box.join(), box]));
  // Backwards, so that the frame of the recorded figure lies over the others.
  for (const [key, box] of [...byBox].reverse()) {
    const own = boxed.filter((each) => each.box.join() === key).map(({ mark }) => mark);
    picture.append(drawFrame(own, box));
  }
  return picture;
}

/**
 * One frame for all marks on the same place, with their names above it.
 * @param {readonly MarkOnPage[]} marks
 * @param {BoxOnPage} box
 * @returns {SVGGElement}
 */
function drawFrame(marks, [, x0, top, x1, bottom]) {
  const names = [...new Set(marks.map(toMarkName))].join(' ');
  return draw(
    'g',
    { class: toMarkClass(marks).replace('marked', 'box') },
    draw('title', {}, marks.map((mark) => `${toMarkName(mark)} ${mark.text}`).join('\n')),
    draw('rect', { class: 'frame', x: x0 - 1, y: top - 1, width: x1 - x0 + 2, height: bottom - top + 2 }),
    draw('rect', { class: 'tag', x: x0 - 1, y: top - 10, width: toWidth(names, 7) + 5, height: 9.5 }),
    draw('text', { class: 'tag-text', x: x0 + 1.5, y: top - 2.8, 'font-size': 7 }, names),
  );
}

/**
 * @param {TextOnPage} content
 * @returns {SVGGElement}
 */
function drawText({ text, box: [, x0, top, x1, bottom] }) {
  const group = draw('g', {}, draw('rect', { class: 'cell', x: x0, y: top, width: x1 - x0, height: bottom - top }));
  const { size, lines } = fitText(text, { width: x1 - x0 - 4, height: bottom - top - 2 });
  const height = lines.length * size * LINE_HEIGHT;
  const start = top + Math.max(1, (bottom - top - height) / 2) + size;
  lines.forEach((line, index) => {
    group.append(
      draw('text', { x: x0 + 2, y: (start + index * size * LINE_HEIGHT).toFixed(1), 'font-size': size }, line),
    );
  });
  return group;
}

/**
 * Lines of the largest letters with which a text fits a box; cut where even the smallest are too large.
 * @param {string} text
 * @param {{ width: number, height: number }} room
 * @returns {{ size: number, lines: readonly string[] }}
 */
export function fitText(text, { width, height }) {
  for (let size = LARGEST_LETTER; size >= SMALLEST_LETTER; size -= 1) {
    const lines = wrapText(text, width, size);
    const most = Math.max(1, Math.floor(height / (size * LINE_HEIGHT)));
    if (lines.length <= most) return { size, lines };
    if (size === SMALLEST_LETTER) return { size, lines: [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`] };
  }
  return { size: SMALLEST_LETTER, lines: [] };
}

/**
 * @param {string} text
 * @param {number} width
 * @param {number} size
 * @returns {readonly string[]}
 */
function wrapText(text, width, size) {
  /** @type {string[]} */
  const lines = [];
  for (const part of text.split('\n')) {
    let line = '';
    let used = 0;
    for (const letter of part) {
      const step = toWidth(letter, size);
      if (used + step > width && line !== '') {
        lines.push(line);
        line = '';
        used = 0;
      }
      line += letter;
      used += step;
    }
    if (line !== '') lines.push(line);
  }
  return lines;
}

/**
 * @param {string} text
 * @param {number} size
 * @returns {number} points, estimated
 */
function toWidth(text, size) {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) >= 0x2e80 ? size : size * NARROW;
  return width;
}
