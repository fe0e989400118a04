package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerResponse;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One stream of HTTP/2 as a channel of its own, so that a {@link Connection} serves it as it serves a socket. Confined to the event
 * loop of its connection.
 *
 * <p>What is written goes to the stream while its window has room, and counts as waiting until the connection's socket has taken it.
 * Whether the socket is full is not asked: over TLS, Netty tells of it late, and a window that grows meanwhile to nobody. To close the
 * channel resets the stream, unless both sides have ended it.
 */
final class StreamChannel extends AbstractChannel {
    /** Of a stream so much may be under way, however large its window is; the rest waits here. In bytes. */
    private static final int MOST_UNDERWAY = 65_535;

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final ExtendedConnects connection;
    private final int stream;
    private final HttpServerResponse response;

    private boolean open = true;
    /** Messages at the head of what waits that the stream has, and the socket has not. */
    private int underway;
    /** The bytes of these. */
    private int underwayBytes;

    /** @param response of the request that has opened the stream; its head is sent, its body is what is written here */
    StreamChannel(Channel parent, ExtendedConnects connection, int stream, HttpServerResponse response) {
        super(parent);
        this.connection = connection;
        this.stream = stream;
        this.response = response;
    }

    /** Ends our side of the stream; the client's stays as it is. */
    void endOutput() {
        if (open && !response.ended()) response.end();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
        if (!hasRoom()) return;
        Passing passing = new Passing(underway);
        waiting.forEachFlushedMessage(passing);
        if (passing.passed == 0) return;
        connection.flush();
        // All may have left before this has ended, by a flush of another stream, and to go on then had no effect.
        if (underway == 0) parent().eventLoop().execute(this::goOn);
    }

    /**
     * Whether the client would take more. What has left the window and not yet the socket counts twice, so that it may seem to have no
     * room while something is under way; never when nothing is.
     */
    private boolean hasRoom() {
        return Math.min(connection.window(stream), MOST_UNDERWAY) > underwayBytes;
    }

    /** Gives messages to the stream, as long as it takes them. */
    private final class Passing implements ChannelOutboundBuffer.MessageProcessor {
        private int skipped;
        private int passed;

        private Passing(int skipped) {
            this.skipped = skipped;
        }

        @Override
        public boolean processMessage(Object message) {
            if (skipped > 0) {
                skipped--;
                return true;
            }
            if (!hasRoom()) return false;
            ByteBuf bytes = (ByteBuf) message;
            int size = bytes.readableBytes();
            underway++;
            underwayBytes += size;
            passed++;
            connection.write(stream, bytes.retainedDuplicate(), end -> onLeft(size, end));
            return true;
        }
    }

    /** The oldest message that was under way has left, or never will. */
    private void onLeft(int size, Future<? super Void> end) {
        underway--;
        underwayBytes -= size;
        ChannelOutboundBuffer waiting = unsafe().outboundBuffer();
        if (waiting == null) return;
        if (end.isSuccess()) waiting.remove();
        else close();
        if (underway == 0) goOn();
    }

    /** The client takes more, or the socket has taken all: goes on with what waits. */
    void goOn() {
        if (open) unsafe().flush();
    }

    @Override
    protected void doClose() {
        open = false;
        if (!response.closed()) response.reset(Http2Error.CANCEL.code());
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return parent().metadata();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop == parent().eventLoop();
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return parent().localAddress();
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return parent().remoteAddress();
    }

    /** What comes is given to the pipeline by whoever reads the request. */
    @Override
    protected void doBeginRead() {}

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("a stream is bound with its connection");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.tryFailure(new UnsupportedOperationException("a stream is connected with its connection"));
            }
        };
    }
}
