package io.tidings.simulation;

/**
 * What goes wrong. Each has its chances in ten thousand: of every message, command, reply or token that it can befall, or of
 * every step; those with no chances follow from others.
 */
enum Fault {
    /** A message that was appended is not told to a pod that watches. */
    MESSAGE_DROPPED(150, 500),
    MESSAGE_DOUBLED(100, 500),
    MESSAGE_LATE(100, 500),
    WATCH_FAILED(500, 100),
    /** A read or a question for a position is not executed. */
    READ_REFUSED(200, 100),
    /** It is executed, and the pod never hears of it. */
    READ_REPLY_LOST(200, 100),
    /** An append is certainly not executed. */
    APPEND_REFUSED(100, 200),
    /** An append is not executed, and the pod cannot know. */
    APPEND_LOST(100, 200),
    /** An append is executed, and the pod's deadline passes before it hears of it. */
    APPEND_REPLY_LOST(200, 500),

    /** The subscription connection of a pod is cut: what is under way on it is lost. */
    LINK_CUT(40, 100),
    /** Both connections are cut: what is under way on them is lost, executed or not. */
    NODE_CUT(20, 50),
    /** The server refuses all commands for a while. */
    SERVER_AWAY(10, 20),
    /** A replica that lags becomes the primary; the old one does not know for some seconds. */
    FAILED_OVER(10, 20),
    /** A pod stays with the demoted primary, with both connections. */
    POD_LEFT_BEHIND(0, 20),
    /** A pod's commands go to one server, and its messages come from the other. */
    CONNECTIONS_SPLIT(0, 20),
    /** The demoted primary takes an append that will be gone. */
    STALE_APPEND(0, 100),
    SNAPSHOT_RESTORED(8, 20),
    LOG_TRIMMED(40, 50),
    LOG_EXPIRED(15, 20),
    LOG_LOST(15, 20),
    POSITION_LOST(20, 20),
    CHANNEL_FLUSHED(10, 10),

    LANE_STALLED(60, 100),
    /** A lane was so late that the ring has overrun its mark; counted for each subscription that is told. */
    RING_OVERRUN(0, 100),
    CLIENT_CUT(300, 500),
    /** A session whose client reads too slowly is ended. */
    CLIENT_SLOW(0, 500),
    TOKEN_EXPIRED(1500, 100),
    TOKEN_REFUSED(500, 50),
    POD_DRAINS(10, 20);

    final int chances;
    /** The least number of them in a hundred seeds. */
    final int floor;

    Fault(int chances, int floor) {
        this.chances = chances;
        this.floor = floor;
    }
}
