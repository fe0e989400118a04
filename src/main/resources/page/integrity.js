/**
 * Checks what one subscriber receives of one channel. A message's id is its position, `<offset>-<tag>`: offsets go up by
 * one, an id never comes twice, and whoever sees an offset sees the same tag there (equal positions imply equal history).
 */
export class Integrity {
  #chain;
  #seen = new Set();
  #last;
  /** Different messages received. */
  messages = 0;
  /** Messages that never came and that no gap has told. */
  lost = 0;
  /** Messages that came again. */
  duplicates = 0;
  /** Messages that came before one that they follow, or that differ from what another column saw there. */
  disagreements = 0;
  /** Holes that the service has told, and how many messages they hold. */
  gaps = 0;
  missed = 0;

  /** @param {Map<number, string>} chain offset to tag, shared by all who read this channel */
  constructor(chain = new Map()) {
    this.#chain = chain;
  }

  /** The offset of the last message or gap; undefined before the first. */
  get offset() {
    return this.#last;
  }

  /** The stream starts after this position; said again later, it changes nothing. */
  startsAfter(position) {
    this.#last ??= parse(position)?.offset;
  }

  /** @returns {boolean} whether the message is new */
  onMessage({ id }) {
    if (this.#seen.has(id)) {
      this.duplicates++;
      return false;
    }
    this.#seen.add(id);
    this.messages++;
    this.#follow(parse(id));
    return true;
  }

  #follow({ offset, tag }) {
    const expected = (this.#last ?? offset - 1) + 1;
    const known = this.#chain.get(offset);
    if (offset < expected || (known ?? tag) !== tag) this.disagreements++;
    this.lost += Math.max(0, offset - expected);
    this.#chain.set(offset, tag);
    this.#last = Math.max(offset, expected - 1);
  }

  onGap({ since, id, reason }) {
    const from = parse(since)?.offset ?? this.#last ?? 0;
    const to = parse(id).offset;
    this.gaps++;
    this.missed += Math.max(0, to - from);
    this.lost += Math.max(0, from - (this.#last ?? from));
    this.#last = to;
    // A rewritten log has new tags at offsets that were seen before.
    if (reason === 'rewritten') this.#chain.clear();
  }
}

/** Reads `<offset>-<tag>`; undefined for `latest`, `earliest` and `last:N`. */
export function parse(position) {
  const parts = /^(\d+)-(\d+)$/.exec(position ?? '');
  return parts ? { offset: Number(parts[1]), tag: parts[2] } : undefined;
}
