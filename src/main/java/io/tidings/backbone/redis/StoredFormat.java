package io.tidings.backbone.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * The format of what pods keep in Redis and tell each other. Its number stands in Redis, and changes when pods that do not know of
 * a change could not go on; {@code docs/upgrading.md} says what may be added without. Confined to the loop.
 */
final class StoredFormat {
    /** What is written and understood here. */
    private static final String NUMBER = "1";

    private final String key;
    private boolean here;

    StoredFormat(Keys keys) {
        this.key = keys.format();
    }

    /** Says that this format is kept, unless another one is; then it fails. */
    Future<Void> agree(RedisConnection connection) {
        // refused where writes are: then it is said at another time
        connection.send(Request.cmd(Command.SET).arg(key).arg(NUMBER).arg("NX"));
        return check(connection.send(question()).onSuccess(answer -> here = true));
    }

    /** Whether this is where the number stands: of a cluster it is one node. */
    boolean isHere() {
        return here;
    }

    Request question() {
        return Request.cmd(Command.GET).arg(key);
    }

    /** Fails when the answer is another format; no answer says nothing. */
    Future<Void> check(Future<Response> answer) {
        return answer.compose(this::check, away -> Future.succeededFuture());
    }

    private Future<Void> check(@Nullable Response kept) {
        if (kept == null || kept.toString().equals(NUMBER)) return Future.succeededFuture();
        return Future.failedFuture(
                "it holds format " + kept + " (" + key + "), and this version of Tidings knows format " + NUMBER
                        + ": run the version that wrote it, or choose another tidings.redis.prefix");
    }
}
