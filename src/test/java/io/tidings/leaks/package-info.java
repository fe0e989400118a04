/** Finds Netty buffers that nobody has released, in all tests. */
@NullMarked
package io.tidings.leaks;

import org.jspecify.annotations.NullMarked;
