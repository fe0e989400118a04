/** What only this transport has. */
@NullMarked
package io.tidings.transport.websocket;

import org.jspecify.annotations.NullMarked;
