package io.tidings.client;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
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
    private volatile Flow.@Nullable Subscription body;
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
        Flow.Subscription subscription = body;
        if (subscription != null) subscription.cancel();
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
                body = subscription;
                splitter.onSubscribe(subscription);
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
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
        onLine.accept(line);
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
