package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** Asks for a channel's position; may be repeated at will. Confined to the loop. */
final class PositionOperation extends Question<Position> {
    private final OpenScript open;

    PositionOperation(Channel channel, Asker<Position> asker, Operations operations, OpenScript open) {
        super(channel, asker, operations);
        this.open = open;
    }

    @Override
    void begin() {
        send(open.request(channel));
    }

    @Override
    void onAnswer(@Nullable Response reply) {
        try {
            succeed(open.position(reply));
        } catch (RuntimeException e) {
            fail(ReadOperation.foreign(channel));
        }
    }

    @Override
    Refusal onDeadline(boolean sent) {
        return away("the backbone did not tell the position of " + channel + " in time; try again in a moment");
    }
}
