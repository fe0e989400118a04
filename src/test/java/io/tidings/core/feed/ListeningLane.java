package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Lane;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane that writes down what feeds post and releases it; credit is given when the test says so. */
final class ListeningLane implements FeedListener {
    private final Lane lane;
    private final List<String> told = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private @Nullable Mark lastMark;

    ListeningLane(Lane lane) {
        this.lane = lane;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public void onBatch(Mark mark, Chunk chunk) {
        lastMark = mark;
        batches.add(chunk.size());
        for (int i = 0; i < chunk.size(); i++) told.add(chunk.entry(i).id().toString());
        for (Format format : Format.values()) checkFrames(chunk, format);
        chunk.release();
    }

    private static void checkFrames(Chunk chunk, Format format) {
        Frame[] frames = chunk.frames(format);
        if (frames != null && frames.length != chunk.size())
            throw new IllegalStateException("a frame is missing in " + format);
    }

    @Override
    public void onPage(Page page) {
        pages.add(page);
        if (page.gap() != null) told.add(text(page.gap()));
        for (int i = 0; i < page.chunk().size(); i++)
            told.add(page.chunk().entry(i).id().toString());
        told.add(page.mark() != null ? "live" : page.more() ? "more" : "end");
        page.chunk().release();
    }

    @Override
    public void onGap(Mark mark, Gap gap) {
        told.add(text(gap));
    }

    @Override
    public void onBehind(Mark mark) {
        told.add("behind");
    }

    @Override
    public void onRefused(Join join, Refusal refusal) {
        told.add(refusal.failure().code());
    }

    /** What a gap looks like in {@link #takeTold}. */
    static String text(Gap gap) {
        return gap.reason().code() + " after " + gap.since() + " until " + gap.id();
    }

    /** What a gap looks like in {@link #takeTold}. */
    static String gap(Gap.Reason reason, Position since, Position id) {
        return text(new Gap(reason, since, id));
    }

    /** Positions, gaps and the ends of pages since the last call. */
    List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** The sizes of the batches since the last call. */
    List<Integer> takeBatches() {
        List<Integer> taken = List.copyOf(batches);
        batches.clear();
        return taken;
    }

    Page lastPage() {
        return pages.get(pages.size() - 1);
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    /** The mark of the last batch. */
    Mark lastMark() {
        if (lastMark == null) throw new IllegalStateException("no batch has come");
        return lastMark;
    }

    static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.id().toString()).toList();
    }
}
