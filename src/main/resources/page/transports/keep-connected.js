import { Ended } from './ended.js';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const STEADY_AFTER = 5_000;

/**
 * Connects, and comes back after every end that coming back can help, from where the stream was left.
 *
 * @param {object} options
 * @param {string} options.channel
 * @param {string} options.since `latest`, `earliest`, `last:N`, or the position to resume from
 * @param {string | ((state: {expired: boolean}) => Promise<string>)} options.token a token, or who brings one for each attempt
 * @param {(message: object) => void} options.onMessage each message, in order
 * @param {(gap: object) => void} options.onGap a hole that cannot be filled; the stream goes on after `gap.id`
 * @param {(state: object) => void} options.onState `{state, position, reason?, retryIn?}`, where the state is connecting,
 *     live, back-off, ended (it will not come back by itself) or disconnected
 * @param {(stream: Stream) => Promise<never>} attempt one connection; throws `Ended` when it is over
 * @returns {{disconnect: () => string}} `disconnect` gives the position to resume from
 */
export function keepConnected(options, attempt) {
  const stream = new Stream(options);
  void run(stream, attempt);
  return { disconnect: () => stream.leave() };
}

async function run(stream, attempt) {
  for (let failures = 1; !stream.signal.aborted; failures++) {
    stream.to('connecting');
    const ended = await attempt(stream).catch(Ended.from);
    if (stream.signal.aborted) return;
    stream.expired = ended.code === 'token-expired';
    if (!ended.retriable) return stream.to('ended', { reason: ended.message });
    if (stream.wasSteady()) failures = 1;
    const retryIn = delay(failures, ended.retryAfter);
    stream.to('back-off', { reason: ended.message, retryIn });
    await pause(retryIn, stream.signal);
  }
}

/** The server's wish counts; repeated failures wait longer and longer, each client differently. */
function delay(failures, asked) {
  const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
  const jittered = longest / 2 + (Math.random() * longest) / 2;
  return asked === undefined || failures > 3 ? Math.max(asked ?? 0, jittered) : asked;
}

/** Waits; leaving, or the network's return, ends the wait at once. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    globalThis.addEventListener('online', done);
    if (signal.aborted) done();
  });
}

/** One channel as one subscriber reads it, over as many connections as it takes. */
class Stream {
  #options;
  #leaving = new AbortController();
  #liveSince = Number.POSITIVE_INFINITY;
  #received = false;
  #state;

  constructor(options) {
    this.#options = options;
    this.channel = options.channel;
    /** Where to go on: what was asked for at first, then the position of what came last. */
    this.position = options.since;
    this.expired = false;
  }

  /** Aborted when the subscriber leaves. */
  get signal() {
    return this.#leaving.signal;
  }

  /** What every request for this stream asks for. */
  get subscriptions() {
    return [{ channel: this.channel, since: this.position }];
  }

  async token() {
    const { token } = this.#options;
    if (typeof token === 'function') return token({ expired: this.expired });
    if (this.expired) throw new Ended('The token has expired', { code: 'token-expired', retriable: false });
    return token;
  }

  /** The subscription stands and goes on after this position, unless something has come already. */
  live(position = this.position) {
    if (!this.#received) this.position = position;
    if (this.#state !== 'live') this.to('live');
  }

  /** A message or a gap, which both move the position. */
  accept(frame) {
    if (this.signal.aborted) return;
    this.#received = true;
    this.live();
    this.position = frame.id;
    if (frame.type === 'gap') this.#options.onGap(frame);
    else this.#options.onMessage(frame);
  }

  to(state, more = {}) {
    if (state === 'live') this.#liveSince = Date.now();
    if (state === 'connecting') {
      this.#liveSince = Number.POSITIVE_INFINITY;
      this.#received = false;
    }
    this.#state = state;
    this.#options.onState({ state, position: this.position, ...more });
  }

  wasSteady() {
    return Date.now() - this.#liveSince >= STEADY_AFTER;
  }

  leave() {
    if (!this.signal.aborted) {
      this.#leaving.abort();
      this.to('disconnected');
    }
    return this.position;
  }
}
