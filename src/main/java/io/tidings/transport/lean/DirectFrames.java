package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.transport.reference.BytesFrames;
import io.tidings.wire.Encoding;
import io.tidings.wire.SseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Frames as they go out on a connection that was taken over: a WebSocket frame, or a chunk of an HTTP/1.1 body. What polls answer
 * is never written as it is, so it stays in the heap. Safe from any thread.
 */
public final class DirectFrames implements FrameEncoder {
    private static final BytesFrames IN_THE_HEAP = new BytesFrames();

    @Override
    public Frame message(Format format, Channel channel, Entry entry) {
        if (format == Format.JSON) return IN_THE_HEAP.message(format, channel, entry);
        return framed(format, Encoding.message(format, channel, entry));
    }

    @Override
    public Frame frame(Format format, ServerFrame frame, @Nullable String cursor) {
        if (format == Format.JSON) return IN_THE_HEAP.frame(format, frame, cursor);
        return framed(format, Encoding.frame(format, frame, cursor));
    }

    @Override
    public Frame id(String cursor) {
        return framed(Format.EVENT_WITHOUT_ID, SseWriter.id(cursor));
    }

    private static Frame framed(Format format, byte[] payload) {
        int head = format == Format.TEXT ? FrameHead.size(payload.length) : Chunk.headSize(payload.length);
        int tail = format == Format.TEXT ? 0 : Chunk.TAIL;
        ByteBuf wire = buffer(head + payload.length + tail);
        if (format == Format.TEXT)
            FrameHead.write(Opcode.TEXT, payload.length, wire).writeBytes(payload);
        else Chunk.write(payload, wire);
        return new DirectFrame(wire, head, payload.length);
    }

    /** An empty buffer outside the heap with room for so many bytes. */
    static ByteBuf buffer(int size) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
    }
}
