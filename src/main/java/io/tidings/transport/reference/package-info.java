/** The engine that uses public APIs of Quarkus and Vert.x only: its frames and its ways to clients. */
@NullMarked
package io.tidings.transport.reference;

import org.jspecify.annotations.NullMarked;
