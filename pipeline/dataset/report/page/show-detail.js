import { drawPage } from './draw-page.js';
import { drawTableWithMarks, drawTextWithMarks, makeBadge, toMarkClass } from './draw-table.js';
import { make } from './elements.js';
import {
  CAUSE_WORDS,
  DECISION_WORDS,
  fill,
  OUTCOME_WORDS,
  ROUNDING_WORDS,
  SEVERITY_WORDS,
  say,
  WORDS,
} from './words.js';

/** @typedef {import('../page-data.ts').PageIndex} IndexOfDetail */
/** @typedef {import('../page-data.ts').FindingRow} RowOfDetail */
/** @typedef {import('../page-data.ts').PageChunk} Chunk */
/** @typedef {import('../page-data.ts').FindingDetail} Detail */
/** @typedef {import('../../evidence/evidence-data.ts').EvidencePart} Part */

/**
 * A finding in full: its figures, why they do not agree, and the evidence.
 * @param {IndexOfDetail} index
 * @param {RowOfDetail} row
 * @param {{ chunk: Chunk, detail: Detail }} read
 * @returns {HTMLElement}
 */
export function makeDetail(index, row, { chunk, detail }) {
  const [anchor, , , , check] = row;
  const { id, title } = index.checks[check] ?? { id: '', title: { zh: '', en: '' } };
  return make(
    'article',
    { class: 'finding', 'aria-labelledby': `title-${anchor}` },
    makeTags(row),
    make('h2', { id: `title-${anchor}`, tabindex: -1 }, `${id} ${say(title)}`),
    make('p', { class: 'subject' }, row[11]),
    makeDecision(detail),
    makeFigures(detail),
    make('h3', {}, say(WORDS.evidence)),
    ...detail.evidence.map((part) => makePart(part, chunk, detail.evidence.length > 1)),
    ...makePages(detail.evidence, chunk),
    make('h3', {}, say(WORDS.why)),
    make('p', {}, say(detail.message)),
    makeFacts(index, row, detail),
  );
}

/** What severity and outcome look like without colour. */
const SYMBOLS = { error: '●', warning: '▲', note: '■', review: '?' };

/**
 * @param {RowOfDetail} row
 * @returns {HTMLElement}
 */
export function makeTags([, severity, outcome, , , , , decision]) {
  const kind = outcome === 'review' ? 'review' : severity;
  const symbol = make('span', { 'aria-hidden': 'true' }, SYMBOLS[kind]);
  return make(
    'span',
    { class: 'tags' },
    make('span', { class: `tag-kind ${kind}` }, symbol, ` ${say(SEVERITY_WORDS[severity])}`),
    outcome === 'review' ? make('span', { class: 'tag-plain' }, say(OUTCOME_WORDS.review)) : null,
    decision === null ? null : make('span', { class: `tag-plain ${decision}` }, say(DECISION_WORDS[decision])),
  );
}

/**
 * @param {Detail} detail
 * @returns {HTMLElement | null}
 */
function makeDecision({ decision }) {
  if (decision === null || decision.decision === 'undecided') return null;
  const who = decision.by === '' ? decision.at : fill(WORDS.decidedBy, decision.by, decision.at);
  const text = `${say(DECISION_WORDS[decision.decision])}（${who}）${decision.reason === '' ? '' : `：${decision.reason}`}`;
  return make('p', { class: 'decision' }, text);
}

/**
 * @param {Detail} detail
 * @returns {HTMLElement}
 */
function makeFigures({ recorded, recomputed, difference, rounding, formula }) {
  // Without arithmetic the other figure is a counterpart as printed.
  const isComputed = difference !== null || rounding !== null;
  return make(
    'dl',
    { class: 'figures' },
    ...makeEntry(say(WORDS.recorded), recorded === '' ? say(WORDS.blank) : recorded, 'recorded'),
    ...makeEntry(say(isComputed ? WORDS.recomputed : WORDS.counterpartFigure), recomputed, 'recomputed'),
    ...makeEntry(say(WORDS.difference), difference),
    ...makeEntry(say(WORDS.rounding), rounding === null ? null : say(ROUNDING_WORDS[rounding]), 'words'),
    ...makeEntry(say(WORDS.formula), formula, 'formula'),
  );
}

/**
 * @param {string} name
 * @param {string | Node | null} value  null: nothing is said
 * @param {string} [kind]
 * @returns {readonly HTMLElement[]}
 */
function makeEntry(name, value, kind = 'figure-entry') {
  if (value === null) return [];
  return [make('div', { class: `entry ${kind}` }, make('dt', {}, name), make('dd', {}, value))];
}

/**
 * @param {Part} part
 * @param {Chunk} chunk
 * @param {boolean} isOneOfSeveral
 * @returns {HTMLElement}
 */
function makePart({ documentId, table, block, marks }, chunk, isOneOfSeveral) {
  const path = chunk.paths[documentId]?.[0] ?? documentId;
  const drawnTable = table === null ? undefined : chunk.tables[table];
  const drawnBlock = block === null ? undefined : chunk.blocks[block];
  const kind = drawnTable === undefined ? say(WORDS.paragraph) : (drawnTable.caption ?? say(WORDS.tableNoCaption));
  const pages = [...new Set(marks.flatMap(({ boxes }) => boxes.map(([page]) => page)))].sort((a, b) => a - b);
  const lines = [...new Set(marks.flatMap(({ line }) => (line === null ? [] : [line])))];
  const where = [
    kind,
    ...pages.map((page) => fill(WORDS.pageNumber, page)),
    ...lines.slice(0, 1).map((line) => fill(WORDS.lineNumber, line)),
    ...(marks.some(({ isRecognised }) => isRecognised) ? [say(WORDS.recognised)] : []),
  ].join(' · ');
  const drawn =
    drawnTable !== undefined
      ? drawTableWithMarks(drawnTable, marks, where)
      : make(
          'blockquote',
          { class: toMarkClass(marks.filter(({ span }) => span === null)) || null },
          ...makeBlockText(drawnBlock?.text, marks),
        );
  return make(
    'section',
    { class: 'part' },
    make('p', { class: 'where' }, isOneOfSeveral || Object.keys(chunk.paths).length > 1 ? `${path} · ${where}` : where),
    drawn,
    drawnTable === undefined && marks.every(({ readAs }) => readAs === undefined) ? null : makeLegendOfMarks(marks),
  );
}

