/** WebSockets over HTTP/2 (RFC 8441), which the engine {@code lean} offers. */
@NullMarked
package io.tidings.transport.http2;

import org.jspecify.annotations.NullMarked;
