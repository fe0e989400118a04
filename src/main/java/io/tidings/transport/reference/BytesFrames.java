package io.tidings.transport.reference;

import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.transport.ReadableFrame;
import io.tidings.wire.Encoding;
import io.tidings.wire.SseWriter;
import org.jspecify.annotations.Nullable;

/** Frames in the heap. They are not counted: the collector gives their memory back when nobody holds them. Safe from any thread. */
public final class BytesFrames implements FrameEncoder {
    @Override
    public Frame message(Format format, Channel channel, Entry entry) {
        return new BytesFrame(Encoding.message(format, channel, entry));
    }

    @Override
    public Frame frame(Format format, ServerFrame frame, @Nullable String cursor) {
        return new BytesFrame(Encoding.frame(format, frame, cursor));
    }

    @Override
    public Frame id(String cursor) {
        return new BytesFrame(SseWriter.id(cursor));
    }

    private record BytesFrame(byte[] bytes) implements ReadableFrame {
        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void retain() {}

        @Override
        public void release() {}
    }
}
