/** A real Redis for tests. */
@NullMarked
package io.tidings.redis;

import org.jspecify.annotations.NullMarked;
