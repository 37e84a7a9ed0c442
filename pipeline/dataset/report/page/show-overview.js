import { drawBars, drawScores, KINDS, sayKind } from './draw-charts.js';
import { make } from './elements.js';
import { toUnit } from './select-rows.js';
import { fill, say, WORDS } from './words.js';

/** @typedef {import('../page-data.ts').PageIndex} IndexShown */
/** @typedef {import('../page-data.ts').FindingRow} RowCounted */
/** @typedef {import('./draw-charts.js').Counts} CountsOfKinds */
/** @typedef {{ check?: number, unit?: string, kind?: import('./draw-charts.js').Kind }} Choice */

/**
 * What was read, before what was found.
 * @param {IndexShown} index
 * @param {readonly RowCounted[]} rows
 * @param {{ onChoose: (choice: Choice) => void, onOpen: (row: number) => void }} actions
 * @returns {HTMLElement}
 */
export function makeOverview(index, rows, { onChoose, onOpen }) {
  return make(
    'section',
    { class: 'overview', 'aria-label': say(WORDS.overview) },
    make('h2', {}, say(WORDS.coverage)),
    makeCoverage(index),
    make('h2', {}, say(WORDS.found)),
    makeCounts(index, rows, onChoose),
    make(
      'div',
      { class: 'charts' },
      drawBars(say(WORDS.byCheck), toCheckBars(index, rows, onChoose)),
      drawBars(say(WORDS.byUnit), toUnitBars(index, rows, onChoose)),
      drawScores(index.scores, onOpen),
    ),
    make('h2', {}, say(WORDS.gaps)),
    makeGaps(index),
    make('h2', {}, say(WORDS.openChecks)),
    makeOpenChecks(index),
  );
}

/**
 * @param {IndexShown} index
 * @returns {HTMLElement}
 */
function makeCoverage({ summary: { coverage, results, records } }) {
  const { files, read, noReport, failed, reports, pages, pagesUnread } = coverage;
  const all = results.pass + results.fail + results.review + results.open;
  return make(
    'ul',
    { class: 'cards' },
    makeCard(files, say(WORDS.files), fill(WORDS.filesSplit, read, noReport, failed), noReport + failed > 0),
    makeCard(reports, say(WORDS.reports), fill(WORDS.records, records.indicators, records.funds, records.facts)),
    makeCard(pages, say(WORDS.pages), fill(WORDS.pagesSplit, pagesUnread), pagesUnread > 0),
    makeCard(
      all,
      say(WORDS.checksDone),
      fill(WORDS.checksSplit, results.pass, results.fail, results.review, results.open),
    ),
  );
}

/**
 * @param {number} count
 * @param {string} name
 * @param {string} split
 * @param {boolean} [isGap]
 * @returns {HTMLElement}
 */
function makeCard(count, name, split, isGap = false) {
  const figure = make('p', { class: 'card-figure' }, make('b', {}, count.toLocaleString('en')), ` ${name}`);
  return make('li', { class: isGap ? 'card gap-card' : 'card' }, figure, make('p', { class: 'muted' }, split));
}

/**
 * @param {IndexShown} index
 * @param {readonly RowCounted[]} rows
 * @param {(choice: Choice) => void} onChoose
 * @returns {HTMLElement}
 */
function makeCounts({ vanishedDecisions }, rows, onChoose) {
  const counts = noCounts();
  let [decided, dismissed] = [0, 0];
  for (const row of rows) {
    counts[toKind(row)] += 1;
    if (row[7] !== null) decided += 1;
    if (row[7] === 'dismissed') dismissed += 1;
  }
  const buttons = KINDS.map((kind) => {
    const button = make(
      'button',
      { type: 'button', class: `count-button ${kind}` },
      make('b', {}, String(counts[kind])),
      ` ${sayKind(kind)}`,
    );
    button.addEventListener('click', () => onChoose({ kind }));
    return make('li', {}, button);
  });
  const notes = [
    ...(decided > 0 ? [fill(WORDS.decided, decided, dismissed)] : []),
    ...(vanishedDecisions > 0 ? [fill(WORDS.vanished, vanishedDecisions)] : []),
  ];
  const note = notes.length === 0 ? null : make('p', { class: 'muted' }, notes.join(' · '));
  return make('div', {}, make('ul', { class: 'counts' }, ...buttons), note);
}

