import { Ended } from './ended.js';
import { keepConnected } from './keep-connected.js';
import { silence } from './silence.js';

const PROTOCOL = 'tidings.v1.json';
const WELCOME_WITHIN = 10_000;
const PONG_WITHIN = 10_000;
const FINAL_CLOSE_CODES = new Set([1000, 1002, 1003, 1007, 1009]);

/** Subscribes to one channel by WebSocket; the options are those of `keepConnected`. */
export function connect(options) {
  return keepConnected(options, attempt);
}

async function attempt(stream) {
  const token = await stream.token();
  stream.signal.throwIfAborted();
  return new Promise((_, reject) => new Conversation(stream, token, reject));
}

/** One WebSocket, from its opening to its end. */
class Conversation {
  #stream;
  #end;
  #socket;
  #retryAfter;
  #reason;
  #silence;
  #pings;

  constructor(stream, token, end) {
    this.#stream = stream;
    this.#end = end;
    const address = new URL('v1/ws', document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    this.#socket = new WebSocket(address, PROTOCOL);
    this.#silence = silence(WELCOME_WITHIN, () => this.#over(new Ended('The service has fallen silent')));
    this.#socket.onopen = () => this.#send({ type: 'connect', token, subscriptions: stream.subscriptions });
    this.#socket.onmessage = (event) => this.#on(JSON.parse(event.data));
    this.#socket.onclose = (event) => this.#over(this.#because(event));
    stream.signal.addEventListener('abort', this.#leave);
  }

  #on(frame) {
    this.#silence.heard();
    if (frame.type === 'message' || frame.type === 'gap') this.#stream.accept(frame);
    else if (frame.type === 'welcome') this.#onWelcome(frame);
    else if (frame.type === 'unsubscribed')
      this.#over(new Ended(`${frame.channel}: ${frame.code}`, { code: frame.code }));
    else if (frame.type === 'error') this.#reason = frame;
    else if (frame.type === 'bye') {
      this.#reason = frame;
      this.#retryAfter = frame.retryAfter ?? undefined;
    }
  }

  /** A browser hides the protocol's pings, so the client sends some of its own. */
  #onWelcome({ heartbeat, subscriptions }) {
    this.#stream.live(subscriptions.find((each) => each.channel === this.#stream.channel)?.id);
    this.#silence.stop();
    this.#silence = silence(heartbeat + PONG_WITHIN, () => this.#over(new Ended('The service has fallen silent')));
    this.#pings = setInterval(() => this.#send({ type: 'ping' }), heartbeat);
  }

  #send(command) {
    this.#socket.send(JSON.stringify(command));
  }

  /** Close codes from 4000 to 4499 come back, from 4500 to 4999 they do not. */
  #because({ code, reason }) {
    const said = this.#reason?.detail ?? this.#reason?.code ?? reason;
    return new Ended(said ? `${said} (${code})` : `The connection was closed (${code})`, {
      code: code === 4002 ? 'token-expired' : undefined,
      retriable: code < 4500 && !FINAL_CLOSE_CODES.has(code),
      retryAfter: this.#retryAfter,
    });
  }

  #leave = () => this.#over(new Ended('The subscriber has left'));

  #over(ended) {
    this.#silence.stop();
    clearInterval(this.#pings);
    this.#stream.signal.removeEventListener('abort', this.#leave);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(1000);
    this.#end(ended);
  }
}
