package io.tidings.model;

/**
 * A hole that replay cannot fill: what lay after {@code since} up to {@code id} cannot be had; the stream goes on after
 * {@code id}.
 *
 * @param since the last position that the subscriber had
 * @param id the position after which the stream goes on
 */
public record Gap(Reason reason, Position since, Position id) {
    /** Best knowledge of why the messages are gone. */
    public enum Reason {
        /** More messages came than the history keeps. */
        TRIMMED,
        /** They were older than the history keeps. */
        EXPIRED,
        /** The log is another one than the subscriber knew: restored, failed over, flushed, edited. */
        REWRITTEN;

        /** The name in the protocol: {@code trimmed}. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
