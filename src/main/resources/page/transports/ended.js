/** Failures after which the same again fails again, whatever their status (the codes of docs/errors.md). */
const FINAL_CODES = new Set([
  'done',
  'malformed',
  'bad-token',
  'not-granted',
  'origin-refused',
  'too-many-sessions',
  'too-many-subscriptions',
  'disconnected',
]);

/** Why a connection has ended, whether coming back can help, and when. */
export class Ended extends Error {
  /**
   * @param {string} reason one sentence for people
   * @param {{code?: string, retriable?: boolean, retryAfter?: number}} [more] `code` is the failure's name,
   *     `retryAfter` the time in milliseconds that the server asked for
   */
  constructor(reason, { code, retriable = !FINAL_CODES.has(code), retryAfter } = {}) {
    super(reason);
    this.name = 'Ended';
    this.code = code;
    this.retriable = retriable;
    this.retryAfter = retryAfter;
  }

  /** Whatever was thrown; what is not ours is the network's, and that comes back. */
  static from(thrown) {
    if (thrown instanceof Ended) return thrown;
    return new Ended(thrown?.name === 'TimeoutError' ? 'No answer in time' : 'The service cannot be reached');
  }

  /** What a refused request says in its `application/problem+json`. */
  static async by(response) {
    const problem = await response.json().catch(() => ({}));
    const { status } = response;
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new Ended(problem.detail ?? problem.title ?? `The service answered ${status}`, {
      code: problem.code,
      retriable:
        !FINAL_CODES.has(problem.code) && (problem.code === 'token-expired' || status === 429 || status >= 500),
      retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    });
  }
}
