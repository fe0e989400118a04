/** From a feed's posts to the outboxes of a lane's subscriptions: the hot path. */
@NullMarked
package io.tidings.core.fanout;

import org.jspecify.annotations.NullMarked;
