package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.core.port.Append.Idempotency;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one channel that leave in one call of the script, each with an answer of its own. It takes more until the call
 * is sent. Confined to the loop.
 */
final class AppendBatch implements Call.Answer {
    /** More make a message no cheaper, for Redis or for the pod. */
    private static final int MOST_MESSAGES = 64;

    private static final int MOST_BYTES = 64 * 1024;

    private final AppendLine line;
    private final PublishScript publish;
    private final int most;
    private final Call call = new Call(this::request, this::size, this);
    private final List<AppendOperation> members = new ArrayList<>();
    private int bytes;
    private boolean left;
    private boolean closed;
    private boolean done;
    private long[] tags = {};

    /** @param most messages that may be on their way at once */
    AppendBatch(AppendLine line, PublishScript publish, int most) {
        this.line = line;
        this.publish = publish;
        this.most = Math.min(most, MOST_MESSAGES);
    }

    /** Whether there is room; a message that is too large for any batch has one of its own. */
    boolean takes(Append append) {
        return members.size() < most
                && bytes + append.message().json().length <= MOST_BYTES
                && members.get(0).append().retention().equals(append.retention())
                && isKeyNew(append.idempotency());
    }

    /** The script looks all keys up before it stores any. */
    private boolean isKeyNew(@Nullable Idempotency idempotency) {
        if (idempotency == null) return true;
        for (AppendOperation member : members) {
            Idempotency other = member.append().idempotency();
            if (other != null && other.slot().equals(idempotency.slot())) return false;
        }
        return true;
    }

    void add(AppendOperation operation) {
        members.add(operation);
        bytes += operation.append().message().json().length;
    }

    /** Takes a message back, if that is possible: false when it was sent, and then its outcome still comes. */
    boolean withdraw(AppendOperation operation) {
        if (done) return true;
        if (!call.isWaiting()) return false;
        members.remove(operation);
        bytes -= operation.append().message().json().length;
        if (members.isEmpty()) {
            call.withdraw();
            close();
            end();
        }
        return true;
    }

    /** Goes to the connection, and may still grow there. */
    void leave() {
        if (left) return;
        left = true;
        line.send(call);
    }

    /** Takes no more. */
    void close() {
        if (closed) return;
        closed = true;
        line.onClosed(this);
    }

    private int size() {
        return members.size();
    }

    private Request request() {
        close();
        tags = publish.draw(members.size());
        for (AppendOperation member : members) member.onLeaving(members.size());
        return publish.request(
                line.channel(), members.stream().map(AppendOperation::append).toList(), tags);
    }

    @Override
    public boolean isOfPublication() {
        return true;
    }

    @Override
    public void onReply(@Nullable Response reply) {
        List<PublishScript.Outcome> outcomes;
        try {
            outcomes = publish.outcomes(Objects.requireNonNull(reply), tags);
        } catch (RuntimeException e) {
            tell(AppendOperation::onPerhapsAppended);
            return;
        }
        for (int i = 0; i < members.size(); i++) outcomes.get(i).tell(members.get(i));
        end();
    }

    @Override
    public void onError(RedisError error) {
        tell(operation -> operation.onError(error));
    }

    @Override
    public void onBroken(boolean sent) {
        close();
        tell(operation -> operation.onBroken(sent));
    }

    private void tell(Consumer<AppendOperation> outcome) {
        members.forEach(outcome);
        end();
    }

    private void end() {
        done = true;
        line.onDone();
    }
}
