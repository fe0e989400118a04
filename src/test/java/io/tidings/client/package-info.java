/** Subscribers as users write them, on each transport: a base address, a token, and nothing of the service but its protocol. */
@NullMarked
package io.tidings.client;

import org.jspecify.annotations.NullMarked;
