/** @import { ListReply } from '../api.ts' */
import { byId, h } from './dom.js';
import { words } from './words.js';

/** Milliseconds after the last letter before a list is asked for. */
const PAUSE_MS = 200;

/**
 * The bar of filters, with counts beside every choice.
 *
 * @param {{ titleOf: (checkId: string) => string, by: string, onChange: () => void, onHelp: () => void, onVanished: () => void }} options
 */
export function createFilters({ titleOf, by, onChange, onHelp, onVanished }) {
  const severity = h('select', { id: 'f-severity', onchange: onChange });
  const outcome = h('select', { id: 'f-outcome', onchange: onChange });
  const check = h('select', { id: 'f-check', onchange: onChange });
  const state = h('select', { id: 'f-state', onchange: onChange });
  const files = h('datalist', { id: 'files' });
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(onChange, PAUSE_MS);
  };
  const file = h('input', { id: 'f-file', type: 'search', oninput: later, autocomplete: 'off' });
  file.setAttribute('list', 'files');
  const search = h('input', { id: 'f-search', type: 'search', oninput: later, autocomplete: 'off' });
  const shown = h('span', { id: 'shown', role: 'status' });
  const decided = h('span', { id: 'decided' });
  const vanished = h('button', { type: 'button', id: 'vanished', hidden: true, onclick: onVanished });
  const unread = h('span', { id: 'unread', className: 'warn', hidden: true });
  const reset = h('button', { type: 'button', onclick: clear }, words.reset);
  byId('top').append(
    h(
      'div',
      { className: 'line' },
      h('h1', {}, words.title),
      shown,
      decided,
      vanished,
      unread,
      h('span', { className: 'by' }, by === '' ? '' : words.by(by)),
      h('button', { type: 'button', id: 'help', onclick: onHelp }, words.help),
    ),
    h(
      'form',
      {
        className: 'line',
        role: 'search',
        'aria-label': words.filters,
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      },
      labelled(words.severity, severity),
      labelled(words.outcome, outcome),
      labelled(words.state, state),
      labelled(words.check, check),
      labelled(words.file, file),
      labelled(words.search, search),
      files,
      reset,
    ),
  );

  function clear() {
    for (const control of [severity, outcome, check, state, file, search]) control.value = '';
    onChange();
  }

  return {
    focusSearch: () => search.focus(),
    /** @returns {Record<string, string>} */
    values: () => ({
      severity: severity.value,
      outcome: outcome.value,
      check: check.value,
      state: state.value,
      file: file.value,
      search: search.value,
    }),
    /** @param {ListReply} reply */
    show({ total, counts, vanished: gone, unreadLines }) {
      shown.textContent = words.shown(total, counts.all);
      decided.textContent = words.decided(counts.all - counts.state.undecided, counts.all);
      vanished.hidden = gone === 0;
      vanished.textContent = words.vanished(gone);
      unread.hidden = unreadLines === 0;
      unread.textContent = words.unread(unreadLines);
      fill(
        severity,
        Object.entries(words.severities).map(([id, name]) => [id, name, counts.severity[/** @type {'error'} */ (id)]]),
      );
      fill(
        outcome,
        Object.entries(words.outcomes).map(([id, name]) => [id, name, counts.outcome[/** @type {'fail'} */ (id)]]),
      );
      fill(
        state,
        Object.entries(words.states).map(([id, name]) => [id, name, counts.state[/** @type {'accepted'} */ (id)]]),
      );
      fill(
        check,
        Object.entries(counts.checks).map(([id, count]) => [id, `${id} ${titleOf(id)}`, count]),
      );
      files.replaceChildren(...counts.files.map((value) => h('option', { value })));
    },
  };
}

/**
 * @param {string} text
 * @param {HTMLSelectElement | HTMLInputElement} control
 */
function labelled(text, control) {
  return h('label', { for: control.id }, h('span', {}, text), control);
}

/**
 * Puts choices into a select and keeps what is chosen.
 *
 * @param {HTMLSelectElement} select
 * @param {readonly (readonly [id: string, name: string, count: number])[]} choices
 */
function fill(select, choices) {
  const chosen = select.value;
  // What is chosen stays to be seen, also where nothing of it is left.
  const isKnown = chosen === '' || choices.some(([id]) => id === chosen);
  select.replaceChildren(
    h('option', { value: '' }, words.all),
    ...choices.map(([id, name, count]) => h('option', { value: id }, `${name} (${count})`)),
    ...(isKnown ? [] : [h('option', { value: chosen }, `${chosen} (0)`)]),
  );
  select.value = chosen;
}
