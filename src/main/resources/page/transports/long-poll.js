import { keepConnected } from './keep-connected.js';
import { poll } from './poll.js';

const WAIT = 25;

/**
 * Subscribes to one channel by long polling: each question waits at the service until there is something. The options are
 * those of `keepConnected`.
 */
export function connect(options) {
  return keepConnected(options, attempt);
}

async function attempt(stream) {
  // The first answer comes at once, so that even a subscriber that leaves early has a position to come back with.
  await poll(stream, 0);
  for (;;) await poll(stream, WAIT);
}
