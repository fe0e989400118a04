/**
 * Reads `text/event-stream` as the HTML standard describes it, so that a stream can be read with `fetch`, which, unlike
 * EventSource, sends an Authorization header and tells the status of a refusal. Feed it text in whatever pieces come.
 */
export class EventStream {
  #rest = '';
  #event = '';
  #data = [];
  /** The id to resume from: the last that any event carried. */
  lastId = '';
  /** The time in milliseconds after which to come back, when the server has named one. */
  retry;

  /** Gives the events that this piece completes, as `{event, data, id}`; an unnamed one is called `message`. */
  *push(text) {
    this.#rest += text;
    // A return at the very end may be half of a line end.
    for (let end; (end = this.#rest.match(/\r\n|\n|\r(?!$)/));) {
      const line = this.#rest.slice(0, end.index);
      this.#rest = this.#rest.slice(end.index + end[0].length);
      if (line) this.#field(line);
      else if (this.#event || this.#data.length) yield this.#complete();
    }
  }

  #field(line) {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.#event = value;
    else if (name === 'data') this.#data.push(value);
    else if (name === 'id' && !value.includes('\0')) this.lastId = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
  }

  #complete() {
    const event = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.lastId };
    this.#event = '';
    this.#data = [];
    return event;
  }
}
