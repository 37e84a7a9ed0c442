/** @import { CitedDocument, FindingReply } from '../api.ts' */
/** @import { PageMark } from './marks.js' */
import { byId, h } from './dom.js';
import { findWords } from './find-words.js';
import { toLegend, toPageMarks } from './marks.js';
import { drawPdfPage, readPdfWords } from './pdf.js';
import { drawTexts } from './tables.js';
import { words } from './words.js';

/** Widths of a page as shares of the room there is. */
const ZOOMS = [1, 1.5, 2, 3];

/** The left side: the pages a finding cites with its figures boxed, or what was read of them. */
export function createEvidence() {
  const root = byId('evidence');
  root.setAttribute('aria-label', words.evidence);
  const bar = h('div', { className: 'bar' });
  const room = h('div', { id: 'room', tabIndex: 0, role: 'region', 'aria-label': words.evidence });
  root.append(bar, room);
  let zoom = 0;
  let asTexts = false;
  /** @type {FindingReply | null} */
  let shown = null;

  /** @param {FindingReply} reply */
  function draw(reply) {
    shown = reply;
    const drawn = reply.documents.map((document) => drawDocument(document, reply));
    const roles = new Set(reply.finding.sources.map(({ role }) => role));
    const hasPages = reply.documents.some(isShownAsPages);
    bar.replaceChildren(
      h('span', { className: 'jumps' }, ...drawn.flatMap(({ jumps }) => jumps)),
      toLegend(roles),
      h(
        'span',
        { className: 'tools' },
        hasPages
          ? h('button', { type: 'button', id: 'toggle', onclick: toggle }, asTexts ? words.showPage : words.showTable)
          : null,
        hasPages && !asTexts ? zoomButton(-1, '−', words.smaller) : null,
        hasPages && !asTexts ? zoomButton(1, '+', words.larger) : null,
      ),
    );
    room.replaceChildren(...drawn.map(({ element }) => element));
    toMarked(room);
    for (const { start } of drawn) start();
  }

  /**
   * @param {number} step
   * @param {string} sign
   * @param {string} name
   */
  function zoomButton(step, sign, name) {
    const onclick = () => {
      zoom = Math.max(0, Math.min(ZOOMS.length - 1, zoom + step));
      if (shown !== null) draw(shown);
    };
    return h('button', { type: 'button', 'aria-label': name, title: name, onclick }, sign);
  }

  function toggle() {
    asTexts = !asTexts;
    if (shown !== null) draw(shown);
  }

  /**
   * @param {CitedDocument} cited
   * @param {FindingReply} reply
   * @returns {{ element: HTMLElement, jumps: HTMLElement[], start: () => void }}
   */
  function drawDocument(cited, reply) {
    const { documentId, path, kind, state } = cited;
    const note = kind !== null && state !== 'same' ? h('p', { className: 'notice' }, words.sources[state]) : null;
    const element = h('article', {}, h('h2', {}, h('bdi', {}, path)), note);
    const marks = toPageMarks(reply, documentId);
    if (!isShownAsPages(cited) || asTexts || marks.length === 0) {
      element.append(drawTexts(reply, documentId));
      const isOne = reply.documents.length === 1;
      const jump = h('button', { type: 'button', title: path, onclick: () => toMarked(element) }, toFileName(path));
      return { element, jumps: isOne ? [] : [jump], start: () => undefined };
    }
    const pages = cited.pages.filter((page) => marks.some(({ pageNumber }) => pageNumber === page.pageNumber));
    const frames = pages.map((page) =>
      drawFrame({ page, marks: marks.filter(({ pageNumber }) => pageNumber === page.pageNumber) }),
    );
    element.append(...frames.map(({ frame }) => frame));
    const jumps = frames.map(({ frame, page, marks: own }) =>
      h(
        'button',
        { type: 'button', onclick: () => toMarked(frame) },
        `${words.page(page.pageNumber)} ${[...new Set(own.map(({ role }) => words.roles[role]))].join('、')}`,
      ),
    );
    return {
      element,
      jumps,
      start: () => {
        // Only what comes near to being seen is drawn: a finding may cite dozens of pages.
        const watch = new IntersectionObserver(
          (entries) => {
            for (const { target, isIntersecting } of entries) {
              const found = isIntersecting ? frames.find(({ frame }) => frame === target) : undefined;
              if (found === undefined) continue;
              watch.unobserve(target);
              fillFrame(found.frame, { cited, page: found.page, marks: found.marks, reply });
            }
          },
          { root: room, rootMargin: '50%' },
        );
        for (const { frame } of frames) watch.observe(frame);
      },
    };
  }

  /**
   * A page still blank, in its shape, so that what is boxed has its place at once.
   *
   * @param {{ page: CitedDocument['pages'][number], marks: readonly PageMark[] }} options
   */
  function drawFrame({ page, marks }) {
    const { pageNumber, widthPt, heightPt } = page;
    const frame = h('div', { className: 'frame', role: 'img', 'aria-label': words.page(pageNumber) });
    frame.dataset.page = String(pageNumber);
    frame.style.width = `${(ZOOMS[zoom] ?? 1) * 100}%`;
    frame.style.aspectRatio = `${widthPt} / ${heightPt}`;
    // Sentences in one paragraph share its box.
    const boxes = new Map(marks.map((mark) => [JSON.stringify(mark.bbox), mark]));
    for (const mark of [...boxes.values()].reverse()) {
      const all = marks.filter(({ bbox }) => String(bbox) === String(mark.bbox));
      const best = all.find(({ role }) => role === 'recorded') ?? mark;
      const label = [...new Set(all.map((each) => each.label))].join('·');
      frame.append(
        drawBox(best.bbox, { page, className: `box ${best.role}${best.span === null ? '' : ' around'}`, label }),
      );
    }
    return { frame, page, marks };
  }

  /**
   * @param {HTMLElement} frame
   * @param {{ cited: CitedDocument, page: CitedDocument['pages'][number], marks: readonly PageMark[], reply: FindingReply }} options
   */
  async function fillFrame(frame, { cited, page, marks, reply }) {
    const { documentId, kind } = cited;
    const { pageNumber } = page;
    try {
      if (kind === 'image') {
        const picture = h('img', { src: `/api/source/${documentId}/${pageNumber}.png`, alt: '' });
        frame.prepend(picture);
        await picture.decode();
      } else {
        const canvas = h('canvas');
        frame.prepend(canvas);
        await drawPdfPage({ documentId, pageNumber, width: frame.clientWidth, canvas });
        if (!marks.some(({ span }) => span !== null)) return;
        const pieces = await readPdfWords(documentId, pageNumber);
        for (const { bbox, role, span } of marks) {
          if (span === null) continue;
          for (const box of findWords(pieces, { within: bbox, text: span })) {
            frame.append(drawBox(box, { page, className: `box words ${role}`, label: '' }));
          }
        }
      }
    } catch (error) {
      if (shown !== reply || !frame.isConnected) return;
      console.warn(error);
      frame.replaceWith(h('p', { className: 'notice' }, words.unshown), drawTexts(reply, documentId));
    }
  }

  return { draw, toggle, clear: () => room.replaceChildren() };
}

/** @param {string} path */
function toFileName(path) {
  return path.split('/').slice(-2).join('/');
}

/** @param {CitedDocument} cited */
function isShownAsPages({ kind, state }) {
  return kind !== null && state === 'same';
}

/**
 * @param {readonly [number, number, number, number]} bbox
 * @param {{ page: CitedDocument['pages'][number], className: string, label: string }} options
 */
function drawBox([x0, top, x1, bottom], { page: { widthPt, heightPt }, className, label }) {
  const box = h('div', { className }, label === '' ? null : h('span', { className: 'label' }, label));
  box.style.left = `${(x0 / widthPt) * 100}%`;
  box.style.top = `${(top / heightPt) * 100}%`;
  box.style.width = `${((x1 - x0) / widthPt) * 100}%`;
  box.style.height = `${((bottom - top) / heightPt) * 100}%`;
  return box;
}

/** Brings the recorded figure, or else the first mark, into sight. @param {HTMLElement} within */
function toMarked(within) {
  const mark = within.querySelector('.recorded') ?? within.querySelector('.box, .marked, mark');
  if (mark !== null) mark.scrollIntoView({ block: 'center', inline: 'center' });
  else within.scrollIntoView({ block: 'start' });
}