/**
 * @param {IndexShown} index
 * @param {readonly RowCounted[]} rows
 * @param {(choice: Choice) => void} onChoose
 */
function toCheckBars({ checks }, rows, onChoose) {
  const counted = countBy(rows, (row) => row[4]);
  return [...counted].map(([check, counts]) => {
    const { id, title } = checks[check] ?? { id: '', title: { zh: '', en: '' } };
    return { name: `${id} ${say(title)}`, counts, onChoose: () => onChoose({ check }) };
  });
}

/**
 * @param {IndexShown} index
 * @param {readonly RowCounted[]} rows
 * @param {(choice: Choice) => void} onChoose
 */
function toUnitBars(index, rows, onChoose) {
  const counted = countBy(rows, (row) => toUnit(index, row));
  return [...counted].map(([unit, counts]) => ({
    name: unit === '' ? say(WORDS.noUnit) : unit,
    counts,
    onChoose: () => onChoose({ unit }),
  }));
}

/**
 * @template Key
 * @param {readonly RowCounted[]} rows
 * @param {(row: RowCounted) => Key} toKey
 * @returns {Map<Key, CountsOfKinds>}
 */
function countBy(rows, toKey) {
  const counted = new Map();
  for (const row of rows) {
    const counts = counted.get(toKey(row)) ?? noCounts();
    counted.set(toKey(row), counts);
    counts[toKind(row)] += 1;
  }
  return counted;
}

/** @returns {CountsOfKinds} */
function noCounts() {
  return { error: 0, warning: 0, note: 0, review: 0 };
}

/**
 * @param {RowCounted} row
 * @returns {import('./draw-charts.js').Kind}
 */
export function toKind([, severity, outcome]) {
  return outcome === 'review' ? 'review' : severity;
}

/**
 * @param {IndexShown} index
 * @returns {HTMLElement}
 */
function makeGaps({ gaps, moreGaps }) {
  if (gaps.length === 0) return make('p', {}, say(WORDS.noGaps));
  const rows = gaps.map(({ path, outcome, pagesUnread, message }) => {
    const came = {
      failed: say(WORDS.gapFailed),
      'no-report': say(WORDS.gapNoReport),
      read: fill(WORDS.gapPages, pagesUnread),
    }[outcome];
    const why = message === null ? '' : ` · ${say(message)}`;
    return make('tr', {}, make('th', { scope: 'row' }, path), make('td', {}, `${came}${why}`));
  });
  const head = make(
    'tr',
    {},
    make('th', { scope: 'col' }, say(WORDS.file)),
    make('th', { scope: 'col' }, say(WORDS.outcome)),
  );
  const more = moreGaps > 0 ? make('p', { class: 'muted' }, fill(WORDS.moreGaps, moreGaps)) : null;
  return make('div', {}, make('table', { class: 'plain' }, make('thead', {}, head), make('tbody', {}, ...rows)), more);
}

/**
 * @param {IndexShown} index
 * @returns {HTMLElement}
 */
function makeOpenChecks({ checks }) {
  const open = checks.filter((check) => check.open > 0).sort((a, b) => b.open - a.open);
  const entries = open.map(({ id, title, open: count }) =>
    make('tr', {}, make('th', { scope: 'row' }, `${id} ${say(title)}`), make('td', { class: 'figure' }, String(count))),
  );
  return make(
    'div',
    {},
    make('p', { class: 'muted' }, say(WORDS.openExplained)),
    make('table', { class: 'plain' }, make('tbody', {}, ...entries)),
  );
}
