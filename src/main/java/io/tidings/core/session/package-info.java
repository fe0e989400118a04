/** One connected subscriber: its commands, expiry, limits and end. */
@NullMarked
package io.tidings.core.session;

import org.jspecify.annotations.NullMarked;
