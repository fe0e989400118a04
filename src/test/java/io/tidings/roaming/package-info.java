/** Clients that keep moving between pods and transports while messages come, and count. */
@NullMarked
package io.tidings.roaming;

import org.jspecify.annotations.NullMarked;
