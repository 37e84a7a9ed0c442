import { toMarkClass, toMarkName } from './draw-table.js';
import { draw } from './elements.js';
import { placeTag } from './place-tag.js';
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
/** What forms are mostly printed in, for guessing where in a picture of a cell there is ink. */
const LARGEST_IN_PICTURE = 11;
const LINE_HEIGHT = 1.25;
/** Width of a letter that is not wide, over its size: a little more than the mean of common typefaces. */
const NARROW = 0.58;
/** Letters and height of the name of a frame, in points. */
const TAG_LETTER = 7;
const TAG_HEIGHT = 9.5;

/**
 * A page as far as it matters, at its true geometry: the cells and paragraphs concerned, and the boxes of the marks.
 * @param {Page} page
 * @param {number} pageNumber
 * @param {{ texts: readonly TextOnPage[], marks: readonly MarkOnPage[], onNoImage: () => void }} content  `onNoImage`: the picture of the page cannot be loaded
 * @returns {SVGSVGElement}
 */
export function drawPage(page, pageNumber, { texts, marks, onNoImage }) {
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
  const largest = page.image === null ? LARGEST_LETTER : LARGEST_IN_PICTURE;
  const laidOut = texts.map((each) => ({ ...each, lines: layOutText(each, largest) }));
  const drawTexts = () => texts.map((each) => drawText({ ...each, lines: layOutText(each, LARGEST_LETTER) }));
  if (page.image === null) picture.append(...drawTexts());
  else {
    const { width, height } = page;
    const image = draw('image', { href: page.image, x: 0, y: 0, width, height, preserveAspectRatio: 'none' });
    image.addEventListener('error', () => {
      image.replaceWith(...drawTexts());
      onNoImage();
    });
    picture.append(image);
  }
  const byBox = new Map(boxed.map(({ box }) => [box.join(), box]));
  // Backwards, so that the frame of the recorded figure lies over the others.
  const frames = [...byBox].reverse().map(([key, box]) => ({
    box,
    marks: boxed.filter((each) => each.box.join() === key).map(({ mark }) => mark),
  }));
  /** @type {import('./place-tag.js').Rectangle[]} */
  const taken = [];
  const lines = laidOut.flatMap((each) => each.lines.map((line) => toInk(each.box, line, page.image !== null)));
  for (const frame of frames) {
    const others = frames.filter(({ box }) => box !== frame.box).map(({ box }) => toRectangle(box));
    const paper = /** @type {const} */ ([0, top, page.width, bottom]);
    const around = { texts: [...lines, ...others], taken, page: paper };
    picture.append(drawFrame(frame, (rectangle, size) => placeTag(rectangle, size, around), taken));
  }
  return picture;
}

/**
 * One frame for all marks on the same place, with their names where they cover no text.
 * @param {{ marks: readonly MarkOnPage[], box: BoxOnPage }} frame
 * @param {(rectangle: import('./place-tag.js').Rectangle, size: { width: number, height: number }) => import('./place-tag.js').Rectangle} place
 * @param {import('./place-tag.js').Rectangle[]} taken  tags placed so far
 * @returns {SVGGElement}
 */
function drawFrame({ marks, box }, place, taken) {
  const names = [...new Set(marks.map(toMarkName))].join(' ');
  const [x0, top, x1, bottom] = toRectangle(box);
  const tag = place([x0, top, x1, bottom], { width: toWidth(names, TAG_LETTER) + 5, height: TAG_HEIGHT });
  taken.push(tag);
  return draw(
    'g',
    { class: toMarkClass(marks).replace('marked', 'box') },
    draw('title', {}, marks.map((mark) => `${toMarkName(mark)} ${mark.text}`).join('\n')),
    draw('rect', { class: 'frame', x: x0, y: top, width: x1 - x0, height: bottom - top }),
    draw('rect', { class: 'tag', x: tag[0], y: tag[1], width: tag[2] - tag[0], height: TAG_HEIGHT }),
    draw('text', { class: 'tag-text', x: tag[0] + 2.5, y: tag[1] + TAG_HEIGHT - 2.3, 'font-size': TAG_LETTER }, names),
  );
}

/**
 * A frame around a box, with a little room.
 * @param {BoxOnPage} box
 * @returns {import('./place-tag.js').Rectangle}
 */
function toRectangle([, x0, top, x1, bottom]) {
  return [x0 - 1, top - 1, x1 + 1, bottom + 1];
}

/** @typedef {{ text: string, x: number, base: number, size: number }} LineOnPage */

/**
 * @param {TextOnPage} content
 * @param {number} largest
 * @returns {readonly LineOnPage[]}
 */
function layOutText({ text, box: [, x0, top, x1, bottom] }, largest) {
  const { size, lines } = fitText(text, { width: x1 - x0 - 4, height: bottom - top - 2 }, largest);
  const height = lines.length * size * LINE_HEIGHT;
  const start = top + Math.max(1, (bottom - top - height) / 2) + size;
  return lines.map((line, index) => ({ text: line, x: x0 + 2, base: start + index * size * LINE_HEIGHT, size }));
}

/**
 * Where a line covers the paper; in a picture it stands anywhere across its cell.
 * @param {BoxOnPage} box
 * @param {LineOnPage} line
 * @param {boolean} isPicture
 * @returns {import('./place-tag.js').Rectangle}
 */
function toInk([, left, , right], { text, x, base, size }, isPicture) {
  const [x0, x1] = isPicture ? [left, right] : [x, x + toWidth(text, size)];
  return [x0, base - size, x1, base + size * 0.2];
}

/**
 * @param {{ box: BoxOnPage, lines: readonly LineOnPage[] }} content
 * @returns {SVGGElement}
 */
function drawText({ box: [, x0, top, x1, bottom], lines }) {
  const group = draw('g', {}, draw('rect', { class: 'cell', x: x0, y: top, width: x1 - x0, height: bottom - top }));
  for (const { text, x, base, size } of lines) {
    group.append(draw('text', { x, y: base.toFixed(1), 'font-size': size }, text));
  }
  return group;
}

/**
 * Lines of the largest letters with which a text fits a box; cut where even the smallest are too large.
 * @param {string} text
 * @param {{ width: number, height: number }} room
 * @param {number} [largest]
 * @returns {{ size: number, lines: readonly string[] }}
 */
export function fitText(text, { width, height }, largest = LARGEST_LETTER) {
  for (let size = largest; size >= SMALLEST_LETTER; size -= 1) {
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
