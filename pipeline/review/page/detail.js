/** @import { CitedText, FindingReply } from '../api.ts' */
import { byId, h } from './dom.js';
import { language, words } from './words.js';

/**
 * The right side: the finding in figures and words, and what was decided on it.
 *
 * @param {{ titleOf: (checkId: string) => string, onDecide: (what: 'accept' | 'dismiss' | 'undecide' | 'correct') => void, onTakeBack: (text: CitedText) => void }} options
 */
export function createDetail({ titleOf, onDecide, onTakeBack }) {
  const root = byId('detail');
  root.setAttribute('aria-label', words.detail);
  const content = h('div', { id: 'content', tabIndex: 0, role: 'region', 'aria-label': words.detail });
  /** @type {HTMLButtonElement[]} */
  const buttons = /** @type {const} */ ([
    ['accept', 'a'],
    ['dismiss', 'd'],
    ['undecide', 'u'],
    ['correct', 'e'],
  ]).map(([what, key]) =>
    h(
      'button',
      { type: 'button', id: what, className: what, onclick: () => onDecide(what), 'aria-keyshortcuts': key },
      words[what],
      ' ',
      h('kbd', {}, key),
    ),
  );
  const status = h('p', { id: 'status', role: 'status' });
  root.append(content, status, h('div', { className: 'buttons' }, ...buttons));

  /** @param {FindingReply | null} reply */
  function draw(reply) {
    for (const button of buttons) button.disabled = reply === null;
    content.scrollTop = 0;
    content.replaceChildren(...(reply === null ? [] : toContent(reply)));
  }

  /** @param {FindingReply} reply */
  function toContent({ finding, state, history, texts, consequences }) {
    const { checkId, severity, outcome, recorded, recomputed, difference, rounding, formula } = finding;
    const rules = finding.sources.filter(({ role }) => role === 'rule').map(({ text }) => text);
    const corrected = texts.filter(({ text, read }) => text !== read);
    return [
      h(
        'div',
        { className: 'head' },
        h('span', { className: `badge ${severity}` }, words.severities[severity]),
        outcome === 'review' ? h('span', { className: 'badge review' }, words.outcomes.review) : null,
        h('span', { className: `badge state ${state}`, id: 'state' }, words.states[state]),
      ),
      h('h2', {}, `${checkId} ${titleOf(checkId)}`),
      h('p', { className: 'message' }, finding.message[language]),
      ...corrected.map(toCorrected),
      h(
        'dl',
        {},
        ...toTerm(words.recorded, recorded, 'figure'),
        ...toTerm(words.recomputed, recomputed, 'figure'),
        ...toTerm(words.difference, difference, 'figure'),
        ...toTerm(words.rounding, rounding === null ? null : words.roundings[rounding]),
        ...toTerm(words.formula, formula, 'figure'),
        ...toTerm(words.quoted, rules.length === 0 ? null : [...new Set(rules)].map((rule) => `“${rule}”`).join('\n')),
        ...toTerm(words.basis, finding.basis[language]),
        ...toTerm(words.locator, finding.locator),
        ...toTerm(words.document, finding.path),
        ...toTerm(
          words.consequences,
          consequences.length === 0
            ? null
            : consequences
                .map((each) => {
                  const figures = [each.recorded, each.recomputed].filter((text) => text !== null).join(' → ');
                  return `${each.checkId} ${titleOf(each.checkId)} · ${each.subject} ${figures}`;
                })
                .join('\n'),
        ),
      ),
      ...(history.length === 0
        ? []
        : [
            h('h3', {}, words.history),
            h(
              'ol',
              { className: 'history' },
              ...history.map(({ decision, reason, correction, by, at }) =>
                h(
                  'li',
                  {},
                  h('span', { className: `badge state ${decision}` }, words.states[decision]),
                  ` ${by === '' ? words.nobody : by} · ${new Date(at).toLocaleString(document.documentElement.lang)}`,
                  reason === '' ? null : h('p', {}, reason),
                  correction === null ? null : h('p', {}, `${shorten(correction.from)} → ${shorten(correction.to)}`),
                ),
              ),
            ),
          ]),
    ];
  }

  /** A corrected reading, and the way back: the finding it was decided on may be another, and gone. @param {CitedText} cited */
  function toCorrected(cited) {
    const { text, read, role, correctedOn } = cited;
    return h(
      'p',
      { className: 'corrected' },
      h('span', { className: 'badge state corrected' }, words.states.corrected),
      ` ${words.roles[role]} ${shorten(text)}（${words.readAs} ${shorten(read)}） `,
      correctedOn === null
        ? null
        : h(
            'button',
            { type: 'button', className: 'take-back', onclick: () => onTakeBack(cited) },
            words.takeBackReading,
          ),
    );
  }

  return {
    draw,
    /** @param {string} text */
    say(text) {
      status.textContent = text;
    },
  };
}

/**
 * @param {string} term
 * @param {string | null} text
 * @param {string} [className]
 * @returns {HTMLElement[]}
 */
function toTerm(term, text, className = '') {
  return text === null || text === '' ? [] : [h('dt', {}, term), h('dd', { className }, text)];
}

/** @param {string} text */
function shorten(text) {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
