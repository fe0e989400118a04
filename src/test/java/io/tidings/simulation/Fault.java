package io.tidings.simulation;

/** What goes wrong, and how often in ten thousand chances while faults are on; 0 for those that the script decides. */
enum Fault {
    MESSAGE_DROPPED(150),
    MESSAGE_DOUBLED(100),
    MESSAGE_LATE(100),
    WATCH_FAILED(500),
    READ_FAILED(300),
    APPEND_REFUSED(100),
    REPLY_LOST(200),
    LINK_CUT(0),
    LANE_STALLED(0),
    SERVER_AWAY(0),
    LOG_EXPIRED(0),
    LOG_TRIMMED(0),
    LOG_FLUSHED(0),
    POSITION_LOST(0),
    SNAPSHOT_RESTORED(0),
    CLIENT_CUT(0),
    CLIENT_SLOW(0);

    final int chances;

    Fault(int chances) {
        this.chances = chances;
    }
}
