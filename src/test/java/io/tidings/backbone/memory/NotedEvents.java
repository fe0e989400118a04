package io.tidings.backbone.memory;

import io.tidings.core.port.Backbone;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.List;

/** Writes what a backbone tells as short lines: {@code message orders 1}, {@code lost orders 2}. */
record NotedEvents(List<String> lines) implements Backbone.Events {
    @Override
    public void messages(Channel channel, List<Entry> entries) {
        for (Entry entry : entries)
            lines.add("message " + channel + " " + entry.id().offset());
    }

    @Override
    public void watched(Channel channel, long generation) {
        lines.add("watched " + channel + " " + generation);
    }

    @Override
    public void watchFailed(Channel channel, long generation) {
        lines.add("watchFailed " + channel + " " + generation);
    }

    @Override
    public void unwatched(Channel channel, long generation) {
        lines.add("unwatched " + channel + " " + generation);
    }

    @Override
    public void lost(Channel channel, long generation) {
        lines.add("lost " + channel + " " + generation);
    }

    @Override
    public void linkUp() {
        lines.add("linkUp");
    }
}
