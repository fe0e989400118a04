package io.tidings.simulation;

/**
 * What goes wrong. Each has its chances in ten thousand: of every message, command, reply or token that it can befall, or of
 * every step; those with no chances follow from others.
 */
enum Fault {
    /** A message that was appended is not told to a pod that watches. */
    MESSAGE_DROPPED(150, 1_500),
    MESSAGE_DOUBLED(100, 1_000),
    MESSAGE_LATE(100, 1_000),
    WATCH_FAILED(500, 1_000),
    /** A read or a question for a position is not executed. */
    READ_REFUSED(200, 1_000),
    /** It is executed, and the pod never hears of it. */
    READ_REPLY_LOST(200, 1_000),
    /** An append is certainly not executed. */
    APPEND_REFUSED(100, 500),
    /** An append is not executed, and the pod cannot know. */
    APPEND_LOST(100, 500),
    /** An append is executed, and the pod's deadline passes before it hears of it. */
    APPEND_REPLY_LOST(200, 1_000),

    /** The subscription connection of a pod is cut: what is under way on it is lost. */
    LINK_CUT(40, 400),
    /** Both connections are cut: what is under way on them is lost, executed or not. */
    NODE_CUT(20, 200),
    /** The server refuses all commands for a while. */
    SERVER_AWAY(10, 100),
    /** A replica that lags becomes the primary; the old one does not know for some seconds. */
    FAILED_OVER(10, 80),
    /** A pod stays with the demoted primary, with both connections. */
    POD_LEFT_BEHIND(0, 80),
    /** A pod's commands go to one server, and its messages come from the other. */
    CONNECTIONS_SPLIT(0, 80),
    /** The demoted primary takes an append that will be gone. */
    STALE_APPEND(0, 4_000),
    SNAPSHOT_RESTORED(8, 100),
    LOG_TRIMMED(40, 600),
    /** An operator deletes a message. */
    MESSAGE_DELETED(40, 400),
    /** An operator deletes the last message of a log, and the channel's position still names it. */
    LAST_DELETED(40, 400),
    LOG_EXPIRED(15, 150),
    LOG_LOST(15, 150),
    POSITION_LOST(20, 200),
    CHANNEL_FLUSHED(10, 100),

    LANE_STALLED(60, 600),
    /** A lane was so late that the ring has overrun its mark; counted for each subscription that is told. */
    RING_OVERRUN(0, 1_000),
    CLIENT_CUT(300, 3_000),
    /** A session whose client reads too slowly is ended. */
    CLIENT_SLOW(0, 8_000),
    TOKEN_EXPIRED(1500, 1_000),
    TOKEN_REFUSED(500, 150),
    POD_DRAINS(10, 100);

    final int chances;
    /** The least number of them in a hundred seeds. */
    final int floor;

    Fault(int chances, int floor) {
        this.chances = chances;
        this.floor = floor;
    }
}
