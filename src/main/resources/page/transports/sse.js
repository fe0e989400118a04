import { Ended } from './ended.js';
import { EventStream } from './event-stream.js';
import { keepConnected } from './keep-connected.js';
import { silence } from './silence.js';

/** The service sends a comment at least every 15 s. */
const SILENT_AFTER = 40_000;

/**
 * Subscribes to one channel by Server-Sent Events; the options are those of `keepConnected`. It reads the stream with
 * `fetch`, so that the token travels in a header and never in an address.
 */
export function connect(options) {
  return keepConnected(options, attempt);
}

async function attempt(stream) {
  const token = await stream.token();
  const gone = new AbortController();
  const listening = silence(SILENT_AFTER, () => gone.abort(new Ended('The service has fallen silent')));
  try {
    const response = await fetch(new URL('v1/stream', document.baseURI), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', 'Content-Type': 'application/json' },
      body: JSON.stringify({ subscriptions: stream.subscriptions }),
      signal: AbortSignal.any([stream.signal, gone.signal]),
      cache: 'no-store',
    });
    if (response.status === 204) throw new Ended('The service asks not to come back', { retriable: false });
    if (!response.ok) throw await Ended.by(response);
    return await read(stream, response, listening);
  } finally {
    listening.stop();
  }
}

async function read(stream, response, listening) {
  const events = new EventStream();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let chunk; !(chunk = await reader.read()).done;) {
      listening.heard();
      for (const event of events.push(chunk.value)) on(stream, event);
    }
  } catch (failure) {
    throw withRetry(Ended.from(failure), events.retry);
  }
  throw withRetry(new Ended('The stream has ended'), events.retry);
}

function on(stream, { event, data, id }) {
  if (event === 'welcome') stream.live(id || undefined);
  else if (event === 'bye') throw farewell(JSON.parse(data || '{}'));
  else stream.accept(JSON.parse(data));
}

function farewell({ code, retryAfter }) {
  return new Ended(`The service said goodbye: ${code ?? 'come back'}`, { code, retryAfter: retryAfter ?? undefined });
}

function withRetry(ended, retry) {
  ended.retryAfter ??= retry;
  return ended;
}
