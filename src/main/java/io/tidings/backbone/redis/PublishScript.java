package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** {@code publish.lua}: appends messages of one channel and publishes them in one go. Confined to the loop. */
final class PublishScript {
    final Script script = Script.read("publish");
    private final Keys keys;
    private final Tags tags;
    private final PubSub pubSub;
    private final long positionLife;
    private final long idempotencyLife;
    /** Whether a known key is renewed: only behind a write of its own does WAIT wait for what was written before. */
    private final boolean renews;

    PublishScript(Keys keys, Tags tags, PubSub pubSub, RedisSettings settings) {
        this.keys = keys;
        this.tags = tags;
        this.pubSub = pubSub;
        this.positionLife = settings.positionLife().toMillis();
        this.idempotencyLife = settings.idempotencyLife().toMillis();
        this.renews = !settings.replicaPatience().isZero();
    }

    /** What came of one message of a call. */
    sealed interface Outcome {
        /** Tells it to whoever asked. */
        void tell(AppendOperation operation);

        record Appended(Position id) implements Outcome {
            @Override
            public void tell(AppendOperation operation) {
                operation.onAppended(id);
            }
        }

        /**
         * Its idempotency key was known.
         *
         * @param fingerprint of the request that appended it
         */
        record Known(Position id, String fingerprint) implements Outcome {
            @Override
            public void tell(AppendOperation operation) {
                operation.onKnown(id, fingerprint);
            }
        }

        record Refused(RedisError error) implements Outcome {
            @Override
            public void tell(AppendOperation operation) {
                operation.onError(error);
            }
        }
    }

    /** Draws a tag for each message of one attempt. */
    long[] draw(int messages) {
        long[] drawn = new long[messages];
        for (int i = 0; i < messages; i++) drawn[i] = tags.next();
        return drawn;
    }

    /** One attempt: messages of one channel and one retention, with keys that differ. @param drawn a tag for each */
    Request request(Channel channel, List<Append> appends, long[] drawn) {
        boolean keyed = appends.stream().anyMatch(append -> append.idempotency() != null);
        boolean traced = appends.stream().anyMatch(append -> append.trace() != null);
        Append first = appends.get(0);
        Request call = script.call(names(channel, appends))
                .arg(Long.toString(tags.next()))
                .arg(first.retention().size())
                .arg(Math.max(1, first.retention().age().toMillis()))
                .arg(positionLife)
                .arg(idempotencyLife)
                .arg(renews ? "renew" : "")
                .arg(pubSub.publish)
                .arg(keys.topic(channel))
                .arg(traced ? "trace" : "");
        for (int i = 0; i < drawn.length; i++) {
            Append append = appends.get(i);
            call.arg(Long.toString(drawn[i])).arg(append.message().json());
            if (keyed)
                call.arg(
                        append.idempotency() == null ? "" : append.idempotency().fingerprint());
            if (traced) call.arg(append.trace() == null ? "" : append.trace());
        }
        return call;
    }

    private String[] names(Channel channel, List<Append> appends) {
        List<String> names = new ArrayList<>();
        names.add(keys.log(channel));
        names.add(keys.position(channel));
        for (Append append : appends)
            if (append.idempotency() != null)
                names.add(keys.idempotency(channel, append.idempotency().slot()));
        return names.toArray(String[]::new);
    }

    /**
     * What the script answered, for each message in its order.
     *
     * @param drawn the tags of this attempt
     * @throws RuntimeException when this is no answer of it
     */
    List<Outcome> outcomes(Response reply, long[] drawn) {
        String position = reply.get(0).toString();
        boolean refused = position.startsWith("-");
        Outcome refusal = new Outcome.Refused(RedisError.parse(position.substring(1)));
        long offset = refused ? 0 : Position.parse(position).offset();
        List<Outcome> outcomes = new ArrayList<>(drawn.length);
        int at = 1;
        for (int i = 0; i < drawn.length; i++) {
            if (at < reply.size() && reply.get(at).toInteger() == i + 1) {
                outcomes.add(known(reply.get(at + 1).toString()));
                at += 2;
            } else {
                outcomes.add(refused ? refusal : new Outcome.Appended(new Position(++offset, drawn[i])));
            }
        }
        if (at != reply.size()) throw new IllegalArgumentException("an answer for other messages");
        return outcomes;
    }

    /** What the key holds, but for what later versions add; or why it could not be renewed. */
    private static Outcome known(String held) {
        if (held.startsWith("-")) return new Outcome.Refused(RedisError.parse(held.substring(1)));
        String[] parts = held.split(" ", 3);
        return new Outcome.Known(Position.parse(parts[0]), parts[1]);
    }
}
