package io.tidings.backbone.memory;

/** What can go wrong with one request on the way to a {@link FaultyStore} or back. */
public enum RequestFault {
    /** The read fails with {@code BACKBONE_AWAY}. */
    READ_FAILS,
    /** The question for a position fails with {@code BACKBONE_AWAY}. */
    POSITION_FAILS,
    /** The append is not executed and fails with {@code BACKBONE_AWAY}. */
    APPEND_REFUSED,
    /** The append is not executed and fails with {@code PUBLISH_UNKNOWN}. */
    APPEND_LOST,
    /** The append is executed and fails with {@code PUBLISH_UNKNOWN}. */
    APPEND_FORGOTTEN
}
