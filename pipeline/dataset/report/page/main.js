import { make, makeButton } from './elements.js';
import { readDetail, readIndex, readRows } from './page-data.js';
import { NO_CRITERIA, selectRows } from './select-rows.js';
import { makeDetail } from './show-detail.js';
import { makeFilters } from './show-filters.js';
import { makeList, PAGE_ROWS } from './show-list.js';
import { makeOverview } from './show-overview.js';
import { currentLanguage, fill, say, setLanguage, WORDS } from './words.js';

/** Findings printed at once; a browser lays out about a hundred a second. */
const MAX_PRINTED = 300;

const index = readIndex();
/** @type {readonly import('../page-data.ts').FindingRow[]} */
let rows = [];
/** @type {Map<string, number>} */
const rowOfAnchor = new Map();

const state = {
  /** @type {'overview' | 'findings'} */
  view: 'overview',
  criteria: NO_CRITERIA,
  /** @type {readonly number[]} */
  selected: [],
  page: 0,
  /** @type {number | null} */
  current: null,
};

const header = make('header', { class: 'top' });
const overview = make('main', { class: 'view-overview', tabindex: -1 });
const filters = make('div', { class: 'pane filters-pane' });
const list = make('div', { class: 'pane list-pane' });
const detail = make('div', { class: 'pane detail-pane', tabindex: 0, role: 'region' });
const findings = make('main', { class: 'view-findings' }, filters, list, detail);
const printed = make('div', { class: 'printed' });

setLanguage(index.language);
document.body.append(header);
start();

async function start() {
  try {
    rows = await readRows();
  } catch {
    document.body.append(make('p', { class: 'none', role: 'alert' }, say(WORDS.notRead)));
    return;
  }
  rows.forEach((row, number) => {
    rowOfAnchor.set(`f-${row[0]}`, number);
  });
  state.selected = selectRows(index, rows, state.criteria);
  window.addEventListener('hashchange', followHash);
  document.addEventListener('keydown', onKey);
  window.addEventListener('afterprint', () => {
    document.body.classList.remove('is-printing');
    printed.replaceChildren();
  });
  showAll();
  followHash();
}

/** Everything anew, as after a change of language. */
function showAll() {
  document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
  document.title = say(WORDS.title);
  showHeader();
  overview.replaceChildren(
    makeOverview(index, rows, {
      onChoose: ({ check, unit, kind }) => {
        const only = { ...NO_CRITERIA, order: state.criteria.order, check: check ?? null, unit: unit ?? null };
        const severities = new Set(kind === undefined || kind === 'review' ? [] : [kind]);
        const outcomes = new Set(kind === undefined ? [] : [kind === 'review' ? 'review' : 'fail']);
        changeCriteria({ ...only, severities, outcomes });
        showView('findings');
      },
      onOpen: (row) => {
        location.hash = `f-${rows[row]?.[0] ?? ''}`;
      },
    }),
  );
  detail.setAttribute('aria-label', say(WORDS.detail));
  list.setAttribute('aria-label', say(WORDS.list));
  showFilters();
  showList();
  showDetail();
  showView(state.view);
}

function showHeader() {
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  const changeLanguage = () => {
    setLanguage(other);
    showAll();
    document.getElementById('language')?.focus();
  };
  /** @type {(view: 'overview' | 'findings', name: string) => HTMLElement} */
  const makeTab = (view, name) =>
    make('a', { href: `#${view}`, 'aria-current': state.view === view ? 'page' : null }, name);
  header.replaceChildren(
    make('h1', {}, say(WORDS.title)),
    make(
      'nav',
      { 'aria-label': say(WORDS.title) },
      makeTab('overview', say(WORDS.overview)),
      makeTab('findings', `${say(WORDS.findings)} ${rows.length.toLocaleString('en')}`),
    ),
    make('span', { class: 'keys muted' }, say(WORDS.keys)),
    makeButton(say(WORDS.print), printListed, { class: 'quiet', title: fill(WORDS.printLimit, MAX_PRINTED) }),
    makeButton(say(WORDS.otherLanguage), changeLanguage, { class: 'quiet', id: 'language', lang: other }),
  );
}

