/** @import { CitedText, DecideRequest, FindingReply } from '../api.ts' */
import { askFinding, askList, askSession, askVanished, decide } from './client.js';
import { createDetail } from './detail.js';
import { askCorrection, askReason, showKeys, showVanished } from './dialogs.js';
import { byId } from './dom.js';
import { createEvidence } from './evidence.js';
import { createFilters } from './filters.js';
import { createList } from './list.js';
import { language, words } from './words.js';

// The token has done its work; it need not stand in the history of the browser.
history.replaceState(null, '', '/');

const session = await askSession();
/** @param {string} checkId */
const titleOf = (checkId) => session.checks[checkId]?.[language] ?? '';

let chosen = 0;
/** @type {FindingReply | null} */
let current = null;
let asking = new AbortController();

byId('list').setAttribute('aria-label', words.list);
const evidence = createEvidence();
const detail = createDetail({
  titleOf,
  onDecide: (what) => run(() => act(what)),
  onTakeBack: (cited) => run(() => takeBack(cited)),
});
const filters = createFilters({
  titleOf,
  by: session.by,
  onChange: () => run(() => refresh(current?.finding ?? null)),
  onHelp: () => run(showKeys),
  onVanished: () => run(listVanished),
});
const list = createList({
  load: (from, count) => askList({ ...filters.values(), from: String(from), count: String(count) }),
  titleOf,
  onChoose: (index) => run(() => choose(index)),
});

/**
 * Asks for the list anew; stays at a finding where it still fits, else at the same height.
 *
 * @param {{ path: string, findingId: string } | null} key
 */
async function refresh(key) {
  const query = key === null ? {} : { path: key.path, findingId: key.findingId };
  const reply = await askList({ ...filters.values(), ...query, from: '0', count: String(list.chunk) });
  filters.show(reply);
  list.reset(reply);
  const isKept = reply.position !== null;
  await choose(reply.position ?? Math.max(0, Math.min(chosen, reply.total - 1)), isKept ? key : null);
}

/**
 * Shows the finding at an index of the list.
 *
 * @param {number} index
 * @param {{ path: string, findingId: string } | null} [known] what stands there, where that is known
 */
async function choose(index, known = null) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (list.total === 0) {
    current = null;
    detail.draw(null);
    evidence.clear();
    return;
  }
  chosen = Math.max(0, Math.min(index, list.total - 1));
  list.choose(chosen);
  const key = known ?? (await list.rowAt(chosen));
  if (key === undefined || signal.aborted) return;
  const reply = await askFinding(key, signal);
  if (signal.aborted) return;
  current = reply;
  detail.draw(reply);
  evidence.draw(reply);
}

/** @param {'accept' | 'dismiss' | 'undecide' | 'correct'} what */
async function act(what) {
  const reply = current;
  if (reply === null) return;
  const corrected = reply.texts.find(({ correctedOn }) => correctedOn !== null);
  // What a correction made of a finding has no decision of its own to go back on.
  if (what === 'undecide' && reply.state === 'undecided' && corrected !== undefined) return takeBack(corrected);
  const { path, findingId } = reply.finding;
  const request = await toRequest(what, reply);
  list.focus();
  if (request === null) return;
  const { now } = await decide({ path, findingId, ...request });
  const outcome = now === null ? words.gone : now.findingId === findingId ? words.saved : words.changed;
  detail.say(`${words.states[request.decision]} · ${outcome}`);
  await refresh(now ?? { path, findingId });
}

/**
 * @param {'accept' | 'dismiss' | 'undecide' | 'correct'} what
 * @param {FindingReply} reply
 * @returns {Promise<Pick<DecideRequest, 'decision' | 'reason' | 'correction'> | null>}
 */
async function toRequest(what, reply) {
  const none = { reason: '', correction: null };
  if (what === 'accept') return { decision: 'accepted', ...none };
  if (what === 'undecide') return { decision: 'undecided', ...none };
  if (what === 'dismiss') {
    const reason = await askReason();
    return reason === null ? null : { decision: 'dismissed', reason, correction: null };
  }
  const corrected = await askCorrection(reply);
  if (corrected === null) return null;
  const { documentId, tableId, row, col, blockId } = corrected.place;
  return {
    decision: 'corrected',
    reason: '',
    correction: { documentId, tableId, row, col, blockId, to: corrected.to },
  };
}

/** Goes back to what was read, whichever finding it was corrected on. @param {CitedText} cited */
async function takeBack({ correctedOn }) {
  if (correctedOn === null) return;
  list.focus();
  const { now } = await decide({ ...correctedOn, decision: 'undecided', reason: '', correction: null });
  detail.say(`${words.takeBackReading} · ${words.saved}`);
  await refresh(now ?? correctedOn);
}

async function listVanished() {
  const { decisions } = await askVanished();
  await showVanished(decisions, async ({ path, findingId }) => {
    await decide({ path, findingId, decision: 'undecided', reason: '', correction: null });
    await refresh({ path, findingId });
  });
}

/** Does something and says in one line what went wrong. @param {() => unknown} what */
async function run(what) {
  try {
    await what();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    detail.say(error instanceof Error ? error.message : String(error));
  }
}

/** @type {Record<string, () => unknown>} */
const KEYS = {
  j: () => choose(chosen + 1),
  k: () => choose(chosen - 1),
  a: () => act('accept'),
  d: () => act('dismiss'),
  u: () => act('undecide'),
  e: () => act('correct'),
  t: () => evidence.toggle(),
  '/': () => filters.focusSearch(),
  '?': showKeys,
};

document.addEventListener('keydown', (event) => {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    (event.repeat === true && event.key !== 'j' && event.key !== 'k')
  )
    return;
  if (document.querySelector('dialog[open]') !== null) return;
  const { target } = event;
  if (event.key === 'Escape' && target instanceof HTMLElement) return list.focus();
  if (target instanceof HTMLElement && target.closest('input, select, textarea') !== null) return;
  const isList = target instanceof HTMLElement && target.id === 'scroller';
  // With a Chinese keyboard at work the letter comes as a key to be composed; its place on the keyboard is still told.
  const typed = event.key === 'Process' ? event.code.replace(/^Key/, '') : event.key;
  const key = isList && event.key === 'ArrowDown' ? 'j' : isList && event.key === 'ArrowUp' ? 'k' : typed.toLowerCase();
  const action = KEYS[key];
  if (action === undefined) return;
  event.preventDefault();
  run(action);
});

await run(() => refresh(null));
list.focus();
document.body.dataset.ready = 'yes';