/**
 * @param {string | undefined} text
 * @param {Part['marks']} marks
 * @returns {readonly Node[]}
 */
function makeBlockText(text, marks) {
  const badges = marks.filter(({ span }) => span === null).map(makeBadge);
  const shown = text ?? marks[0]?.text ?? '';
  return [...badges, drawTextWithMarks(shown, marks)];
}

/**
 * Each boxed figure in words, for tables too wide to see at once and for those who do not see boxes.
 * @param {Part['marks']} marks
 * @returns {HTMLElement}
 */
function makeLegendOfMarks(marks) {
  const entries = marks.map((mark) => {
    const row = mark.row === null ? '' : ` · ${fill(WORDS.rowNumber, mark.row + 1)}`;
    return make(
      'li',
      {},
      makeBadge(mark),
      ` ${mark.text === '' ? say(WORDS.blank) : mark.text}`,
      mark.readAs === undefined ? null : make('span', { class: 'read-as' }, ` ${fill(WORDS.readAs, mark.readAs)}`),
      make('span', { class: 'muted' }, row),
    );
  });
  return make('ul', { class: 'marks', 'aria-label': say(WORDS.legend) }, ...entries);
}

/**
 * @param {readonly Part[]} parts
 * @param {Chunk} chunk
 * @returns {readonly HTMLElement[]}
 */
function makePages(parts, chunk) {
  const documents = [...new Set(parts.map(({ documentId }) => documentId))];
  return documents.flatMap((documentId) => {
    const own = parts.filter((part) => part.documentId === documentId);
    const marks = own.flatMap((part) => part.marks);
    const numbers = [...new Set(marks.flatMap(({ boxes }) => boxes.map(([page]) => page)))].sort((a, b) => a - b);
    return numbers.flatMap((number) => {
      const page = chunk.pages[`${documentId}#${number}`];
      if (page === undefined) return [];
      const title = `${say(WORDS.pageView)} · ${fill(WORDS.pageNumber, number)}`;
      const isRecognised = marks.some((mark) => mark.isRecognised && mark.boxes.some(([on]) => on === number));
      const note = make('p', { class: 'muted', hidden: !isRecognised || page.image !== null }, say(WORDS.noPicture));
      const picture = drawPage(page, number, {
        texts: toPageTexts(own, chunk, number),
        marks,
        onNoImage: () => note.removeAttribute('hidden'),
      });
      return [make('details', { class: 'page-box', open: true }, make('summary', {}, title), note, picture)];
    });
  });
}

/**
 * @param {readonly Part[]} parts
 * @param {Chunk} chunk
 * @param {number} pageNumber
 */
function toPageTexts(parts, chunk, pageNumber) {
  const cells = parts.flatMap(({ table }) => (table === null ? [] : (chunk.tables[table]?.cells ?? [])));
  const texts = cells.flatMap(([, , , , text, boxes]) => boxes.map((box) => ({ text, box })));
  const blocks = parts.flatMap(({ block, marks }) => {
    const text = block === null ? undefined : chunk.blocks[block]?.text;
    const box = marks.flatMap(({ boxes }) => boxes).find(([on]) => on === pageNumber);
    return text === undefined || box === undefined ? [] : [{ text, box }];
  });
  return [...texts, ...blocks].filter(({ box: [on] }) => on === pageNumber);
}

/**
 * @param {IndexOfDetail} index
 * @param {RowOfDetail} row
 * @param {Detail} detail
 * @returns {HTMLElement}
 */
function makeFacts(index, row, { basis, isImplied, consequences }) {
  const report = row[6] === null ? null : (index.reports[row[6]] ?? null);
  const named =
    report === null
      ? say(WORDS.acrossFiles)
      : [report.title, report.project, report.unit, report.year]
          .filter((part) => part !== null && part !== '')
          .join(' · ');
  const caused = consequences.map(({ checkId, subject, recorded, recomputed }) => {
    const figures = [recorded, recomputed].filter((figure) => figure !== null).join(' → ');
    return make('li', {}, `${checkId} ${subject}${figures === '' ? '' : `：${figures}`}`);
  });
  const link = make('a', { href: `#f-${row[0]}` }, `f-${row[0]}`);
  return make(
    'dl',
    { class: 'facts' },
    ...makeEntry(say(WORDS.basis), `${say(basis)}${isImplied ? `（${say(WORDS.implied)}）` : ''}`),
    ...makeEntry(say(WORDS.causeGroup), say(CAUSE_WORDS[row[3]])),
    ...makeEntry(say(WORDS.consequences), caused.length === 0 ? null : make('ul', {}, ...caused)),
    ...makeEntry(say(WORDS.file), index.files[row[5]] ?? ''),
    ...makeEntry(say(WORDS.place), row[8] === '' ? null : row[8]),
    ...makeEntry(say(WORDS.report), named),
    ...makeEntry(say(WORDS.link), link),
  );
}
