package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one channel on their way over one connection, in order: while a batch has no answer, the next one gathers,
 * and leaves with the answer or when it is full. Confined to the loop.
 */
final class AppendLine {
    private final Channel channel;
    private final CommandConnection connection;
    private final PublishScript publish;
    private final Appends appends;
    private @Nullable AppendBatch gathering;
    /** Batches that take no more and have no answer. */
    private int ahead;

    AppendLine(Channel channel, CommandConnection connection, PublishScript publish, Appends appends) {
        this.channel = channel;
        this.connection = connection;
        this.publish = publish;
        this.appends = appends;
    }

    Channel channel() {
        return channel;
    }

    boolean isOver(CommandConnection other) {
        return connection == other;
    }

    /** Takes one more. @return the batch that it leaves with */
    AppendBatch add(AppendOperation operation) {
        AppendBatch full = gathering;
        if (full != null && !full.takes(operation.append())) {
            full.close();
            full.leave();
        }
        if (gathering == null) gathering = new AppendBatch(this, publish, connection.window());
        AppendBatch batch = gathering;
        batch.add(operation);
        leaveWhenFirst();
        return batch;
    }

    void send(Call call) {
        connection.send(call);
    }

    /** A batch takes no more. */
    void onClosed(AppendBatch batch) {
        if (gathering == batch) gathering = null;
        ahead++;
    }

    /** A batch that takes no more has its answer, whichever, or is not to be sent any more. */
    void onDone() {
        ahead--;
        leaveWhenFirst();
        if (ahead == 0 && gathering == null) appends.onIdle(this);
    }

    private void leaveWhenFirst() {
        if (ahead == 0 && gathering != null) gathering.leave();
    }
}
