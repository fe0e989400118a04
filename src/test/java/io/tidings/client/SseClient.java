package io.tidings.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A subscriber by Server-Sent Events. */
public final class SseClient extends Subscriber {
    private static final HttpClient HTTP_1_1 = http(HttpClient.Version.HTTP_1_1);
    private static final HttpClient HTTP_2 = http(HttpClient.Version.HTTP_2);

    private final HttpClient http;
    private final List<SseEvent> events = new CopyOnWriteArrayList<>();
    private volatile EventParser parser = new EventParser(this::onEvent);
    private volatile String cursor = "";
    private @Nullable LineReader reader;
    private @Nullable HttpResponse<Void> response;

    public SseClient(URI base, String token, String... channels) {
        this(HttpClient.Version.HTTP_1_1, base, token, channels);
    }

    public SseClient(HttpClient.Version version, URI base, String token, String... channels) {
        this(version == HttpClient.Version.HTTP_2 ? HTTP_2 : HTTP_1_1, base, token, channels);
    }

    /** @param http whose connections the streams share with its other requests, on HTTP/2 */
    public SseClient(HttpClient http, URI base, String token, String... channels) {
        super(base, token, List.of(channels));
        this.http = http;
    }

    @Override
    public void connect(String since) {
        open(request(question("/v1/stream", "since", since)));
    }

    /** Comes back as EventSource does: the same address, and the last id in a header. */
    public void reconnect() {
        open(request(question("/v1/stream")).header("Last-Event-ID", cursor));
    }

    /** Opens a stream by this request. */
    public void open(HttpRequest.Builder request) {
        int before = events.size();
        EventParser parsing = new EventParser(this::onEvent);
        LineReader reading = new LineReader(parsing::line);
        parser = parsing;
        reader = reading;
        response = http.sendAsync(request.header("Accept", "text/event-stream").build(), reading)
                .join();
        waitUntil(() -> events.size() > before || reading.hasEnded());
    }

    private synchronized void onEvent(SseEvent event) {
        if (hasLeft()) return;
        if (!event.id().isEmpty()) cursor = event.id();
        if (isNews(event)) receive(event.json());
        events.add(event);
    }

    /** Whether an event is a message, named by its publisher or not, or a gap. */
    private static boolean isNews(SseEvent event) {
        return !event.event().equals("welcome") && !event.event().equals("bye");
    }

    /** Everything that came, in order. */
    public List<SseEvent> events() {
        return List.copyOf(events);
    }

    /** The first event of this name, as soon as it is there. */
    public SseEvent event(String name) {
        waitUntil(() -> events.stream().anyMatch(each -> each.event().equals(name)));
        return events.stream()
                .filter(each -> each.event().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Status and headers of the last answer. */
    public HttpResponse<Void> response() {
        return Objects.requireNonNull(response, "not connected");
    }

    /** The lines of the last answer, up to now. */
    public List<String> lines() {
        return reading().lines();
    }

    /** Reads nothing more from the socket, until {@link #readOn}: a client that is busy, or asleep. */
    public void stopReading() {
        reading().stop();
    }

    public void readOn() {
        reading().goOn();
    }

    private LineReader reading() {
        return Objects.requireNonNull(reader, "not connected");
    }

    /** When the service wants this client back, in milliseconds; -1 before it has said so. */
    public long retry() {
        return parser.retry();
    }

    /** Signs of life so far on this connection. */
    public int comments() {
        return parser.comments();
    }

    /** Returns when the service has ended the stream. */
    public void awaitEnd() {
        waitUntil(reading()::hasEnded);
    }

    @Override
    public boolean hasEnded() {
        return reading().hasEnded();
    }

    @Override
    public long stayAwayMillis() {
        return Math.max(0, retry());
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public void close() {
        if (reader != null) reader.cancel();
    }
}
