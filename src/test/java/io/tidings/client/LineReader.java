package io.tidings.client;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an answer that may never end; its response is there as soon as the headers are. */
final class LineReader implements BodyHandler<Void>, Flow.Subscriber<String> {
    private final Consumer<String> onLine;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile @Nullable Tap body;
    private Flow.@Nullable Subscription source;
    private volatile boolean ended;

    LineReader(Consumer<String> onLine) {
        this.onLine = onLine;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Goes away: the connection, or the stream of HTTP/2, is reset. */
    void cancel() {
        Tap tap = body;
        if (tap != null) tap.cancel();
    }

    /** Reads nothing more from the socket. */
    void stop() {
        Tap tap = body;
        if (tap != null) tap.close();
    }

    void goOn() {
        Tap tap = body;
        if (tap != null) tap.open();
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo head) {
        BodySubscriber<Void> splitter = BodySubscribers.fromLineSubscriber(this);
        return new BodySubscriber<>() {
            @Override
            public CompletionStage<Void> getBody() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                Tap tap = new Tap(subscription);
                body = tap;
                splitter.onSubscribe(tap);
            }

            @Override
            public void onNext(List<ByteBuffer> bytes) {
                splitter.onNext(bytes);
            }

            @Override
            public void onError(Throwable failure) {
                splitter.onError(failure);
            }

            @Override
            public void onComplete() {
                splitter.onComplete();
            }
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
        onLine.accept(line);
        // One by one, so that a client that stops reading leaves the rest in the socket.
        Objects.requireNonNull(source).request(1);
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }
}
