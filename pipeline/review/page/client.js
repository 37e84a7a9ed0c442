/** @import { DecideReply, DecideRequest, ErrorReply, FindingReply, ListReply, SessionReply, VanishedReply } from '../api.ts' */

/** What the server refused, in one line for people. */
export class ServerError extends Error {}

/**
 * @template Reply
 * @param {string} address
 * @param {RequestInit} [init]
 * @returns {Promise<Reply>}
 */
async function ask(address, init) {
  const response = await fetch(address, init);
  const reply = await response.json();
  if (response.ok) return reply;
  const { error } = /** @type {ErrorReply} */ (reply);
  throw new ServerError(document.documentElement.lang === 'en' ? error.en : error.zh);
}

/** @returns {Promise<SessionReply>} */
export const askSession = () => ask('/api/session');

/**
 * @param {Record<string, string>} query
 * @returns {Promise<ListReply>}
 */
export const askList = (query) => ask(`/api/findings?${new URLSearchParams(query)}`);

/**
 * @param {{ path: string, findingId: string }} key
 * @param {AbortSignal} signal
 * @returns {Promise<FindingReply>}
 */
export const askFinding = ({ path, findingId }, signal) =>
  ask(`/api/finding?${new URLSearchParams({ path, findingId })}`, { signal });

/** @returns {Promise<VanishedReply>} */
export const askVanished = () => ask('/api/vanished');

/**
 * @param {DecideRequest} request
 * @returns {Promise<DecideReply>}
 */
export const decide = (request) =>
  ask('/api/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
