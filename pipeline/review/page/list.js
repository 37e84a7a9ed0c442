/** @import { ListReply, Row } from '../api.ts' */
import { byId, h } from './dom.js';
import { words } from './words.js';

/** As in the style sheet. */
const ROW_PX = 72;
/** Rows asked for at a time. */
const CHUNK = 100;
/** Rows drawn above and below what is seen. */
const SPARE = 5;

/**
 * The findings that fit, of which only those in sight are elements: 50,000 cost no more than 20.
 *
 * @param {{
 *   load: (from: number, count: number) => Promise<ListReply>,
 *   titleOf: (checkId: string) => string,
 *   onChoose: (index: number) => void,
 * }} options
 */
export function createList({ load, titleOf, onChoose }) {
  /** @type {Map<number, Promise<ListReply>>} */
  let chunks = new Map();
  let total = 0;
  let chosen = -1;
  const rows = h('div', { className: 'rows', role: 'presentation' });
  const scroller = h(
    'div',
    {
      id: 'scroller',
      role: 'listbox',
      tabIndex: 0,
      'aria-label': words.list,
    },
    rows,
  );
  const empty = h('p', { className: 'empty', hidden: true }, words.none);
  byId('list').append(scroller, empty);
  scroller.addEventListener('scroll', () => draw());
  new ResizeObserver(() => draw()).observe(scroller);

  /** @param {number} index */
  function chunkOf(index) {
    const from = Math.floor(index / CHUNK) * CHUNK;
    const known = chunks.get(from) ?? load(from, CHUNK);
    chunks.set(from, known);
    return known;
  }

  /**
   * @param {number} index
   * @returns {Promise<Row | undefined>}
   */
  async function rowAt(index) {
    if (index < 0 || index >= total) return undefined;
    const reply = await chunkOf(index);
    return reply.rows[index - reply.from];
  }

  let drawing = 0;
  async function draw() {
    drawing += 1;
    const own = drawing;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_PX) - SPARE);
    const last = Math.min(total - 1, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW_PX) + SPARE);
    /** @type {HTMLElement[]} */
    const elements = [];
    for (let index = first; index <= last; index += 1) {
      const row = await rowAt(index);
      if (own !== drawing) return; // scrolled on, or other rows by now
      if (row !== undefined) elements.push(toElement(row, index));
    }
    rows.style.height = `${total * ROW_PX}px`;
    rows.replaceChildren(...elements);
    const active = elements.some(({ id }) => id === `row-${chosen}`);
    if (active) scroller.setAttribute('aria-activedescendant', `row-${chosen}`);
    else scroller.removeAttribute('aria-activedescendant');
  }

  /**
   * @param {Row} row
   * @param {number} index
   */
  function toElement(row, index) {
    const { severity, outcome, checkId, path, recorded, recomputed, state } = row;
    const figures = [recorded, recomputed].filter((each) => each !== null).join(' → ');
    const element = h(
      'div',
      {
        id: `row-${index}`,
        className: `row is-${state}`,
        role: 'option',
        'aria-selected': String(index === chosen),
        'aria-setsize': total,
        'aria-posinset': index + 1,
        onclick: () => onChoose(index),
      },
      h(
        'span',
        { className: 'head' },
        h('span', { className: `badge ${severity}` }, words.severities[severity]),
        outcome === 'review' ? h('span', { className: 'badge review' }, words.outcomes.review) : null,
        h('span', { className: 'name' }, `${checkId} ${titleOf(checkId)}`),
        state === 'undecided' ? null : h('span', { className: `badge state ${state}` }, words.states[state]),
      ),
      h('span', { className: 'figures' }, figures),
      h('span', { className: 'path', title: path }, h('bdi', {}, path)),
    );
    element.style.top = `${index * ROW_PX}px`;
    return element;
  }

  return {
    rowAt,
    /** @param {ListReply} reply */
    reset(reply) {
      chunks = new Map([[reply.from, Promise.resolve(reply)]]);
      total = reply.total;
      scroller.hidden = total === 0;
      empty.hidden = total > 0;
      empty.textContent = reply.counts.all === 0 ? words.nothing : words.none;
      rows.style.height = `${total * ROW_PX}px`;
      draw();
    },
    /** Marks a row and brings it into sight. @param {number} index */
    choose(index) {
      chosen = index;
      const top = index * ROW_PX;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + ROW_PX > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = top + ROW_PX - scroller.clientHeight;
      }
      draw();
    },
    focus: () => scroller.focus({ preventScroll: true }),
    chunk: CHUNK,
    get total() {
      return total;
    },
  };
}
