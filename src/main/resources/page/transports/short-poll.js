import { keepConnected, pause } from './keep-connected.js';
import { LIMIT, poll } from './poll.js';

/**
 * Subscribes to one channel by asking again and again; the options are those of `keepConnected`, and:
 *
 * @param {object} options
 * @param {() => number} [options.interval] the time between two questions in milliseconds; 2 s unless told
 */
export function connect({ interval = () => 2000, ...options }) {
  return keepConnected(options, (stream) => attempt(stream, interval));
}

async function attempt(stream, interval) {
  for (;;) {
    // A full answer means that more is waiting.
    while ((await poll(stream, 0)) >= LIMIT);
    await pause(interval(), stream.signal);
    stream.signal.throwIfAborted();
  }
}
