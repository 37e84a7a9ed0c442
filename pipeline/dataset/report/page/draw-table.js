import { make, makeButton } from './elements.js';
import { fill, ROLE_WORDS, say, WORDS } from './words.js';

/** @typedef {import('../../evidence/evidence-data.ts').TablePicture} Table */
/** @typedef {import('../../evidence/evidence-data.ts').CellPicture} CellOfTable */
/** @typedef {import('../../evidence/evidence-data.ts').Mark} MarkInText */

/** Rows of a table that is shown whole; a longer one is cut to the rows concerned and those that name the columns. */
const MAX_WHOLE_ROWS = 14;
/** A mark over others in one place gives its style. */
const ROLE_RANK = { recorded: 0, operand: 1, counterpart: 2, rule: 3 };

/**
 * A table with the cells of the marks boxed. Merged cells are merged again, also where rows are left out.
 * @param {Table} table
 * @param {readonly MarkInText[]} marks
 * @param {string} label  what the table is called for those who do not see it
 * @returns {HTMLElement}
 */
export function drawTableWithMarks(table, marks, label) {
  const box = make('div', { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': label });
  /** @param {boolean} isWhole */
  const show = (isWhole) => {
    const rows = toShownRows(table, marks, isWhole);
    const shown = make('table', { class: 'evidence-table' });
    if (table.caption !== null) shown.append(make('caption', {}, table.caption));
    const body = make('tbody');
    let last = -1;
    for (const run of toRuns(rows)) {
      const left = run.start - last - 1;
      if (left > 0) body.append(makeGap(left, table.columns, () => show(true)));
      for (const row of makeRows(table, run, marks)) body.append(row);
      last = run.end;
    }
    const left = table.rows - 1 - last;
    if (left > 0) body.append(makeGap(left, table.columns, () => show(true)));
    shown.append(body);
    box.replaceChildren(shown);
  };
  show(table.rows <= MAX_WHOLE_ROWS);
  return box;
}

/**
 * A text with its marks boxed in it.
 * @param {string} text
 * @param {readonly MarkInText[]} marks  without a span: on the whole text
 * @returns {DocumentFragment}
 */
export function drawTextWithMarks(text, marks) {
  const fragment = document.createDocumentFragment();
  const spans = marks.flatMap((mark) => (mark.span === null ? [] : [{ mark, start: mark.span[0], end: mark.span[1] }]));
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  cuts.forEach((start, index) => {
    const end = cuts[index + 1];
    if (end === undefined || end === start) return;
    const own = spans.filter((span) => span.start <= start && span.end >= end).map(({ mark }) => mark);
    const piece = text.slice(start, end);
    if (own.length === 0) fragment.append(piece);
    else {
      const starting = own.filter((mark) => mark.span?.[0] === start);
      fragment.append(make('mark', { class: toMarkClass(own) }, ...starting.map(makeBadge), piece));
    }
  });
  return fragment;
}

/**
 * @param {readonly MarkInText[]} marks
 * @returns {string}
 */
export function toMarkClass(marks) {
  const [first] = [...marks].sort((a, b) => ROLE_RANK[a.role] - ROLE_RANK[b.role]);
  return first === undefined ? '' : `marked ${first.role}`;
}

/**
 * What a boxed figure is called: 填报, 依据1, 依据2 …
 * @param {MarkInText} mark
 * @returns {string}
 */
export function toMarkName({ role, ordinal }) {
  const name = say(ROLE_WORDS[role]);
  return role === 'recorded' && ordinal === 1 ? name : `${name}${name.length > 3 ? ' ' : ''}${ordinal}`;
}

/**
 * @param {MarkInText} mark
 * @returns {HTMLElement}
 */
export function makeBadge(mark) {
  return make('span', { class: `badge ${mark.role}` }, toMarkName(mark));
}

/**
 * @param {Table} table
 * @param {readonly MarkInText[]} marks
 * @param {boolean} isWhole
 * @returns {readonly number[]} the rows shown, ascending
 */
function toShownRows(table, marks, isWhole) {
  const present = new Set(
    table.cells.flatMap(([row, , rowSpan]) => Array.from({ length: rowSpan }, (_, own) => row + own)),
  );
  const all = [...present].sort((a, b) => a - b);
  if (isWhole) return all;
  /** @type {Set<number>} */
  const shown = new Set();
  for (const { cell } of marks) {
    const [row, , rowSpan] = (cell === null ? undefined : table.cells[cell]) ?? [-1, 0, 0];
    for (let own = row; own < row + rowSpan; own += 1) shown.add(own);
    let head = table.headRows.findLast((each) => each <= row) ?? (row > 0 ? 0 : undefined);
    // Headings of two levels stand on end.
    for (; head !== undefined; head = table.headRows.includes(head - 1) ? head - 1 : undefined) shown.add(head);
  }
  return shown.size === 0 ? all.slice(0, MAX_WHOLE_ROWS) : all.filter((row) => shown.has(row));
}

/** @typedef {{ start: number, end: number }} Run  rows on end, both included */

/**
 * @param {readonly number[]} rows
 * @returns {readonly Run[]}
 */
function toRuns(rows) {
  /** @type {Run[]} */
  const runs = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last.end === row - 1) last.end = row;
    else runs.push({ start: row, end: row });
  }
  return runs;
}

/**
 * @param {Table} table
 * @param {Run} run
 * @param {readonly MarkInText[]} marks
 * @returns {readonly HTMLTableRowElement[]}
 */
function makeRows(table, { start, end }, marks) {
  const rows = Array.from({ length: end - start + 1 }, () => make('tr'));
  const placed = table.cells
    .map((cell, index) => ({ cell, own: marks.filter((mark) => mark.cell === index), first: Math.max(cell[0], start) }))
    .filter(({ cell: [row, , rowSpan] }) => row <= end && row + rowSpan > start)
    .sort((a, b) => a.first - b.first || a.cell[1] - b.cell[1]);
  for (const { cell, own, first } of placed) {
    const last = Math.min(cell[0] + cell[2] - 1, end);
    rows[first - start]?.append(
      makeCell(cell, { own, span: last - first + 1, isHead: table.headRows.includes(cell[0]) }),
    );
  }
  return rows;
}

/**
 * @param {CellOfTable} cell
 * @param {{ own: readonly MarkInText[], span: number, isHead: boolean }} look
 * @returns {HTMLTableCellElement}
 */
function makeCell([, , , colSpan, text], { own, span, isHead }) {
  const whole = own.filter((mark) => mark.span === null);
  const name = isHead ? 'th' : 'td';
  const attributes = { rowspan: span > 1 ? span : null, colspan: colSpan > 1 ? colSpan : null };
  const badges = whole.map(makeBadge);
  const isFigure = /^[^\p{L}]*\d[\d.,%‰\s]*$/u.test(text);
  const classes = [toMarkClass(own), isFigure ? 'figure' : ''].join(' ').trim();
  const shown =
    text === '' && own.length > 0 ? make('span', { class: 'muted' }, say(WORDS.blank)) : drawTextWithMarks(text, own);
  return make(name, { ...attributes, class: classes === '' ? null : classes }, ...badges, shown);
}

/**
 * @param {number} rows
 * @param {number} columns
 * @param {() => void} showAll
 * @returns {HTMLTableRowElement}
 */
function makeGap(rows, columns, showAll) {
  const text = `⋯ ${fill(WORDS.rowsLeftOut, rows)} · ${say(WORDS.wholeTable)}`;
  return make('tr', { class: 'gap' }, make('td', { colspan: columns }, makeButton(text, showAll, { class: 'quiet' })));
}
