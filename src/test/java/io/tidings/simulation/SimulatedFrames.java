package io.tidings.simulation;

import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import org.jspecify.annotations.Nullable;

/** Frames that still know what they say, and that count who holds them. */
final class SimulatedFrames implements FrameEncoder {
    private int alive;

    /** Frames that somebody still holds. */
    int alive() {
        return alive;
    }

    /** One frame. */
    final class Content implements Frame {
        private final Said said;
        private final int size;
        private int references = 1;

        Content(Said said, int size) {
            this.said = said;
            this.size = size;
            alive++;
        }

        @Override
        public int size() {
            check();
            return size;
        }

        @Override
        public void retain() {
            check();
            references++;
        }

        @Override
        public void release() {
            check();
            if (--references == 0) alive--;
        }

        /** What it says, while it is held. */
        Said read() {
            check();
            return said;
        }

        private void check() {
            if (references < 1) throw new IllegalStateException("a frame was used after its release: " + said);
        }
    }

    @Override
    public Frame message(Format format, Channel channel, Entry entry) {
        return new Content(new Said(channel, entry, null), entry.message().json().length + 60);
    }

    @Override
    public Frame frame(Format format, ServerFrame frame, @Nullable String cursor) {
        return new Content(new Said(null, frame, cursor), 80);
    }

    @Override
    public Frame id(String cursor) {
        return new Content(new Said(null, cursor, cursor), 40);
    }
}
