package io.tidings.client;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket from its opening to its end; answers pings by itself, as long as it reads. */
final class Conversation implements WebSocket.Listener {
    /** The close code of a connection that broke without one. */
    private static final int ABNORMAL = 1006;

    private final Consumer<String> onText;
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private boolean reading = true;
    private boolean waiting;
    private volatile int closeCode;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    Conversation(Consumer<String> onText) {
        this.onText = onText;
    }

    void socket(WebSocket opened) {
        socket = opened;
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            onText.accept(text.toString());
            text.setLength(0);
        }
        next(from);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
        next(from);
        return null;
    }

    private synchronized void next(WebSocket from) {
        if (reading) from.request(1);
        else waiting = true;
    }

    synchronized void stopReading() {
        reading = false;
    }

    synchronized void readOn() {
        reading = true;
        if (waiting) socket().request(1);
        waiting = false;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        if (closeCode == 0) closeCode = ABNORMAL;
    }

    synchronized void send(String message) {
        sent = sent.thenCompose(before -> socket().sendText(message, true));
    }

    synchronized void send(byte[] message) {
        sent = sent.thenCompose(before -> socket().sendBinary(ByteBuffer.wrap(message), true));
    }

    boolean isClosed() {
        return closeCode != 0;
    }

    int closeCode() {
        return closeCode;
    }

    void close() {
        if (!isClosed()) closeCode = WebSocket.NORMAL_CLOSURE;
        socket().abort();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket, "not open yet");
    }
}
