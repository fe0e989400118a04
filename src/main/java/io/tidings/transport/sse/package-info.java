/** Server-Sent Events: a request becomes a stream, or an answer that EventSource understands. */
@NullMarked
package io.tidings.transport.sse;

import org.jspecify.annotations.NullMarked;
