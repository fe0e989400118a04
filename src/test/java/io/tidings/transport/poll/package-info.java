/** What only this transport has. */
@NullMarked
package io.tidings.transport.poll;

import org.jspecify.annotations.NullMarked;
