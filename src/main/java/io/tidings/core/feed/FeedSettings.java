package io.tidings.core.feed;

import io.tidings.core.port.Backbone;

/**
 * The bounds of feeds; times in milliseconds, sizes in bytes.
 *
 * @param ringEntries entries that one ring keeps
 * @param ringBytes bytes that one ring keeps
 * @param ringsBytes bytes that all rings of one lane keep; what was read for joins may take a quarter as much
 * @param pageBounds of one read of the log
 * @param batchEntries most entries in one post to a lane
 * @param lingerMillis how long a feed stays watched when its last listener has gone
 * @param auditMillis how often a feed compares its head with the backbone's position
 * @param joinMillis how long a first join waits for a feed that is not live, and what was read for joins is kept
 * @param backOffMillis before the first repeat of what failed; doubled up to 32 times it
 */
public record FeedSettings(
        int ringEntries,
        int ringBytes,
        long ringsBytes,
        Backbone.Bounds pageBounds,
        int batchEntries,
        long lingerMillis,
        long auditMillis,
        long joinMillis,
        long backOffMillis) {
    /** What a pod runs with where nothing is configured. */
    public static final FeedSettings DEFAULTS = new FeedSettings(
            256, 1 << 20, 32L << 20, new Backbone.Bounds(256, 256 << 10), 256, 30_000, 30_000, 5_000, 50);
}
