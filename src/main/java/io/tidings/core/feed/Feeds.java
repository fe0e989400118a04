package io.tidings.core.feed;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The feeds of one lane, and the only door to them. Confined to its lane. */
public final class Feeds implements Backbone.Events {
    /** Steps in which all feeds are visited once: twice in an audit's time, as a feed that has just advanced is passed over once. */
    private static final int AUDIT_STEPS = 30;

    private final FeedContext context;
    private final Map<Channel, Feed> table = new HashMap<>();
    private final ArrayDeque<Channel> toAudit = new ArrayDeque<>();
    private int auditStep;
    private long auditDue;
    private boolean auditing;

    public Feeds(Lane lane, Backbone backbone, FrameEncoder encoder, FeedSettings settings, Telemetry telemetry) {
        this.context = new FeedContext(lane, backbone, encoder, settings, telemetry);
    }

    Lane lane() {
        return context.lane;
    }

    void join(Join join) {
        Feed feed = table.get(join.channel());
        if (join.kind() == Join.Kind.PASSING && (feed == null || !feed.isLive())) {
            new Passing(join, context).serve();
            return;
        }
        // A new feed has no interest until its first join waits, so the join comes before anything can be told.
        if (feed == null) feed = created(join.channel());
        feed.join(join);
    }

    private Feed created(Channel channel) {
        Feed feed = new Feed(channel, context, this);
        table.put(channel, feed);
        if (!auditing) startAudit();
        return feed;
    }

    void cancel(Join join) {
        Feed feed = table.get(join.channel());
        if (feed != null) feed.cancel(join);
    }

    void leave(Mark mark, Format format) {
        mark.feed.leave(mark, format);
    }

    void credit(Mark mark) {
        mark.feed.credit(mark);
    }

    void remove(Feed feed) {
        table.remove(feed.channel(), feed);
    }

    /** Gives all memory back, as the pod stops; nobody listens any more. */
    public void close() {
        List.copyOf(table.values()).forEach(Feed::remove);
    }

    /** Feeds in the table. */
    public int size() {
        return table.size();
    }

    /** Bytes in the rings of this lane. */
    public long ringBytes() {
        return context.budget.used();
    }

    private void startAudit() {
        auditing = true;
        auditDue = context.lane.now() + auditStepMillis();
        context.lane.schedule(auditStepMillis(), this::audit);
    }

    private long auditStepMillis() {
        return Math.max(1, context.settings.auditMillis() / 2 / AUDIT_STEPS);
    }

    /** Takes all steps that are due: those that come late on a busy lane must not add up to more than a period. */
    private void audit() {
        long now = context.lane.now();
        for (int steps = 0; steps < AUDIT_STEPS && auditDue <= now; steps++) {
            auditStep();
            auditDue += auditStepMillis();
        }
        auditDue = Math.max(auditDue, now + 1);
        auditing = !table.isEmpty();
        if (auditing) context.lane.schedule(auditDue - now, this::audit);
    }

    private void auditStep() {
        if (auditStep == 0) toAudit.addAll(table.keySet());
        int stepsLeft = AUDIT_STEPS - auditStep;
        for (int visits = (toAudit.size() + stepsLeft - 1) / stepsLeft; visits > 0; visits--) {
            Feed feed = table.get(toAudit.poll());
            if (feed != null) feed.audit();
        }
        auditStep = (auditStep + 1) % AUDIT_STEPS;
    }

    @Override
    public void messages(Channel channel, List<Entry> entries) {
        Feed feed = table.get(channel);
        if (feed != null) feed.onMessages(entries);
    }

    @Override
    public void watched(Channel channel, long generation) {
        Feed feed = table.get(channel);
        if (feed != null) feed.onWatched(generation);
    }

    @Override
    public void watchFailed(Channel channel, long generation) {
        Feed feed = table.get(channel);
        if (feed != null) feed.onWatchFailed(generation);
    }

    @Override
    public void unwatched(Channel channel, long generation) {
        Feed feed = table.get(channel);
        if (feed != null) feed.onUnwatched(generation);
    }

    @Override
    public void lost(Channel channel, long generation) {
        Feed feed = table.get(channel);
        if (feed != null) feed.onLost(generation);
    }

    @Override
    public void linkUp() {
        List<Feed> feeds = new ArrayList<>(table.values());
        feeds.forEach(Feed::onLinkUp);
    }

    /** For tests: the state of a channel's feed; null when there is none. */
    Feed.@Nullable State stateOf(Channel channel) {
        Feed feed = table.get(channel);
        return feed == null ? null : feed.state();
    }
}
