/** The contracts of the ports: what every adapter must pass. */
@NullMarked
package io.tidings.core.port;

import org.jspecify.annotations.NullMarked;
