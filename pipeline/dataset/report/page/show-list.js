import { make, makeButton } from './elements.js';
import { makeTags } from './show-detail.js';
import { fill, say, WORDS } from './words.js';

/** @typedef {import('../page-data.ts').PageIndex} IndexListed */
/** @typedef {import('../page-data.ts').FindingRow} RowListed */

/** Findings on one page of the list. */
export const PAGE_ROWS = 100;

/**
 * One page of the list. The chosen finding is marked and reached by its link.
 * @param {IndexListed} index
 * @param {readonly RowListed[]} rows
 * @param {{ selected: readonly number[], page: number, current: number | null, onPage: (page: number) => void }} state
 * @returns {HTMLElement}
 */
export function makeList(index, rows, { selected, page, current, onPage }) {
  const pages = Math.max(1, Math.ceil(selected.length / PAGE_ROWS));
  const list = make('ol', { class: 'rows', start: page * PAGE_ROWS + 1 });
  for (const number of selected.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)) {
    const row = rows[number];
    if (row !== undefined) list.append(make('li', {}, makeRow(index, row, number === current)));
  }
  const count = make('p', { class: 'shown', role: 'status' }, fill(WORDS.shown, selected.length, rows.length));
  const none = say(rows.length === 0 ? WORDS.noFindings : WORDS.noneFound);
  return make(
    'div',
    { class: 'list-inner' },
    make('div', { class: 'list-head' }, count, makePager({ page, pages, onPage })),
    selected.length === 0 ? make('p', { class: 'none' }, none) : list,
  );
}

/**
 * @param {IndexListed} index
 * @param {RowListed} row
 * @param {boolean} isCurrent
 * @returns {HTMLElement}
 */
function makeRow({ checks, files }, row, isCurrent) {
  const [anchor, , , , check, file, , decision, locator, recorded, recomputed] = row;
  const { id, title } = checks[check] ?? { id: '', title: { zh: '', en: '' } };
  const path = files[file] ?? '';
  const figures = make('span', { class: 'row-figures' });
  if (recorded !== null) figures.append(make('b', {}, recorded === '' ? say(WORDS.blank) : recorded));
  if (recomputed !== null) figures.append(recorded === null ? '' : ' → ', make('b', { class: 'right' }, recomputed));
  return make(
    'a',
    {
      class: decision === 'dismissed' ? 'row dismissed' : 'row',
      href: `#f-${anchor}`,
      'aria-current': isCurrent ? 'true' : null,
    },
    make('span', { class: 'row-head' }, makeTags(row), make('span', { class: 'row-title' }, `${id} ${say(title)}`)),
    figures,
    make(
      'span',
      { class: 'row-place', title: path },
      `${path.split('/').slice(-2).join('/')}${locator === '' ? '' : ` · ${locator}`}`,
    ),
  );
}

/**
 * @param {{ page: number, pages: number, onPage: (page: number) => void }} state
 * @returns {HTMLElement | null}
 */
function makePager({ page, pages, onPage }) {
  if (pages === 1) return null;
  return make(
    'div',
    { class: 'pager' },
    makeButton('‹', () => onPage(page - 1), { 'aria-label': say(WORDS.previousPage), disabled: page === 0 }),
    make('span', {}, fill(WORDS.pageOf, page + 1, pages)),
    makeButton('›', () => onPage(page + 1), { 'aria-label': say(WORDS.nextPage), disabled: page === pages - 1 }),
  );
}
