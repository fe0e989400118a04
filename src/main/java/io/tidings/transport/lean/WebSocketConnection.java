package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.tidings.core.port.Frame;
import io.tidings.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket (RFC 6455): frames and the closing handshake. What its messages mean is for subclasses. Confined to its event loop.
 *
 * <p>INVARIANT: after a Close has left nothing else does, and what comes after it is not looked at but for the client's Close.
 */
abstract class WebSocketConnection extends Connection implements FrameDecoder.Events {
    private static final byte[] NOTHING = {};

    /** Null while nothing is half read: most connections listen only. */
    private @Nullable FrameDecoder decoder;

    private State state = State.OPEN;

    private enum State {
        OPEN,
        /** Our Close is on its way, the client's is awaited. */
        CLOSING,
        /** Nothing more is read or written. */
        CLOSED
    }

    WebSocketConnection(Terms terms) {
        super(terms);
    }

    /** A text message has come, while the connection is open. */
    abstract void onMessage(byte[] text);

    /** A binary message has come, while the connection is open. */
    abstract void onBytes(byte[] bytes);

    /** A ping was answered, while the connection is open. */
    abstract void onAnswer();

    /** The client has ended the connection. */
    abstract void onEnd();

    /** The client breaks the rules: it is told so, by {@link #close}. */
    abstract void onFault(Failure why);

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (state != State.CLOSED) read(in);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        FrameDecoder reading = decoder == null ? new FrameDecoder(terms.mostCommand(), this) : decoder;
        reading.decode(in);
        decoder = reading.isIdle() ? null : reading;
    }

    /** What was answered meanwhile leaves in one piece. */
    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public final void onText(byte[] message) {
        if (state == State.OPEN) onMessage(message);
    }

    @Override
    public final void onBinary(byte[] message) {
        if (state == State.OPEN) onBytes(message);
    }

    /** Of pings that come faster than their answers leave, only some are answered, as 5.5.3 allows. */
    @Override
    public final void onPing(byte[] payload) {
        if (state == State.OPEN && hasRoom()) write(frame(Opcode.PONG, payload));
    }

    @Override
    public final void onPong() {
        if (state == State.OPEN) onAnswer();
    }

    @Override
    public final void onClose(int code) {
        if (state == State.OPEN) {
            write(closeFrame(code, NOTHING));
            expectEnd();
            state = State.CLOSED;
            onEnd();
        }
        state = State.CLOSED;
        endOutput();
    }

    @Override
    public final void onBroken(Failure why) {
        if (state == State.OPEN) onFault(why);
        state = State.CLOSED;
        endOutput();
    }

    @Override
    public final void write(Frame frame) {
        if (state == State.OPEN) super.write(frame);
    }

    @Override
    public final void ping() {
        if (state != State.OPEN) return;
        write(frame(Opcode.PING, NOTHING));
        flush();
    }

    @Override
    public final void close(Failure why) {
        if (state != State.OPEN) return;
        write(closeFrame(why.closeCode(), why.code().getBytes(US_ASCII)));
        flush();
        state = State.CLOSING;
        expectEnd();
    }

    private static ByteBuf closeFrame(int code, byte[] reason) {
        if (code == CloseFrame.NO_CODE) return frame(Opcode.CLOSE, NOTHING);
        byte[] payload = new byte[Short.BYTES + reason.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(reason, 0, payload, Short.BYTES, reason.length);
        return frame(Opcode.CLOSE, payload);
    }

    static ByteBuf frame(int opcode, byte[] payload) {
        ByteBuf frame = DirectFrames.buffer(FrameHead.size(payload.length) + payload.length);
        return FrameHead.write(opcode, payload.length, frame).writeBytes(payload);
    }
}
