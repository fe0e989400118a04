package io.tidings.core.feed;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry and its frames, each encoded when it is first asked for. Confined to its feed's lane. */
final class Slot {
    private static final int FORMATS = Format.values().length;

    final Entry entry;

    private @Nullable Frame @Nullable [] frames;

    Slot(Entry entry) {
        this.entry = entry;
    }

    /** The first of these slots, as many as the bounds allow, but one at least. */
    static List<Slot> page(List<Slot> slots, Backbone.Bounds bounds) {
        int end = 0;
        long bytes = 0;
        while (end < slots.size() && end < bounds.entries()) {
            bytes += slots.get(end).entry.message().json().length;
            if (bytes > bounds.bytes() && end > 0) break;
            end++;
        }
        return slots.subList(0, end);
    }

    /** The frame of a format; the slot keeps its own reference. */
    Frame frame(Format format, Channel channel, FrameEncoder encoder) {
        if (frames == null) frames = new @Nullable Frame[FORMATS];
        Frame frame = frames[format.ordinal()];
        if (frame == null) {
            frame = encoder.message(format, channel, entry);
            frames[format.ordinal()] = frame;
        }
        return frame;
    }

    void release() {
        if (frames == null) return;
        for (Frame frame : frames) if (frame != null) frame.release();
        frames = null;
    }
}
