package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's frames, each with one reference more, which shows how many the others are. For one thread. */
public final class CountedFrames implements FrameEncoder {
    private static final int MANY = 2_000;

    private final DirectFrames frames = new DirectFrames();
    private List<DirectFrame> made = new ArrayList<>();

    @Override
    public Frame message(Format format, Channel channel, Entry entry) {
        return counted(frames.message(format, channel, entry));
    }

    @Override
    public Frame frame(Format format, ServerFrame frame, @Nullable String cursor) {
        return counted(frames.frame(format, frame, cursor));
    }

    @Override
    public Frame id(String cursor) {
        return counted(frames.id(cursor));
    }

    private Frame counted(Frame frame) {
        if (made.size() >= MANY) letGo();
        if (!(frame instanceof DirectFrame direct)) return frame;
        direct.retain();
        made.add(direct);
        return direct;
    }

    /** Frames that somebody else holds; the others are let go of. */
    public int held() {
        letGo();
        return made.size();
    }

    private void letGo() {
        List<DirectFrame> held = new ArrayList<>();
        for (DirectFrame frame : made) if (!isLast(frame)) held.add(frame);
        made = held;
    }

    /** Whether nobody else holds it; then it is let go of. */
    private static boolean isLast(DirectFrame frame) {
        ByteBuf shared = frame.forOneWrite();
        int others = root(shared).refCnt() - 2;
        shared.release();
        if (others < 0) throw new AssertionError("a frame was released too often");
        if (others > 0) return false;
        frame.release();
        return true;
    }

    /** The buffer that all duplicates are of: they count for themselves. */
    private static ByteBuf root(ByteBuf duplicate) {
        ByteBuf root = duplicate;
        for (ByteBuf next = root; next != null; next = root.unwrap()) root = next;
        return root;
    }
}
