package io.tidings.core.protocol;

import io.tidings.model.Channel;
import io.tidings.model.Since;

/** One channel that a subscriber asks for, and from where. */
public record SubscriptionRequest(Channel channel, Since since) {}
