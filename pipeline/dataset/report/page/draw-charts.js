import { draw, make } from './elements.js';
import { fill, OUTCOME_WORDS, SEVERITY_WORDS, say, WORDS } from './words.js';

/** @typedef {'error' | 'warning' | 'note' | 'review'} Kind */
/** @typedef {Record<Kind, number>} Counts */
/** @typedef {{ name: string, counts: Counts, onChoose: () => void }} Bar */
/** @typedef {import('../page-data.ts').PageIndex} IndexOfScores */

/** @type {readonly Kind[]} */
export const KINDS = ['error', 'warning', 'note', 'review'];

const WIDTH = 460;
const ROW = 22;
const NAME = 190;
const MAX_BARS = 14;
/** Characters of a name that fit beside its bar, a Chinese one counting two. */
const NAME_UNITS = 30;

/**
 * @param {Kind} kind
 * @returns {string}
 */
export function sayKind(kind) {
  return say(kind === 'review' ? OUTCOME_WORDS.review : SEVERITY_WORDS[kind]);
}

/**
 * Findings as bars, the longest first; a bar is a button that shows its findings.
 * @param {string} title
 * @param {readonly Bar[]} all
 * @returns {HTMLElement}
 */
export function drawBars(title, all) {
  const bars = [...all].sort((a, b) => total(b.counts) - total(a.counts)).slice(0, MAX_BARS);
  const most = Math.max(1, ...bars.map(({ counts }) => total(counts)));
  const picture = draw('svg', {
    class: 'chart',
    viewBox: `0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW + 4}`,
    role: 'group',
    'aria-label': title,
  });
  bars.forEach((bar, index) => {
    picture.append(drawBar(bar, { top: index * ROW + 2, scale: (WIDTH - NAME - 44) / most }));
  });
  const more = all.length - bars.length;
  return make(
    'figure',
    { class: 'chart-box' },
    make('figcaption', {}, title),
    makeLegend(),
    picture,
    more > 0 ? make('p', { class: 'muted' }, fill(WORDS.moreBars, more)) : null,
  );
}

/**
 * @param {Bar} bar
 * @param {{ top: number, scale: number }} place
 * @returns {SVGGElement}
 */
function drawBar({ name, counts, onChoose }, { top, scale }) {
  const parts = KINDS.filter((kind) => counts[kind] > 0).map((kind) => `${sayKind(kind)} ${counts[kind]}`);
  const said = fill(WORDS.barSaid, name, parts.join(', '));
  const group = draw('g', { class: 'bar', role: 'button', tabindex: 0 }, draw('title', {}, said));
  group.append(
    draw('rect', { class: 'bar-room', x: 0, y: top, width: WIDTH, height: ROW - 2 }),
    draw('text', { x: NAME - 8, y: top + 14, 'text-anchor': 'end', 'font-size': 12 }, shortenName(name)),
  );
  let x = NAME;
  for (const kind of KINDS) {
    const width = counts[kind] * scale;
    if (width === 0) continue;
    group.append(
      draw('rect', { class: `fill ${kind}`, x: x.toFixed(1), y: top + 3, width: width.toFixed(1), height: ROW - 8 }),
    );
    x += width;
  }
  group.append(
    draw('text', { class: 'count', x: (x + 5).toFixed(1), y: top + 14, 'font-size': 12 }, String(total(counts))),
  );
  group.addEventListener('click', onChoose);
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose();
  });
  return group;
}

