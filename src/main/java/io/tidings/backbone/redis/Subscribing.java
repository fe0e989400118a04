package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SUBSCRIBE or UNSUBSCRIBE with up to 500 names; Redis confirms the names one by one, in order. Confined to the loop. */
final class Subscribing {
    private static final int NAMES = 500;

    final Command command;
    private final List<Watch> watches = new ArrayList<>();
    private int confirmed;

    Subscribing(Command command) {
        this.command = command;
    }

    /** Takes one more name; false when it belongs into the next command. */
    boolean add(Command how, Watch watch) {
        if (!how.equals(command) || watches.size() == NAMES) return false;
        return watches.add(watch);
    }

    Request request() {
        Request request = Request.cmd(command);
        for (Watch watch : watches) request.arg(watch.topic);
        return request;
    }

    /** The watch that a confirmation is for; null when it is not the one that comes next. */
    @Nullable
    Watch confirm(String topic) {
        if (isDone() || !watches.get(confirmed).topic.equals(topic)) return null;
        return watches.get(confirmed++);
    }

    boolean isDone() {
        return confirmed == watches.size();
    }

    /** The watches that have no answer yet. */
    List<Watch> rest() {
        return watches.subList(confirmed, watches.size());
    }
}
