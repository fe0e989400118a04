package io.tidings.core.port;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that remember what they say and count their references: one that is never released, or twice, is found. */
public final class CountingFrames implements FrameEncoder {
    private final List<Counted> made = new ArrayList<>();

    /** What was encoded: an {@link Entry}, a {@link ServerFrame}, or the text of a cursor for an id line. */
    public static final class Counted implements Frame {
        private final Format format;
        private final Object content;
        private final @Nullable String cursor;
        private final int size;
        private int references = 1;

        Counted(Format format, Object content, @Nullable String cursor, int size) {
            this.format = format;
            this.content = content;
            this.cursor = cursor;
            this.size = size;
        }

        public Format format() {
            return format;
        }

        public Object content() {
            return content;
        }

        public @Nullable String cursor() {
            return cursor;
        }

        public int references() {
            return references;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void retain() {
            if (references <= 0) throw new IllegalStateException("retained after its end: " + content);
            references++;
        }

        @Override
        public void release() {
            if (references <= 0) throw new IllegalStateException("released once too often: " + content);
            references--;
        }

        /** {@code id 17-4}, the name of a server frame, or the position of a message. */
        @Override
        public String toString() {
            if (content instanceof Entry entry) return entry.id().toString();
            if (content instanceof ServerFrame) return content.getClass().getSimpleName();
            return "id " + content;
        }
    }

    /** Bytes of a frame that is no message. */
    public static final int OWN_SIZE = 20;

    @Override
    public Counted message(Format format, Channel channel, Entry entry) {
        return noted(new Counted(format, entry, null, entry.message().json().length));
    }

    @Override
    public Counted frame(Format format, ServerFrame frame, @Nullable String cursor) {
        return noted(new Counted(format, frame, cursor, OWN_SIZE));
    }

    @Override
    public Counted id(String cursor) {
        return noted(new Counted(Format.EVENT_WITHOUT_ID, cursor, cursor, OWN_SIZE));
    }

    private Counted noted(Counted frame) {
        made.add(frame);
        return frame;
    }

    /** How many frames were made of messages. */
    public long messages() {
        return made.stream().filter(each -> each.content instanceof Entry).count();
    }

    /** Frames that somebody still holds. */
    public List<Counted> held() {
        return made.stream().filter(each -> each.references > 0).toList();
    }
}
