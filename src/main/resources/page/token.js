import { Ended } from './transports/ended.js';

/**
 * Where the page's token comes from: in dev mode the service hands one out; elsewhere a person brings it. It is kept in
 * memory only and leaves the page in headers only.
 */
export class TokenSource {
  #token;
  #onNeeded;

  /** @param {(why: string) => void} onNeeded asks the person for a token */
  constructor(onNeeded) {
    this.#onNeeded = onNeeded;
  }

  /** Takes what the person has brought. */
  bring(token) {
    this.#token = Promise.resolve(token);
  }

  /** A token for the next request; asks the service once, however many ask at the same time. */
  token = async ({ expired = false } = {}) => {
    if (expired) this.#token = undefined;
    this.#token ??= this.#fromService();
    try {
      return await this.#token;
    } catch (failure) {
      this.#token = undefined;
      throw failure;
    }
  };

  async #fromService() {
    const grants = new URLSearchParams({ sub: 'page', subscribe: '**', publish: '**' });
    const response = await fetch(new URL(`dev/token?${grants}`, document.baseURI), { cache: 'no-store' });
    if (response.ok) return (await response.text()).trim();
    if (response.status >= 500) throw await Ended.by(response);
    this.#onNeeded('This service hands out no tokens. Bring one that may subscribe to the channel, and publish to it.');
    throw new Ended('A token is needed', { retriable: false });
  }
}
