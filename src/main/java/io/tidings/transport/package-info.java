/** What the inbound adapters share: how a request becomes subscriptions, and how a refusal becomes an answer. */
@NullMarked
package io.tidings.transport;

import org.jspecify.annotations.NullMarked;
