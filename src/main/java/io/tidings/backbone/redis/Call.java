package io.tidings.backbone.redis;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One command on its way, and who waits for the answer. Confined to the loop. */
final class Call {
    /** Exactly one of these comes, once, unless the call is withdrawn. */
    interface Answer {
        void onReply(@Nullable Response reply);

        void onError(RedisError error);

        /**
         * The connection has ended.
         *
         * @param sent false when the command certainly never reached Redis
         */
        void onBroken(boolean sent);

        /** Whether the command publishes: its answer counts once a replica has it, where one is waited for. */
        default boolean isOfPublication() {
            return false;
        }
    }

    private enum State {
        WAITING,
        SENT,
        WITHDRAWN
    }

    final Answer answer;
    private final Supplier<Request> request;
    private final IntSupplier size;
    private State state = State.WAITING;
    private boolean repeated;

    Call(Request request, Answer answer) {
        this(() -> request, () -> 1, answer);
    }

    /**
     * A call that may grow until it is sent.
     *
     * @param request is asked for at every sending
     * @param size how many messages it carries, at least 1
     */
    Call(Supplier<Request> request, IntSupplier size, Answer answer) {
        this.request = request;
        this.size = size;
        this.answer = answer;
    }

    /** What to send. */
    Request request() {
        return request.get();
    }

    /** How much of the window it takes. */
    int size() {
        return size.getAsInt();
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Takes it back, if that is possible: false when it was sent, and then its answer still comes. */
    boolean withdraw() {
        if (state == State.SENT) return false;
        state = State.WITHDRAWN;
        return true;
    }

    /** Goes on its way: false when it was withdrawn and must not be sent. */
    boolean toSent() {
        if (state == State.WITHDRAWN) return false;
        state = State.SENT;
        return true;
    }

    /** Back to waiting after Redis refused it for a missing script; only once. */
    boolean toRepeated() {
        if (repeated) return false;
        repeated = true;
        state = State.WAITING;
        return true;
    }

    /** The connection is gone. */
    void onBroken() {
        if (state != State.WITHDRAWN) answer.onBroken(state == State.SENT);
    }
}
