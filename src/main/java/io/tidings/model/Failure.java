package io.tidings.model;

import java.util.Locale;

/**
 * The one table of errors: REST, WebSocket, SSE and {@code docs/errors.md} are made from it. Close codes 1000 to 1015 mean
 * what RFC 6455 says; 4000 to 4499 come back, 4500 to 4999 do not, so that an old client can tell.
 */
public enum Failure {
    DONE(0, 1000, "The connection has served its purpose", Retry.NEVER),
    GOING_AWAY(0, 1001, "The server is going away", Retry.LATER),
    PROTOCOL_ERROR(0, 1002, "A frame breaks RFC 6455", Retry.NEVER),
    UNSUPPORTED_DATA(0, 1003, "A binary frame came where text is spoken", Retry.NEVER),
    NOT_UTF8(0, 1007, "A text frame is not UTF-8", Retry.NEVER),
    MALFORMED(400, 4500, "The request cannot be understood", Retry.NEVER),
    BAD_TOKEN(401, 4501, "The token is missing or not valid", Retry.NEVER),
    TOKEN_EXPIRED(401, 4002, "The token has expired; bring a new one", Retry.NEW_TOKEN),
    NOT_GRANTED(403, 4503, "The token does not grant this channel", Retry.NEVER),
    ORIGIN_REFUSED(403, 4503, "A cookie is taken from allowed origins only", Retry.NEVER),
    NOT_FOUND(404, 0, "There is nothing at this address", Retry.NEVER),
    METHOD_NOT_ALLOWED(405, 0, "This address does not take this method", Retry.NEVER),
    NOT_ACCEPTABLE(406, 0, "None of the accepted media types can be produced", Retry.NEVER),
    TOO_LARGE(413, 1009, "The message is larger than allowed", Retry.NEVER),
    UNSUPPORTED_MEDIA_TYPE(415, 0, "The media type is not supported", Retry.NEVER),
    KEY_REUSED(422, 0, "The idempotency key was used with another message", Retry.NEVER),
    UNKNOWN_VERSION(426, 0, "This version of the WebSocket protocol is not spoken here", Retry.NEVER),
    RATE_LIMITED(429, 4003, "Too many requests; back off", Retry.LATER),
    TOO_MANY_SUBSCRIPTIONS(429, 0, "The session has as many subscriptions as it may", Retry.NEVER),
    TOO_MANY_SESSIONS(429, 4509, "The subject has as many sessions as it may", Retry.NEVER),
    INTERNAL(500, 1011, "The server has failed; the fault is ours", Retry.LATER),
    BACKBONE_AWAY(503, 1013, "The backbone cannot be reached; the message was not appended", Retry.LATER),
    PUBLISH_UNKNOWN(503, 0, "The message was perhaps appended; repeat it with the same Idempotency-Key", Retry.LATER),
    KEYS_AWAY(503, 1013, "The keys that verify tokens cannot be fetched", Retry.LATER),
    OVERLOADED(503, 1013, "The server is overloaded", Retry.LATER),
    DRAINING(503, 1012, "The server restarts; come back to another one", Retry.LATER),
    TOO_SLOW(0, 4001, "The client reads more slowly than messages come", Retry.RESUME_NOW),
    NO_PONG(0, 4004, "The client did not answer a ping in time", Retry.RESUME_NOW),
    NO_CONNECT(0, 4005, "No connect command came in time", Retry.RESUME_NOW),
    SESSION_AGED(
            0, 4006, "The session has stood for its time; come back, to whichever pod takes you", Retry.RESUME_NOW),
    DISCONNECTED(403, 4504, "The operator has ended the session", Retry.NEVER);

    private final int status;
    private final int closeCode;
    private final String title;
    private final Retry retry;

    Failure(int status, int closeCode, String title, Retry retry) {
        this.status = status;
        this.closeCode = closeCode;
        this.title = title;
        this.retry = retry;
    }

    /** What a client should do about a failure. */
    public enum Retry {
        /** The same again fails again. */
        NEVER,
        /** Come back after the time that the answer names. */
        LATER,
        /** Come back with a new token. */
        NEW_TOKEN,
        /** Come back at once, from the last position. */
        RESUME_NOW
    }

    /** The name in every answer: {@code not-granted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status; 0 when the failure has none. */
    public int status() {
        return status;
    }

    /** The WebSocket close code; 0 when the failure never ends a connection. */
    public int closeCode() {
        return closeCode;
    }

    /** One sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether coming back can help. */
    public boolean retriable() {
        return retry != Retry.NEVER;
    }
}
