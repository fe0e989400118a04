package io.tidings.core.publish;

/**
 * How much publishing is allowed.
 *
 * @param messageBytes the largest message, as the JSON that the log keeps
 * @param inFlight most publications of this pod that wait for the backbone at once
 */
public record PublishLimits(int messageBytes, int inFlight) {}
