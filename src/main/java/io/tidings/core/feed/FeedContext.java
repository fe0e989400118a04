package io.tidings.core.feed;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Telemetry;

/** What all feeds of a lane share. Confined to that lane. */
final class FeedContext {
    final Lane lane;
    final Backbone backbone;
    final FrameEncoder encoder;
    final FeedSettings settings;
    /** Of one post to a lane. */
    final Backbone.Bounds batch;

    final Telemetry telemetry;
    final RingBudget budget;
    final ReplayBudget replays;

    private long generation;

    FeedContext(Lane lane, Backbone backbone, FrameEncoder encoder, FeedSettings settings, Telemetry telemetry) {
        this.lane = lane;
        this.backbone = backbone;
        this.encoder = encoder;
        this.settings = settings;
        this.batch = new Backbone.Bounds(
                settings.batchEntries(), settings.pageBounds().bytes());
        this.telemetry = telemetry;
        this.budget = new RingBudget(settings.ringsBytes(), telemetry);
        this.replays = new ReplayBudget(lane, settings);
    }

    /** A number that no watch of this lane had before: confirmations of older watches are known by theirs. */
    long nextGeneration() {
        return ++generation;
    }

    /** How long to wait before the next attempt: doubled each time, and spread by channel so that feeds do not retry as one. */
    long backOff(int attempt, int spread) {
        long base = settings.backOffMillis() << Math.min(attempt, 5);
        return base / 2 + Math.floorMod(spread * 31L + attempt, base);
    }
}
