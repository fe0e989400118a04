/** The engine that takes connections over from Quarkus: what is left of each is one Netty handler. */
@NullMarked
package io.tidings.transport.lean;

import org.jspecify.annotations.NullMarked;
