/** A client that costs little: many readers on one event loop, and publishers on another. */
@NullMarked
package io.tidings.bench.client;

import org.jspecify.annotations.NullMarked;
