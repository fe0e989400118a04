package io.tidings.core.session;

import io.tidings.core.protocol.SubscriptionRequest;
import java.util.List;

/**
 * What a poll asks for.
 *
 * @param subscriptions at least one, no channel twice
 * @param limit most messages and gaps of the answer, 1 to 1,000
 * @param waitMillis how long to wait for something; 0 answers at once
 * @param shortCursor whether the position of a single channel stands for the cursor
 */
public record PollRequest(List<SubscriptionRequest> subscriptions, int limit, long waitMillis, boolean shortCursor) {}
