package io.tidings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A subscriber by long polling. */
public final class PollClient extends Subscriber {
    private static final HttpClient HTTP = http(HttpClient.Version.HTTP_1_1);

    private volatile String cursor = "";
    private volatile @Nullable CompletableFuture<?> held;
    private volatile boolean going;
    private volatile long stayAway;

    public PollClient(URI base, String token, String... channels) {
        super(base, token, List.of(channels));
    }

    /** Polls at once, so that there is a cursor, and then again and again in the background. */
    @Override
    public void connect(String since) {
        accept(poll("since", since, "wait", "0"));
        // without a cursor there is no place to go on from: the next poll would begin at the latest
        going = !cursor.isEmpty();
        again();
    }

    /** Polls once, and keeps nothing open. */
    public void connectOnce(String since) {
        accept(poll("since", since, "wait", "0", "limit", "1000"));
    }

    private void again() {
        if (!going) return;
        CompletableFuture<HttpResponse<String>> next = hold("since", cursor, "wait", "20s");
        held = next;
        // closed just now, perhaps before this one was there to be cancelled
        if (!going) next.cancel(true);
        next.whenComplete((answer, failure) -> {
            if (answer != null) accept(answer);
            // only ever put to rest here: it may have been closed meanwhile
            if (answer == null || answer.statusCode() != 200) going = false;
            again();
        });
    }

    private synchronized void accept(HttpResponse<String> answer) {
        stayAway = 1_000 * answer.headers().firstValueAsLong("Retry-After").orElse(0);
        if (answer.statusCode() != 200 || hasLeft()) return;
        JsonNode body = parse(answer.body());
        body.path("messages").forEach(this::receive);
        cursor = body.path("cursor").asText();
    }

    /** One question, and its answer. @param parameters names and values in turn */
    public HttpResponse<String> poll(String... parameters) {
        return hold(parameters).join();
    }

    /** One question that is not waited for; cancelling it is a client that goes away. */
    public CompletableFuture<HttpResponse<String>> hold(String... parameters) {
        return ask(request(question("/v1/poll", parameters)));
    }

    /** As {@link #hold}, by this request. */
    public CompletableFuture<HttpResponse<String>> ask(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    @Override
    public boolean hasEnded() {
        return !going;
    }

    @Override
    public long stayAwayMillis() {
        return stayAway;
    }

    /** Under the lock of {@link #accept}, so that it is that of all that was received. */
    @Override
    public synchronized String cursor() {
        return cursor;
    }

    @Override
    public void close() {
        going = false;
        CompletableFuture<?> waiting = held;
        if (waiting != null) waiting.cancel(true);
    }
}
