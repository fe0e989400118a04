package io.tidings.backbone.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server now and then, on a connection of its own that is kept while it answers; one question at a time. Confined
 * to the loop.
 */
final class Inquiry {
    private static final int PATIENCE_MILLIS = 500;

    private final Vertx vertx;
    private final RedisOptions options;
    private @Nullable Redis client;

    /** @param options with credentials for an address that has none */
    Inquiry(Vertx vertx, RedisOptions options, String address) {
        this.vertx = vertx;
        this.options = new RedisOptions(options)
                .setType(RedisClientType.STANDALONE)
                .setEndpoints(List.of(address))
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolRecycleTimeout(-1);
        this.options.getNetClientOptions().setConnectTimeout(PATIENCE_MILLIS).setReconnectAttempts(0);
    }

    /** The answers in order, or the first failure; within half a second. */
    Future<List<@Nullable Response>> ask(Request... questions) {
        Promise<List<@Nullable Response>> answer = Promise.promise();
        long timer = vertx.setTimer(
                PATIENCE_MILLIS, id -> answer.tryFail("it did not answer within " + PATIENCE_MILLIS + " ms"));
        client().connect()
                .compose(connection -> send(connection, questions))
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future().onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.failed()) close();
        });
    }

    private Redis client() {
        if (client == null) client = Redis.createClient(vertx, options);
        return client;
    }

    private static Future<List<@Nullable Response>> send(RedisConnection connection, Request... questions) {
        // what breaks while nobody asks is found by the next question
        connection.exceptionHandler(broken -> {});
        List<Future<Response>> sent =
                List.of(questions).stream().map(connection::send).toList();
        return Future.all(sent).map(all -> {
            // back into the pool of one, where it stays open
            connection.close();
            return all.list();
        });
    }

    /** Ends the connection; the next question makes a new one. */
    void close() {
        if (client != null) client.close();
        client = null;
    }
}
