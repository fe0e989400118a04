package io.tidings.model;

/**
 * Who a token speaks for, what it allows and until when.
 *
 * @param subject the token's {@code sub}
 * @param expiresAt milliseconds since the epoch; {@link #NEVER} for a token without {@code exp}
 */
public record Identity(String subject, Grants grants, long expiresAt) {
    /** The expiry of a token that has none. */
    public static final long NEVER = Long.MAX_VALUE;
}
