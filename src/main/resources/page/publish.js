import { Ended } from './transports/ended.js';

const ATTEMPTS = 4;
const RETRY_DELAY = 1000;
const RETRIABLE_CODES = new Set([
  'backbone-away',
  'publish-unknown',
  'overloaded',
  'draining',
  'rate-limited',
  'internal',
]);

/** A key for a publication: repeating a request with the same key gives one message. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Publishes one message; repeats it while that can help.
 *
 * @param {object} publication
 * @param {string} publication.channel
 * @param {string} publication.data JSON, sent as it is written
 * @param {string} [publication.event]
 * @param {[string, string][]} [publication.tags]
 * @param {(state: {expired: boolean}) => Promise<string>} token
 * @returns {Promise<{channel: string, id: string}>}
 */
export async function publish({ channel, data, event, tags = [] }, token) {
  const query = new URLSearchParams(tags.map(([name, value]) => ['tag', `${name}:${value}`]));
  if (event) query.append('event', event);
  const address = new URL(`v1/channels/${encodeURIComponent(channel)}/messages?${query}`, document.baseURI);
  const response = await post(
    address,
    { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() },
    data,
    token,
  );
  return response.json();
}

/**
 * Publishes many messages in one request; each needs a `key`, so that the request can be repeated.
 *
 * @param {object[]} publications `{channel, key, event?, tags?, data}`
 * @returns {Promise<object[]>} for each, in order, `{channel, id}` or `{error: {code, detail}}`
 */
export async function publishAll(publications, token) {
  const address = new URL('v1/messages', document.baseURI);
  const lines = publications.map((each) => JSON.stringify(each)).join('\n');
  for (let attempt = 1; ; attempt++) {
    const response = await post(address, { 'Content-Type': 'application/x-ndjson' }, lines, token);
    const results = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const again = results.some((result) => RETRIABLE_CODES.has(result.error?.code));
    if (!again || attempt === ATTEMPTS) return results;
    await rest(RETRY_DELAY * attempt);
  }
}

async function post(address, headers, body, token) {
  for (let attempt = 1, expired = false; ; attempt++) {
    const Authorization = `Bearer ${await token({ expired })}`;
    try {
      const response = await fetch(address, { method: 'POST', headers: { ...headers, Authorization }, body });
      if (response.ok) return response;
      throw await Ended.by(response);
    } catch (failure) {
      const ended = Ended.from(failure);
      if (!ended.retriable || attempt === ATTEMPTS) throw ended;
      expired = ended.code === 'token-expired';
      await rest(ended.retryAfter ?? RETRY_DELAY * attempt);
    }
  }
}

function rest(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
