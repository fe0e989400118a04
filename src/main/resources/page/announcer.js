const AT_MOST_EVERY = 3000;

/** Speaks to screen readers: the newest sentence only, seldom, and never the same twice in a row. */
export class Announcer {
  #region;
  #waiting;
  #timer;

  constructor(region) {
    this.#region = region;
  }

  say(sentence) {
    this.#waiting = sentence;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#region.textContent !== this.#waiting) this.#region.textContent = this.#waiting;
    }, AT_MOST_EVERY);
  }
}
