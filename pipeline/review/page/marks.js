/** @import { FindingReply } from '../api.ts' */
import { h } from './dom.js';
import { words } from './words.js';

/** @typedef {FindingReply['finding']['sources'][number]} CitedSource */
/** @typedef {{ pageNumber: number, role: CitedSource['role'], label: string, bbox: readonly [number, number, number, number], span: string | null }} PageMark */

/** The order in which roles are told where several share a place. */
const ROLES = /** @type {const} */ (['recorded', 'counterpart', 'operand', 'rule']);

/**
 * What to box on the pages of a document: each place once, with all the roles it has.
 *
 * @param {FindingReply} reply
 * @param {string} documentId
 * @returns {readonly PageMark[]}
 */
export function toPageMarks({ finding, texts }, documentId) {
  /** @type {Map<string, PageMark & { roles: Set<CitedSource['role']> }>} */
  const marks = new Map();
  for (const source of finding.sources) {
    const { pageNumber, bbox, role, charSpan, blockId, tableId } = source;
    if (source.documentId !== documentId || pageNumber === undefined || bbox === undefined) continue;
    // Words of a sentence share the box of their paragraph; each gets its own mark within.
    const span = blockId !== undefined && tableId === undefined && charSpan !== undefined ? charSpan : null;
    const key = JSON.stringify([pageNumber, bbox, span]);
    const known = marks.get(key);
    if (known === undefined) {
      const text = span === null ? undefined : texts.find((each) => each.blockId === blockId)?.text;
      const word = text === undefined || span === null ? null : text.slice(...span);
      marks.set(key, { pageNumber, bbox, role, label: '', span: word, roles: new Set([role]) });
    } else known.roles.add(role);
  }
  return [...marks.values()].map(({ roles, ...mark }) => {
    const ordered = ROLES.filter((role) => roles.has(role));
    const label = ordered.map((role) => words.shortRoles[role]).join('·');
    return { ...mark, role: ordered[0] ?? mark.role, label };
  });
}

/** What the colours and lines of boxes mean. @param {ReadonlySet<string>} roles */
export function toLegend(roles) {
  return h(
    'span',
    { className: 'legend' },
    ...ROLES.filter((role) => roles.has(role)).map((role) =>
      h('span', { className: `key ${role}` }, words.roles[role]),
    ),
  );
}
