/** @typedef {readonly [x0: number, top: number, x1: number, bottom: number]} Rectangle */

/** Points between a frame and its tag. */
const GAP = 0.5;
/** How much worse than covering as much text it is to cover another frame or tag, or to leave the page. */
const COVERING_TAG = 4;
const OFF_PAGE = 20;
/** Covering this many square points less is worth a place further down the list: a stroke of a letter is not. */
const WORTH = 1;

/**
 * Where the name of a frame covers least of the text: above it, below it, beside it or within it, preferred in this order.
 * @param {Rectangle} frame
 * @param {{ width: number, height: number }} size  of the tag
 * @param {{ texts: readonly Rectangle[], taken: readonly Rectangle[], page: Rectangle }} around  lines of text, and other frames and tags
 * @returns {Rectangle}
 */
export function placeTag([x0, top, x1, bottom], { width, height }, { texts, taken, page }) {
  const middle = (top + bottom - height) / 2;
  const corners = /** @type {const} */ ([
    [x0, top - height - GAP],
    [x1 - width, top - height - GAP],
    [x0, bottom + GAP],
    [x1 - width, bottom + GAP],
    [x1 + GAP, middle],
    [x0 - width - GAP, middle],
    [x1 - width - 1, top + 1],
    [x1 - width - 1, bottom - height - 1],
    [x1 - width - 1, middle],
    [x0 + 1, top + 1],
    [x0 + 1, bottom - height - 1],
  ]);
  /** @type {{ place: Rectangle, cost: number } | null} */
  let best = null;
  for (const [x, y] of corners) {
    const place = /** @type {const} */ ([x, y, x + width, y + height]);
    const cost =
      sum(texts, place) + COVERING_TAG * sum(taken, place) + OFF_PAGE * (width * height - toOverlap(page, place));
    if (best === null || cost < best.cost - WORTH) best = { place, cost };
  }
  return best === null ? [x0, top, x0 + width, top + height] : best.place;
}

/**
 * @param {readonly Rectangle[]} rectangles
 * @param {Rectangle} place
 */
function sum(rectangles, place) {
  return rectangles.reduce((total, each) => total + toOverlap(each, place), 0);
}

/**
 * @param {Rectangle} a
 * @param {Rectangle} b
 * @returns {number} square points
 */
function toOverlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}
