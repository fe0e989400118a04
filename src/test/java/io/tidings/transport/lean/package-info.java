/** The lean engine: its decoder, its connections, and what only it can do on the wire. */
@NullMarked
package io.tidings.transport.lean;

import org.jspecify.annotations.NullMarked;
