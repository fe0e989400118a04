package io.tidings.auth;

/** A key that cannot verify tokens; the message says why, and is for operators. */
public final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableKeyException(String message) {
        super(message);
    }
}
