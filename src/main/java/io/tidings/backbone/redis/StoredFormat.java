package io.tidings.backbone.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * The format of what pods keep in Redis and tell each other. Its number stands in Redis, and changes when pods that do not know of
 * a change could not go on; {@code docs/upgrading.md} says what may be added without. Of a cluster one node has it, and all are left
 * when it is another: this is what the nodes of a backbone share. Confined to the loop.
 */
final class StoredFormat {
    /** What is written and understood here. */
    private static final String NUMBER = "1";

    private final String key;
    /** What was found last; a format that is not kept is this one. */
    private String kept = NUMBER;

    StoredFormat(Keys keys) {
        this.key = keys.format();
    }

    /**
     * Says on a new connection that this format is kept, unless another one is; then it fails.
     *
     * @return whether the number stands there, and is to be asked for again
     */
    Future<Boolean> agree(RedisConnection connection) {
        // refused where writes are: then it is said at another time
        connection.send(say());
        return connection
                .send(question())
                .map(answer -> {
                    onAnswer(answer);
                    return true;
                })
                .otherwise(false)
                .compose(here -> check().map(here));
    }

    /** Looks again, and says it again where it was lost: a later version would take what is kept for its own. Fails as above. */
    Future<Void> ask(CommandConnection commands) {
        return commands.sendNow(question())
                .onSuccess(answer -> {
                    onAnswer(answer);
                    if (answer == null) commands.sendNow(say());
                })
                .transform(answered -> check());
    }

    /** Fails while another format is kept; no answer says nothing. */
    Future<Void> check() {
        if (kept.equals(NUMBER)) return Future.succeededFuture();
        return Future.failedFuture(
                "it holds format " + kept + " (" + key + "), and this version of Tidings knows format " + NUMBER
                        + ": run the version that wrote it, or choose another tidings.redis.prefix");
    }

    private void onAnswer(@Nullable Response answer) {
        kept = answer == null ? NUMBER : answer.toString();
    }

    private Request say() {
        return Request.cmd(Command.SET).arg(key).arg(NUMBER).arg("NX");
    }

    private Request question() {
        return Request.cmd(Command.GET).arg(key);
    }
}
