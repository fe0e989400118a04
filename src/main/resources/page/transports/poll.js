import { Ended } from './ended.js';

/** The most that one answer may hold. */
export const LIMIT = 1000;

const ANSWER_WITHIN = 15_000;

/**
 * Asks once for what lies after the stream's position, and moves it.
 *
 * @param {number} wait seconds that the service may hold the question while there is nothing
 * @returns {Promise<number>} how many messages and gaps came
 */
export async function poll(stream, wait) {
  const address = new URL('v1/poll', document.baseURI);
  address.search = new URLSearchParams({
    channel: stream.channel,
    since: stream.position,
    wait: wait ? `${wait}s` : 0,
    limit: LIMIT,
  });
  const response = await fetch(address, {
    headers: { Authorization: `Bearer ${await stream.token()}` },
    signal: AbortSignal.any([stream.signal, AbortSignal.timeout(wait * 1000 + ANSWER_WITHIN)]),
    cache: 'no-store',
  });
  if (!response.ok) throw await Ended.by(response);
  const { messages, cursor } = await response.json();
  stream.signal.throwIfAborted();
  for (const frame of messages) stream.accept(frame);
  stream.live(cursor);
  return messages.length;
}