/** @param {'overview' | 'findings'} view */
function showView(view) {
  state.view = view;
  const [shown, hidden] = view === 'overview' ? [overview, findings] : [findings, overview];
  hidden.remove();
  if (!shown.isConnected) header.after(shown);
  if (!printed.isConnected) document.body.append(printed);
  showHeader();
  if (view === 'findings' && state.current === null && state.selected[0] !== undefined) choose(state.selected[0]);
}

function showFilters() {
  filters.replaceChildren(makeFilters(index, rows, { criteria: state.criteria, onChange: changeCriteria }));
}

/** @param {import('./select-rows.js').Criteria} criteria */
function changeCriteria(criteria) {
  state.criteria = criteria;
  state.selected = selectRows(index, rows, criteria);
  state.page = 0;
  const focused = document.activeElement;
  const id = focused !== null && filters.contains(focused) ? focused.id : '';
  const caret = focused instanceof HTMLInputElement && focused.type === 'search' ? focused.selectionStart : null;
  showFilters();
  const again = id === '' ? null : document.getElementById(id);
  again?.focus();
  if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
  showList();
  const [first] = state.selected;
  if (first !== undefined && (state.current === null || !state.selected.includes(state.current))) choose(first);
}

function showList() {
  const { selected, page, current } = state;
  /** @param {number} next */
  const onPage = (next) => {
    state.page = next;
    showList();
    list.scrollTop = 0;
    list.querySelector('a')?.focus();
  };
  list.replaceChildren(makeList(index, rows, { selected, page, current, onPage }));
}

/**
 * Shows a finding and its page of the list.
 * @param {number} number
 */
function choose(number) {
  state.current = number;
  const place = state.selected.indexOf(number);
  if (place !== -1) state.page = Math.floor(place / PAGE_ROWS);
  showList();
  list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  showDetail();
}

async function showDetail() {
  const number = state.current;
  const row = number === null ? undefined : rows[number];
  if (number === null || row === undefined) {
    detail.replaceChildren(make('p', { class: 'none' }, say(rows.length === 0 ? WORDS.noFindings : WORDS.choose)));
    return;
  }
  const read = await readDetail(index, number);
  if (state.current !== number) return; // another was chosen meanwhile
  detail.replaceChildren(makeDetail(index, row, read));
  detail.scrollTop = 0;
}

/** Shows what the part of the address after # names: a view, or a finding whatever is filtered. */
function followHash() {
  const anchor = location.hash.slice(1);
  const number = rowOfAnchor.get(anchor);
  if (number !== undefined) {
    if (!state.selected.includes(number)) changeCriteria({ ...NO_CRITERIA, order: state.criteria.order });
    choose(number);
    showView('findings');
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  } else if (anchor === 'overview' || anchor === 'findings') showView(anchor);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.ctrlKey || event.metaKey || event.altKey || (isTyping && event.key !== 'Escape')) return;
  if (event.key === '/') {
    event.preventDefault();
    showView('findings');
    document.getElementById('search')?.focus();
  } else if (event.key === 'Escape' && isTyping) list.querySelector('a')?.focus();
  else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
}

/** @param {1 | -1} by */
function step(by) {
  if (state.view !== 'findings') return;
  const place = state.current === null ? -1 : state.selected.indexOf(state.current);
  const next = state.selected[Math.max(0, place + by)];
  if (next === undefined) return;
  choose(next);
  history.replaceState(null, '', `#f-${rows[next]?.[0] ?? ''}`);
  const link = list.querySelector('[aria-current]');
  if (link instanceof HTMLElement) link.focus();
}

/** Prints the findings that are listed, each with its evidence; the overview where that is what is shown. */
async function printListed() {
  if (state.view === 'findings') {
    const articles = [];
    for (const number of state.selected.slice(0, MAX_PRINTED)) {
      const row = rows[number];
      if (row !== undefined) articles.push(makeDetail(index, row, await readDetail(index, number)));
    }
    printed.replaceChildren(...articles);
    document.body.classList.add('is-printing');
  }
  window.print();
}
