import { make, makeButton } from './elements.js';
import { NO_CRITERIA, toUnit } from './select-rows.js';
import { CAUSE_WORDS, DECISION_WORDS, OUTCOME_WORDS, SEVERITY_WORDS, say, WORDS } from './words.js';

/** @typedef {import('../page-data.ts').PageIndex} IndexFiltered */
/** @typedef {import('../page-data.ts').FindingRow} RowFiltered */
/** @typedef {import('./select-rows.js').Criteria} Wanted */
/** @typedef {{ readonly zh: string, readonly en: string }} Said */

/**
 * The filters as they stand; `onChange` is given the criteria wanted instead.
 * @param {IndexFiltered} index
 * @param {readonly RowFiltered[]} rows
 * @param {{ criteria: Wanted, onChange: (criteria: Wanted) => void }} state
 * @returns {HTMLElement}
 */
export function makeFilters(index, rows, { criteria, onChange }) {
  /** @param {Partial<Wanted>} changes */
  const change = (changes) => onChange({ ...criteria, ...changes });
  const checks = toOptions(
    rows,
    (row) => String(row[4]),
    (key) => {
      const { id, title } = index.checks[Number(key)] ?? { id: '', title: { zh: '', en: '' } };
      return `${id} ${say(title)}`;
    },
  );
  const units = toOptions(
    rows,
    (row) => toUnit(index, row),
    (key) => (key === '' ? say(WORDS.noUnit) : key),
  );
  const files = toOptions(
    rows,
    (row) => String(row[5]),
    (key) => index.files[Number(key)] ?? '',
  );
  return make(
    'form',
    { class: 'filters', 'aria-label': say(WORDS.filters) },
    makeSearch(criteria.text, (text) => change({ text })),
    makeBoxes(say(WORDS.severityGroup), SEVERITY_WORDS, {
      chosen: criteria.severities,
      counts: countRows(rows, (row) => row[1]),
      onChange: (severities) => change({ severities }),
    }),
    makeBoxes(say(WORDS.outcomeGroup), OUTCOME_WORDS, {
      chosen: criteria.outcomes,
      counts: countRows(rows, (row) => row[2]),
      onChange: (outcomes) => change({ outcomes }),
    }),
    makeBoxes(say(WORDS.decisionGroup), DECISION_WORDS, {
      chosen: criteria.decisions,
      counts: countRows(rows, (row) => row[7] ?? 'none'),
      onChange: (decisions) => change({ decisions }),
    }),
    makeBoxes(say(WORDS.causeGroup), CAUSE_WORDS, {
      chosen: criteria.causes,
      counts: countRows(rows, (row) => row[3]),
      onChange: (causes) => change({ causes }),
    }),
    makeSelect(say(WORDS.check), checks, {
      chosen: criteria.check === null ? null : String(criteria.check),
      onChange: (key) => change({ check: key === null ? null : Number(key) }),
    }),
    makeSelect(say(WORDS.unit), units, { chosen: criteria.unit, onChange: (unit) => change({ unit }) }),
    makeSelect(say(WORDS.file), files, {
      chosen: criteria.file === null ? null : String(criteria.file),
      onChange: (key) => change({ file: key === null ? null : Number(key) }),
    }),
    makeOrder(criteria.order, (order) => change({ order })),
    makeButton(say(WORDS.clear), () => onChange({ ...NO_CRITERIA, order: criteria.order }), { class: 'clear' }),
  );
}

/**
 * @param {string} text
 * @param {(text: string) => void} onChange
 * @returns {HTMLElement}
 */
function makeSearch(text, onChange) {
  const input = make('input', {
    type: 'search',
    id: 'search',
    value: text,
    placeholder: say(WORDS.searchHint),
    autocomplete: 'off',
  });
  input.addEventListener('input', () => onChange(input.value));
  return make('div', { class: 'field' }, make('label', { for: 'search' }, say(WORDS.search)), input);
}

/**
 * @param {string} title
 * @param {Readonly<Record<string, Said>>} words
 * @param {{ chosen: ReadonlySet<string>, counts: ReadonlyMap<string, number>, onChange: (chosen: ReadonlySet<string>) => void }} state
 * @returns {HTMLElement | null} nothing where there is nothing to choose between
 */
function makeBoxes(title, words, { chosen, counts, onChange }) {
  const values = Object.keys(words).filter((value) => counts.has(value) || chosen.has(value));
  if (values.length < 2 && chosen.size === 0) return null;
  const boxes = values.map((value) => {
    const id = `${title}-${value}`;
    const box = make('input', { type: 'checkbox', id, checked: chosen.has(value) });
    box.addEventListener('change', () => {
      onChange(new Set(values.filter((each) => (each === value ? box.checked : chosen.has(each)))));
    });
    const name = words[value];
    const count = make('span', { class: 'muted' }, ` ${counts.get(value) ?? 0}`);
    return make(
      'div',
      { class: 'choice' },
      box,
      make('label', { for: id }, name === undefined ? value : say(name), count),
    );
  });
  return make('fieldset', {}, make('legend', {}, title), ...boxes);
}

/** @typedef {{ key: string, name: string, count: number }} Option */

/**
 * @param {string} title
 * @param {readonly Option[]} options
 * @param {{ chosen: string | null, onChange: (key: string | null) => void }} state
 * @returns {HTMLElement}
 */
function makeSelect(title, options, { chosen, onChange }) {
  const id = `select-${title}`;
  const select = make('select', { id }, make('option', { value: '' }, say(WORDS.all)));
  options.forEach(({ key, name, count }, index) => {
    select.append(make('option', { value: index + 1, selected: key === chosen }, `${name} (${count})`));
  });
  select.addEventListener('change', () => onChange(options[Number(select.value) - 1]?.key ?? null));
  return make('div', { class: 'field' }, make('label', { for: id }, title), select);
}

/**
 * @param {Wanted['order']} chosen
 * @param {(order: Wanted['order']) => void} onChange
 * @returns {HTMLElement}
 */
function makeOrder(chosen, onChange) {
  /** @type {readonly [Wanted['order'], Said][]} */
  const orders = [
    ['severity', WORDS.sortSeverity],
    ['file', WORDS.sortFile],
    ['check', WORDS.sortCheck],
  ];
  const select = make('select', { id: 'order' });
  for (const [value, name] of orders) select.append(make('option', { value, selected: value === chosen }, say(name)));
  select.addEventListener('change', () => onChange(orders[select.selectedIndex]?.[0] ?? 'severity'));
  return make('div', { class: 'field' }, make('label', { for: 'order' }, say(WORDS.sort)), select);
}

/**
 * @param {readonly RowFiltered[]} rows
 * @param {(row: RowFiltered) => string} toKey
 * @param {(key: string) => string} toName
 * @returns {readonly Option[]} by name
 */
function toOptions(rows, toKey, toName) {
  return [...countRows(rows, toKey)]
    .map(([key, count]) => ({ key, name: toName(key), count }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * @param {readonly RowFiltered[]} rows
 * @param {(row: RowFiltered) => string} toKey
 * @returns {ReadonlyMap<string, number>}
 */
function countRows(rows, toKey) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) counts.set(toKey(row), (counts.get(toKey(row)) ?? 0) + 1);
  return counts;
}
