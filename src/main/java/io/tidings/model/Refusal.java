package io.tidings.model;

/** A request that is answered with one of the named failures. Carries no stack trace: it is an answer, not a bug. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Failure failure;
    private final long retryAfterMillis;

    /** @param detail what was wrong with this request and what would be right; for the client's eyes, so never a secret */
    public Refusal(Failure failure, String detail) {
        this(failure, detail, 0);
    }

    /** @param retryAfterMillis when to come back; 0 leaves it to the answer */
    public Refusal(Failure failure, String detail, long retryAfterMillis) {
        super(detail, null, false, false);
        this.failure = failure;
        this.retryAfterMillis = retryAfterMillis;
    }

    /** A refusal that has nothing to add to the failure's title. */
    public Refusal(Failure failure) {
        this(failure, failure.title());
    }

    public Failure failure() {
        return failure;
    }

    /** When to come back, in milliseconds; 0 when the answer is to say something usual. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** What was wrong with this request and what would be right. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
