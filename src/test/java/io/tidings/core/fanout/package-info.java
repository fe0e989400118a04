/** What the fan-out promises. */
@NullMarked
package io.tidings.core.fanout;

import org.jspecify.annotations.NullMarked;
