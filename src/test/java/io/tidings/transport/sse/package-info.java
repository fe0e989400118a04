/** What only this transport has. */
@NullMarked
package io.tidings.transport.sse;

import org.jspecify.annotations.NullMarked;
