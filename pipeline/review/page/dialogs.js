/** @import { CitedText, FindingReply } from '../api.ts' */
/** @import { Decision } from '../../model/decision.ts' */
import { h } from './dom.js';
import { words } from './words.js';

/**
 * A dialog over the page, closed by Escape; gives what `toValue` says where it was saved, else null.
 *
 * @template Value
 * @param {{ title: string, body: (Node | null)[], toValue: () => Value | null, first: HTMLElement, isBeside?: boolean, canSave?: boolean }} options
 * @returns {Promise<Value | null>}
 */
function ask({ title, body, toValue, first, isBeside = false, canSave = true }) {
  return new Promise((resolve) => {
    /** @type {Value | null} */
    let value = null;
    const heading = h('h2', { id: 'dialog-title' }, title);
    const form = h(
      'form',
      {
        method: 'dialog',
        onsubmit: (/** @type {Event} */ event) => {
          value = toValue();
          if (value === null) event.preventDefault();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
        },
      },
      heading,
      ...body.filter((each) => each !== null),
      h(
        'div',
        { className: 'buttons' },
        canSave ? h('button', { type: 'submit', className: 'primary' }, words.save) : null,
        h('button', { type: 'button', onclick: () => dialog.close() }, canSave ? words.cancel : words.close),
      ),
    );
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', className: isBeside ? 'beside' : '' }, form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(value);
    });
    document.body.append(dialog);
    dialog.showModal();
    first.focus();
  });
}

/** Asks why a finding is dismissed; null: it is not. @returns {Promise<string | null>} */
export function askReason() {
  const reason = h('textarea', { id: 'reason', required: true, rows: 4, maxLength: 2000 });
  return ask({
    title: words.dismissTitle,
    body: [h('label', { for: 'reason' }, words.reason), reason],
    toValue: () => {
      const text = reason.value.trim();
      if (text === '') {
        reason.value = '';
        reason.reportValidity();
      }
      return text === '' ? null : text;
    },
    first: reason,
    isBeside: true,
  });
}

/**
 * Asks for the text as it stands on the page; null: nothing is corrected.
 *
 * @param {FindingReply} reply
 * @returns {Promise<{ place: CitedText, to: string } | null>}
 */
export function askCorrection({ texts }) {
  const which = h('select', { id: 'which' });
  which.append(
    ...texts.map((each, index) =>
      h('option', { value: String(index) }, `${words.roles[each.role]} · ${each.text.slice(0, 40)}`),
    ),
  );
  const read = h('output', { id: 'read-as' });
  const to = h('textarea', { id: 'to', rows: 5, maxLength: 10_000 });
  const show = () => {
    const chosen = texts[Number(which.value)];
    read.textContent = chosen?.read ?? '';
    to.value = chosen?.text ?? '';
  };
  which.onchange = show;
  show();
  to.setSelectionRange(0, to.value.length);
  return ask({
    title: words.correctTitle,
    body: [
      h('p', { className: 'hint' }, words.correctHint),
      h('label', { for: 'which' }, words.correctWhere),
      which,
      h('label', { for: 'read-as' }, words.correctRead),
      read,
      h('label', { for: 'to' }, words.correctTo),
      to,
    ],
    toValue: () => {
      const place = texts[Number(which.value)];
      return place === undefined || place.text === to.value ? null : { place, to: to.value };
    },
    first: to,
    isBeside: true,
  });
}

/** Lists the keys. */
export function showKeys() {
  const list = h('dl', { className: 'keys', tabIndex: -1 });
  for (const [key = '', meaning = ''] of words.keys) list.append(h('dt', {}, h('kbd', {}, key)), h('dd', {}, meaning));
  return ask({ title: words.help, body: [list], toValue: () => null, first: list, canSave: false });
}

/**
 * Lists decisions on findings that are no longer there; each can be taken back.
 *
 * @param {readonly Decision[]} decisions
 * @param {(decision: Decision) => Promise<void>} onTakeBack
 */
export function showVanished(decisions, onTakeBack) {
  const list = h('ol', { className: 'history', tabIndex: -1 });
  for (const each of decisions) {
    const { decision, path, reason, correction, by, at } = each;
    const item = h(
      'li',
      {},
      h('span', { className: `badge state ${decision}` }, words.states[decision]),
      ` ${path} · ${by === '' ? words.nobody : by} · ${new Date(at).toLocaleString(document.documentElement.lang)}`,
      reason === '' ? null : h('p', {}, reason),
      correction === null ? null : h('p', {}, `${correction.from} → ${correction.to}`),
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            onTakeBack(each).then(() => item.remove());
          },
        },
        words.takeBack,
      ),
    );
    list.append(item);
  }
  const hint = h('p', { className: 'hint' }, words.vanishedHint);
  return ask({ title: words.vanishedTitle, body: [hint, list], toValue: () => null, first: list, canSave: false });
}
