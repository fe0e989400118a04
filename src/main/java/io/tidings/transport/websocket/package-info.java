/** WebSocket: who may open one, in which subprotocol, and what it says before its session opens. */
@NullMarked
package io.tidings.transport.websocket;

import org.jspecify.annotations.NullMarked;
