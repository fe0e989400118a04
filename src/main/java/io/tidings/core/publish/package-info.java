/** From a publication to an append: grants, limits, idempotency, the shape of a message. */
@NullMarked
package io.tidings.core.publish;

import org.jspecify.annotations.NullMarked;
