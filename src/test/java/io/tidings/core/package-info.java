/** Lanes for tests: stepped by a seed, or real threads. */
@NullMarked
package io.tidings.core;

import org.jspecify.annotations.NullMarked;
