import { Integrity, parse } from './integrity.js';
import { gapRow, messageRow, short } from './rows.js';

const ROWS = 200;
const STATES = {
  connecting: 'Connecting',
  live: 'Live',
  'back-off': 'Back-off',
  ended: 'Ended',
  disconnected: 'Disconnected',
};

const number = (value) => value.toLocaleString('en');

/** One transport's column: its connection, what has come, and whether anything is missing. */
export class Column {
  #transport;
  #context;
  #parts;
  #rows = [];
  #drawing = false;
  #connection;
  #position;
  #return;
  #state = { state: 'disconnected' };
  integrity = new Integrity();

  /**
   * @param {{id: string, name: string, connect: Function}} transport
   * @param {{token: Function, onChange: (column: Column) => void, interval: () => number}} context
   */
  constructor(transport, context) {
    this.#transport = transport;
    this.#context = context;
    this.#build();
  }

  get name() {
    return this.#transport.name;
  }

  get state() {
    return this.#state.state;
  }

  /** Whether it is meant to be connected, whatever the network does. */
  get connected() {
    return this.#connection !== undefined;
  }

  /** Starts anew: another channel, another place in it, nothing received. */
  watch(channel, since, chain) {
    this.disconnect();
    this.channel = channel;
    this.#position = since;
    this.#return = undefined;
    this.#rows = [];
    this.#parts.messages.replaceChildren();
    this.integrity = new Integrity(chain);
    this.connect();
  }

  /** Connects; comes back to where it was. */
  connect() {
    if (this.#connection) return;
    this.#comeBack();
    this.#connection = this.#transport.connect({
      channel: this.channel,
      since: this.#position,
      token: this.#context.token,
      interval: this.#context.interval,
      onMessage: (message) => this.#onMessage(message),
      onGap: (gap) => this.#onGap(gap),
      onState: (state) => this.#onState(state),
    });
  }

  disconnect() {
    this.#position = this.#connection?.disconnect() ?? this.#position;
    this.#connection = undefined;
  }

  #onMessage(message) {
    const isNew = this.integrity.onMessage(message);
    // The service's clock and this one's may differ a little; it only matters for this count.
    if (isNew && this.#return && Date.parse(message.time) < this.#return.at) this.#return.caughtUp++;
    this.#add(() => messageRow(message));
  }

  #onGap(gap) {
    const before = this.integrity.missed;
    this.integrity.onGap(gap);
    const missed = this.integrity.missed - before;
    this.#add(() => gapRow(gap, missed));
  }

  #onState(state) {
    const again = state.state === 'connecting' && this.#state.state === 'back-off';
    this.#position = state.position;
    if (again) this.#comeBack();
    if (state.state === 'live') this.integrity.startsAfter(state.position);
    if (state.state === 'ended') this.#connection = undefined;
    this.#state = state;
    this.#draw();
  }

  #comeBack() {
    if (!parse(this.#position)) return;
    this.#return = { at: Date.now(), position: this.#position, caughtUp: 0, ...this.#missing() };
  }

  /** Rows are made when they are drawn, and only those that stay. */
  #add(row) {
    this.#rows.push(row);
    if (this.#rows.length > ROWS) this.#rows.shift();
    this.#draw();
  }

  #draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#drawRows();
      this.#drawNumbers();
      this.#drawState();
      this.#context.onChange(this);
    });
  }

  #drawRows() {
    const { messages } = this.#parts;
    messages.prepend(
      ...this.#rows
        .splice(0)
        .map((row) => row())
        .reverse(),
    );
    while (messages.childElementCount > ROWS) messages.lastElementChild.remove();
  }

  #drawNumbers() {
    const { messages, lost, duplicates, gaps } = this.integrity;
    for (const [name, value] of Object.entries({ count: messages, lost, duplicates, gaps })) {
      this.#parts[name].textContent = number(value);
      this.#parts[name].classList.toggle('bad', name !== 'count' && value > 0);
    }
  }

  #drawState() {
    const { state, reason, retryIn } = this.#state;
    const { section, connect, resumed } = this.#parts;
    section.dataset.state = state;
    this.#parts.state.textContent = STATES[state];
    connect.textContent = this.connected ? 'Disconnect' : 'Connect';
    connect.setAttribute('aria-label', `${connect.textContent} ${this.name}`);
    const again = retryIn === undefined ? '' : `; again in ${(retryIn / 1000).toFixed(1)} s`;
    resumed.textContent = reason ? `${reason}${again}` : this.#resumed();
    resumed.title = this.#return?.position ?? '';
  }

  #resumed() {
    if (!this.#return || this.state !== 'live') return this.#transport.how;
    const { position, caughtUp } = this.#return;
    const lost = this.integrity.lost - this.#return.lost;
    const missed = this.integrity.missed - this.#return.missed;
    const told = missed > 0 ? `${number(missed)} in a gap, ` : '';
    return `resumed from ${short(position)}, ${number(caughtUp)} caught up, ${told}${number(lost)} lost`;
  }

  #missing() {
    const { lost, missed } = this.integrity;
    return { lost, missed };
  }

  #build() {
    const section = document.querySelector('#column').content.cloneNode(true).firstElementChild;
    const named = [...section.querySelectorAll('[data-testid]')].map((part) => [part.dataset.testid, part]);
    this.#parts = { section, ...Object.fromEntries(named) };
    section.dataset.transport = this.#transport.id;
    section.setAttribute('aria-label', this.name);
    section.querySelector('h2').textContent = this.name;
    this.#parts.scroll.setAttribute('aria-label', `Messages by ${this.name}, newest first`);
    this.#parts.connect.addEventListener('click', () => (this.connected ? this.disconnect() : this.connect()));
    document.querySelector('#columns').append(section);
  }
}
