package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.Reply;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.session.PollAnswer;
import io.tidings.core.session.PollRequest;
import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import io.tidings.model.Entry;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/** A poll, short or long: one answer, and the client comes again. */
final class PollConnection extends Connection {
    private @Nullable Session session;

    PollConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
    }

    @Override
    void onOpen() {
        long wait = world.random.nextBoolean() ? 0 : world.random.nextInt(2_000);
        int limit = 1 + world.random.nextInt(20);
        PollRequest request = new PollRequest(client.requests(), limit, wait, client.channels.size() == 1);
        session = home.openPoll(world.tokens.identity(), request, Reply.of(this::onAnswer, this::onRefused));
    }

    /** There is nothing to read before the answer comes. */
    @Override
    void read(int frames) {}

    @Override
    void onCut() {
        if (session != null) session.onClosed();
    }

    private void onAnswer(PollAnswer answer) {
        for (Frame item : answer.items()) {
            if (!isOver()) onItem(world.engine.read(item));
            item.release();
        }
        if (isOver()) return;
        client.checker.onCursor(answer.cursor());
        end();
    }

    /** What a first poll brings starts where its own first item says. */
    private void onItem(Said item) {
        if (item.what() instanceof Entry entry
                && item.channel() != null
                && client.checker.position(item.channel()) == null)
            client.checker.startAt(item.channel(), entry.prev());
        if (item.what() instanceof ServerFrame.Gap gap && client.checker.position(gap.channel()) == null)
            client.checker.startAt(gap.channel(), gap.gap().since());
        onSaid(item);
    }

    private void onRefused(Refusal refusal) {
        if (isOver()) return;
        onSentAway(refusal.failure());
        end();
    }
}
