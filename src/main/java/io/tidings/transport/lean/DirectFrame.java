package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.tidings.transport.ReadableFrame;

/** One buffer outside the heap for all sessions that the frame is written to, with what its transport puts around it. */
final class DirectFrame implements ReadableFrame {
    private final ByteBuf wire;
    private final int payloadAt;
    private final int payloadSize;

    /** @param wire whose one reference becomes the frame's */
    DirectFrame(ByteBuf wire, int payloadAt, int payloadSize) {
        this.wire = wire;
        this.payloadAt = payloadAt;
        this.payloadSize = payloadSize;
    }

    /** The bytes on the wire with a reference and indices of their own: for one write. */
    ByteBuf forOneWrite() {
        return wire.retainedDuplicate();
    }

    @Override
    public byte[] bytes() {
        return ByteBufUtil.getBytes(wire, payloadAt, payloadSize);
    }

    @Override
    public int size() {
        return wire.readableBytes();
    }

    @Override
    public void retain() {
        wire.retain();
    }

    @Override
    public void release() {
        wire.release();
    }
}
