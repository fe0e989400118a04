/** Every transport of the running application, by real sockets. */
@NullMarked
package io.tidings.transport;

import org.jspecify.annotations.NullMarked;