/** @returns {HTMLElement} */
function makeLegend() {
  const entries = KINDS.map((kind) =>
    make(
      'span',
      { class: 'legend-entry' },
      make('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }),
      sayKind(kind),
    ),
  );
  return make('div', { class: 'legend-line' }, ...entries);
}

const SIZE = 300;
const EDGE = 36;

/**
 * Every total score beside the sum of its parts: on the line they agree.
 * @param {IndexOfScores['scores']} scores
 * @param {(row: number) => void} onChoose
 * @returns {HTMLElement}
 */
export function drawScores({ agreeing, differing, open }, onChoose) {
  const values = [
    ...agreeing.map(([score]) => score),
    ...differing.flatMap((point) => [point.recorded, point.recomputed]),
  ];
  const low = Math.floor(Math.min(...values, 90) / 10) * 10;
  const high = Math.ceil(Math.max(...values, 100) / 10) * 10;
  /** @type {(value: number) => number} */
  const x = (value) => EDGE + ((value - low) / (high - low)) * (SIZE - EDGE - 12);
  /** @type {(value: number) => number} */
  const y = (value) => SIZE + 14 - x(value);
  const said = fill(
    WORDS.scoresSaid,
    agreeing.reduce((sum, [, count]) => sum + count, 0),
    differing.length,
    open,
  );
  const title = say(WORDS.scores);
  const picture = draw('svg', {
    class: 'chart scores',
    viewBox: `0 0 ${SIZE + 60} ${SIZE + 4}`,
    role: 'group',
    'aria-label': `${title}: ${said}`,
  });
  for (const tick of toTicks(low, high)) {
    picture.append(
      draw('line', { class: 'tick', x1: x(tick), x2: x(tick), y1: y(low), y2: y(high) }),
      draw('line', { class: 'tick', x1: x(low), x2: x(high), y1: y(tick), y2: y(tick) }),
      draw('text', { x: x(tick), y: SIZE - EDGE + 30, 'text-anchor': 'middle', 'font-size': 11 }, String(tick)),
      draw('text', { x: EDGE - 6, y: y(tick) + 4, 'text-anchor': 'end', 'font-size': 11 }, String(tick)),
    );
  }
  picture.append(
    draw('line', { class: 'diagonal', x1: x(low), y1: y(low), x2: x(high), y2: y(high) }),
    draw('text', { x: x(high) + 8, y: y(low) + 4, 'font-size': 11 }, say(WORDS.recorded)),
    draw('text', { x: 2, y: 11, 'font-size': 11 }, say(WORDS.recomputed)),
  );
  for (const [score, count] of agreeing) {
    const radius = Math.min(9, 2.5 + Math.sqrt(count));
    const circle = draw('circle', {
      class: 'agreeing',
      cx: x(score).toFixed(1),
      cy: y(score).toFixed(1),
      r: radius.toFixed(1),
    });
    circle.append(draw('title', {}, fill(WORDS.scoreAgree, score, count)));
    picture.append(circle);
  }
  for (const { recorded, recomputed, row } of differing) {
    const [left, top] = [x(recorded), y(recomputed)];
    const name = fill(WORDS.scorePoint, recorded, recomputed);
    const point = draw(
      'path',
      { class: 'differing', d: `M${left} ${top - 5}l5 5l-5 5l-5-5z` },
      draw('title', {}, name),
    );
    if (row === null) picture.append(point);
    else {
      const button = draw('g', { class: 'bar', role: 'button', tabindex: 0, 'aria-label': name }, point);
      button.addEventListener('click', () => onChoose(row));
      button.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') onChoose(row);
      });
      picture.append(button);
    }
  }
  return make(
    'figure',
    { class: 'chart-box' },
    make('figcaption', {}, title),
    make('p', { class: 'muted' }, said),
    picture,
  );
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {readonly number[]}
 */
function toTicks(low, high) {
  const step = [10, 20, 50, 100, 200, 500, 1000].find((each) => (high - low) / each <= 6) ?? high - low;
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return ticks;
}

/**
 * @param {Counts} counts
 * @returns {number}
 */
function total(counts) {
  return KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}

/**
 * @param {string} name
 * @returns {string}
 */
function shortenName(name) {
  let units = 0;
  let kept = '';
  for (const letter of name) {
    units += (letter.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 0.98;
    // The mark takes the room of a Chinese character.
    if (units <= NAME_UNITS - 2) kept += letter;
    if (units > NAME_UNITS) return `${kept}…`;
  }
  return name;
}
