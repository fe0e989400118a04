package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive entries with their frames in the formats that one lane listens in. Made on the feed's lane, owned by whoever
 * it is posted to, and released there exactly once.
 */
public final class Chunk {
    private static final Format[] FORMATS = Format.values();

    private final Entry[] entries;
    private final Frame[] @Nullable [] frames;

    private Chunk(Entry[] entries, Frame[] @Nullable [] frames) {
        this.entries = entries;
        this.frames = frames;
    }

    /** @param formats a bit for each format, by ordinal */
    static Chunk of(List<Slot> slots, int formats, Channel channel, FrameEncoder encoder) {
        Entry[] entries = new Entry[slots.size()];
        for (int i = 0; i < entries.length; i++) entries[i] = slots.get(i).entry;
        Frame[] @Nullable [] frames = new Frame[FORMATS.length] @Nullable [];
        for (Format format : FORMATS)
            if ((formats & 1 << format.ordinal()) != 0)
                frames[format.ordinal()] = retained(slots, format, channel, encoder);
        return new Chunk(entries, frames);
    }

    private static Frame[] retained(List<Slot> slots, Format format, Channel channel, FrameEncoder encoder) {
        Frame[] row = new Frame[slots.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = slots.get(i).frame(format, channel, encoder);
            row[i].retain();
        }
        return row;
    }

    public int size() {
        return entries.length;
    }

    public Entry entry(int index) {
        return entries[index];
    }

    /** The frames in a format, in the order of the entries; null when nobody of the lane listened in it. */
    public Frame @Nullable [] frames(Format format) {
        return frames[format.ordinal()];
    }

    public void release() {
        for (Frame[] row : frames) {
            if (row == null) continue;
            for (Frame frame : row) frame.release();
        }
    }
}
