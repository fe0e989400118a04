package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** An operation that asks with commands of its own, one after the other, and may be repeated at will. Confined to the loop. */
abstract class Question<T> extends Operation<T> implements Call.Answer {
    private @Nullable Call call;

    Question(Channel channel, Asker<T> asker, Operations operations) {
        super(channel, asker, operations);
    }

    abstract void onAnswer(@Nullable Response reply);

    final void send(Request request) {
        if (isAnswered()) return;
        Call next = new Call(request, this);
        call = next;
        connection().send(next);
    }

    /** A server that was frozen, and replaced, answers what it was asked before from what was the log then. */
    @Override
    public final void onReply(@Nullable Response reply) {
        if (isAtOwner()) onAnswer(reply);
        else repeat();
    }

    @Override
    public final void onError(RedisError error) {
        repeatLater(error);
    }

    @Override
    public final void onBroken(boolean sent) {
        repeat();
    }

    @Override
    final boolean withdraw() {
        return call == null || call.withdraw();
    }
}
