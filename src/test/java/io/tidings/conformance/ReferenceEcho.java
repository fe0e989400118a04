package io.tidings.conformance;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** {@code /echo/reference}: WebSockets Next as the reference engine uses it, sending back what it is sent. */
@WebSocket(path = "/echo/reference")
public class ReferenceEcho {
    @OnTextMessage
    Uni<String> onText(String text) {
        return Uni.createFrom().item(text);
    }

    @OnBinaryMessage
    Uni<Buffer> onBinary(Buffer bytes) {
        return Uni.createFrom().item(bytes);
    }
}
