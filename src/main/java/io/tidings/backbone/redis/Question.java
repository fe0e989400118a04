package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.vertx.redis.client.Request;
import org.jspecify.annotations.Nullable;

/** An operation that asks with commands of its own, one after the other. Confined to the loop. */
abstract class Question<T> extends Operation<T> implements Call.Answer {
    private @Nullable Call call;

    Question(Channel channel, Asker<T> asker, Operations operations) {
        super(channel, asker, operations);
    }

    final void send(Request request) {
        if (isAnswered()) return;
        Call next = new Call(request, this);
        call = next;
        connection().send(next);
    }

    @Override
    final boolean withdraw() {
        return call == null || call.withdraw();
    }
}
