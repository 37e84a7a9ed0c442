/** @import { BlockPicture, EvidencePart, Mark, TablePicture } from '../../dataset/evidence/evidence-data.ts' */
/** @import { FindingReply } from '../api.ts' */
import { h } from './dom.js';
import { words } from './words.js';

/**
 * Draws what was read of a document: its tables and paragraphs with the cited cells and words marked.
 *
 * @param {FindingReply} reply
 * @param {string} documentId
 * @returns {HTMLElement}
 */
export function drawTexts({ parts, pictures }, documentId) {
  const own = parts.filter((part) => part.documentId === documentId);
  const drawn = own.flatMap((part) => {
    const table = part.table === null ? undefined : pictures.tables[part.table];
    if (table !== undefined) return [drawTable(table, part)];
    const block = part.block === null ? undefined : pictures.blocks[part.block];
    return block === undefined ? [] : [drawBlock(block, part)];
  });
  if (drawn.length === 0) return h('p', { className: 'empty' }, words.nowhere);
  return h('div', { className: 'texts' }, ...drawn);
}

/**
 * @param {TablePicture} table
 * @param {EvidencePart} part
 */
function drawTable({ caption, cells }, { marks }) {
  /** @type {Map<number, HTMLTableRowElement>} */
  const rows = new Map();
  let previous = -1;
  const body = h('tbody');
  cells.forEach(([row, , rowSpan, colSpan, text], index) => {
    let line = rows.get(row);
    if (line === undefined) {
      if (row > previous + 1 && !coversUpTo(cells, previous + 1, row)) {
        body.append(h('tr', {}, h('td', { className: 'omitted', colSpan: 99 }, words.omitted)));
      }
      line = h('tr');
      rows.set(row, line);
      body.append(line);
      previous = row;
    }
    const own = marks.filter((mark) => mark.cell === index);
    line.append(h('td', { rowSpan, colSpan, ...toMarked(own) }, ...toMarkedText(text, own)));
  });
  return h('table', { className: 'read' }, caption === null ? null : h('caption', {}, caption), body);
}

/**
 * Whether rows without a first cell of their own lie below merged cells, and were not left out.
 *
 * @param {TablePicture['cells']} cells
 * @param {number} from
 * @param {number} to
 */
function coversUpTo(cells, from, to) {
  return cells.some(([row, , rowSpan]) => row <= from && row + rowSpan >= to);
}

/**
 * @param {BlockPicture} block
 * @param {EvidencePart} part
 */
function drawBlock({ text }, { marks }) {
  return h(
    'p',
    { className: 'read', ...toMarked(marks.filter(({ span }) => span === null)) },
    ...toMarkedText(text, marks),
  );
}

/** @param {readonly Mark[]} marks */
function toMarked(marks) {
  const [first] = [...marks].sort((a, b) => rank(a) - rank(b));
  if (first === undefined) return {};
  const title = [...new Set(marks.map(({ role }) => words.roles[role]))].join('、');
  return { className: `marked ${first.role}`, title };
}

/**
 * The text with the words that spans name within `mark` elements; overlapping spans are left to the first.
 *
 * @param {string} text
 * @param {readonly Mark[]} marks
 */
function toMarkedText(text, marks) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let at = 0;
  const spans = marks.flatMap(({ span, role }) => (span === null ? [] : [{ start: span[0], end: span[1], role }]));
  for (const { start, end, role } of spans.sort((a, b) => a.start - b.start || rank(a) - rank(b))) {
    if (start < at || end > text.length) continue;
    pieces.push(
      text.slice(at, start),
      h('mark', { className: role, title: words.roles[role] }, text.slice(start, end)),
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** @param {Pick<Mark, 'role'>} mark */
function rank({ role }) {
  return ['recorded', 'counterpart', 'operand', 'rule'].indexOf(role);
}
