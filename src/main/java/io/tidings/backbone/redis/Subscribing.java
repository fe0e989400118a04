package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * One command that subscribes or unsubscribes, with up to 500 names, in a cluster all of one slot; Redis confirms the names one
 * by one, in order. Confined to the loop.
 */
final class Subscribing {
    private static final int NAMES = 500;

    final Command command;
    private final PubSub pubSub;
    private final List<Watch> watches = new ArrayList<>();
    private int confirmed;

    Subscribing(PubSub pubSub, Command command, Watch first) {
        this.pubSub = pubSub;
        this.command = command;
        watches.add(first);
    }

    /** Takes one more name; false when it belongs into the next command. */
    boolean add(Command how, Watch watch) {
        if (!how.equals(command) || watches.size() == NAMES || !pubSub.joins(watches.get(0), watch)) return false;
        return watches.add(watch);
    }

    /** The slot of the first name. */
    int slot() {
        return watches.get(0).slot;
    }

    Request request() {
        Request request = Request.cmd(command);
        for (Watch watch : watches) request.arg(watch.topic);
        return request;
    }

    /** Whether a confirmation is the one that comes next. */
    boolean isNext(Command how, String topic) {
        return how.equals(command) && !isDone() && watches.get(confirmed).topic.equals(topic);
    }

    /** The watch whose confirmation has come. */
    Watch confirm() {
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
