/** Interfaces outwards; the promises that the core relies on are written on them. */
@NullMarked
package io.tidings.core.port;

import org.jspecify.annotations.NullMarked;
