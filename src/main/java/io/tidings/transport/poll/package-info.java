/** Long and short polling: a request becomes a session that ends at its first answer. */
@NullMarked
package io.tidings.transport.poll;

import org.jspecify.annotations.NullMarked;
