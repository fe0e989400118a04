package io.tidings.chaos;

import io.tidings.redis.RedisServer;
import java.util.List;

/** Makes a channel what it was before, while everybody stays connected. */
final class Rewind {
    private static final String COPY =
            "return {redis.call('COPY', KEYS[1], KEYS[2], 'REPLACE'), redis.call('COPY', KEYS[3], KEYS[4], 'REPLACE')}";
    private static final String KEPT = ":kept";

    private Rewind() {}

    /** Remembers what the channel is now. */
    static void keep(RedisServer redis, String channel) {
        String log = Recorder.log(channel);
        String position = Recorder.position(channel);
        copy(redis, log, log + KEPT, position, position + KEPT);
    }

    /** Makes it what it was. */
    static void back(RedisServer redis, String channel) {
        String log = Recorder.log(channel);
        String position = Recorder.position(channel);
        copy(redis, log + KEPT, log, position + KEPT, position);
    }

    private static void copy(RedisServer redis, String log, String toLog, String position, String toPosition) {
        Object copied = redis.call("EVAL", COPY, "4", log, toLog, position, toPosition);
        if (!(copied instanceof List)) throw new IllegalStateException("not copied: " + copied);
    }
}
