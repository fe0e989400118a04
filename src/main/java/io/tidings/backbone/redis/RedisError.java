package io.tidings.backbone.redis;

import io.vertx.redis.client.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error that Redis answered.
 *
 * @param code its first word
 */
record RedisError(String code, String text) {
    /** A command that is answered with one of these had no effect. Those that scripts meet come from their first write. */
    private static final Set<String> NOT_EXECUTED = Set.of(
            "LOADING",
            "READONLY",
            "MOVED",
            "ASK",
            "TRYAGAIN",
            "CLUSTERDOWN",
            "CROSSSLOT",
            "MASTERDOWN",
            "NOSCRIPT",
            "NOREPLICAS",
            "OOM",
            "MISCONF",
            "BUSY",
            "NOAUTH",
            "WRONGTYPE");

    private static final Set<String> ANOTHER_OWNER =
            Set.of("MOVED", "ASK", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "NOREPLICAS");

    /** What Redis never says either: a publication that was executed, and that no replica has confirmed. */
    static final RedisError UNCONFIRMED = new RedisError("UNCONFIRMED", "UNCONFIRMED by a replica");

    /** What the client makes of a connection that ends; Redis never says it. */
    private static final String CLOSED = "CONNECTION_CLOSED";

    /** Reads the error, or null when this is none of Redis but a fault of the connection. */
    static @Nullable RedisError of(Throwable cause) {
        if (!(cause instanceof Response)) return null;
        RedisError error = parse(String.valueOf(cause.getMessage()));
        return error.code.equals(CLOSED) ? null : error;
    }

    /** Reads the text of an error. */
    static RedisError parse(String text) {
        int space = text.indexOf(' ');
        return new RedisError(space < 0 ? text : text.substring(0, space), text);
    }

    /** Whether the command certainly had no effect. */
    boolean notExecuted() {
        return NOT_EXECUTED.contains(code);
    }

    /** Whether perhaps another node is the one to ask by now. */
    boolean isOfAnotherOwner() {
        return ANOTHER_OWNER.contains(code);
    }

    /** Whether who asks is not who he says, or may not ask. */
    boolean isOfCredentials() {
        return code.equals("WRONGPASS") || code.equals("NOPERM") || text.contains("AUTH");
    }

    /** The slot that has another owner; negative when the error is about something else. */
    int movedSlot() {
        if (!code.equals("MOVED")) return -1;
        String[] words = text.split(" ", 3);
        return Integer.parseInt(words[1]);
    }

    boolean isNoScript() {
        return code.equals("NOSCRIPT");
    }
}
