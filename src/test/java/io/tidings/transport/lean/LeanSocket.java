package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.tidings.core.port.Lane;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import io.tidings.transport.websocket.Visitor;
import io.tidings.wire.CommandReader;
import io.tidings.wire.JsonScanner;
import io.tidings.wire.SseWriter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the engine has taken over, on a {@link SimulatedChannel}. Confined to its lane, but for {@link #read} and
 * {@link #hasEnded}, which are the client's.
 */
public final class LeanSocket {
    private static final int MOST_COMMAND = 10_000;
    private static final int MOST_UNREAD = 2;
    /** Last words and signs of life come on top of the budget, and Netty counts its own entry for each write. */
    private static final int BESIDE_THE_BUDGET = 1_500;

    private static final CommandReader COMMANDS = new CommandReader(new JsonScanner(JsonScanner.DEFAULT_DEPTH));

    private final Lane lane;
    private final Random random;
    private final SimulatedChannel channel;
    private final int budget;
    private final Terms terms;
    private @Nullable Connection connection;
    private boolean hungUp;

    public LeanSocket(Sessions home, Random random) {
        this.lane = home.lane();
        this.random = random;
        this.channel = new SimulatedChannel(lane, random);
        this.budget = home.settings().outboxBytes();
        this.terms = new Terms(Terms.mark(budget), MOST_COMMAND, home.settings().pongMillis(), MOST_UNREAD);
    }

    public void openCommands(Sessions home, @Nullable Identity identity) {
        CommandConnection opened = new CommandConnection(terms, COMMANDS);
        attach(opened);
        opened.open(home, new Visitor(identity, null));
    }

    /** Opens a stream, which gathers what is written to it until it is given the connection. */
    public void openStream(Sessions home, Identity identity, List<SubscriptionRequest> requests, boolean shortCursor) {
        StreamConnection opened = new StreamConnection(terms, new Opening());
        opened.write(SseWriter.retry(home.retryMillis()));
        opened.serve(home.openStream(opened, identity, requests, shortCursor));
    }

    private void attach(Connection taken) {
        connection = taken;
        channel.pipeline().addLast(taken);
    }

    /** Gives the connection over a little later. */
    private final class Opening implements Exchange {
        @Override
        public void takeOver(Connection stream) {
            lane.schedule(random.nextInt(10), () -> {
                if (hungUp || !channel.isActive()) stream.onGone();
                else attach(stream);
            });
        }

        @Override
        public void end(Buffer body) {
            throw new IllegalStateException("a stream that is served has no other answer");
        }

        @Override
        public void cut() {
            channel.close();
        }
    }

    /** Bytes come from the client, in one piece. */
    public void receive(byte[] piece) {
        if (connection == null || !channel.isActive()) return;
        ByteBuf bytes =
                PooledByteBufAllocator.DEFAULT.directBuffer(piece.length).writeBytes(piece);
        channel.pipeline().fireChannelRead(bytes).fireChannelReadComplete();
        if (bytes.refCnt() != 0) throw new AssertionError("what has come is held " + bytes.refCnt() + " times");
    }

    /** The client has read: there is room again. */
    public void writeMore() {
        check();
        channel.writeMore();
    }

    /** The client closes its socket, or is gone from the network. */
    public void hangUp() {
        hungUp = true;
        if (connection != null && channel.isActive() && random.nextBoolean())
            channel.pipeline().fireExceptionCaught(new IOException("connection reset by peer"));
        channel.close();
    }

    /** The client reads, at most so many bytes. */
    public byte[] read(int most) {
        return channel.read(most);
    }

    /** Whether nothing more comes for the client. */
    public boolean hasEnded() {
        return channel.hasEnded();
    }

    /** Whether the client has left something that was written in the service's memory. */
    public boolean isSlow() {
        return channel.isSlow();
    }

    /** @throws AssertionError when something has failed, or more waits for the client than may */
    public void check() {
        channel.check();
        long pending = connection == null ? 0 : connection.pendingBytes();
        long counted = channel.unsafe().outboundBuffer() == null
                ? 0
                : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
        if (pending != counted) throw new AssertionError(pending + " bytes are said to wait, and " + counted + " do");
        if (counted > budget + BESIDE_THE_BUDGET) throw new AssertionError(counted + " bytes wait");
    }

    /** @throws AssertionError when the service has not let go of the connection */
    public void requireClosed() {
        channel.check();
        if (channel.isOpen()) throw new AssertionError("a connection was never closed");
    }
}
