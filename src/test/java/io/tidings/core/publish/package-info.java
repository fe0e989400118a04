/** What publishing promises. */
@NullMarked
package io.tidings.core.publish;

import org.jspecify.annotations.NullMarked;
