package io.tidings.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** One subscriber of some channels, which can come and go. What it has received stays over all its connections. */
public abstract class Subscriber implements AutoCloseable {
    /** How long something real may take on a machine that has other work. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String token;
    private final List<String> channels;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private boolean left;

    Subscriber(URI base, String token, List<String> channels) {
        this.base = base;
        this.token = token;
        this.channels = List.copyOf(channels);
    }

    /**
     * Connects, and returns when the subscriptions stand or the connection has ended.
     *
     * @param since a cursor of any transport, {@code earliest}, {@code latest} or {@code last:N}
     */
    public abstract void connect(String since);

    /** Where to go on: what {@link #connect} takes on any transport. */
    public abstract String cursor();

    /** Whether the service has ended the connection, or it broke: nothing more will come on it. */
    public abstract boolean hasEnded();

    /** For how many milliseconds the service has asked this client to stay away; 0 when it has not. */
    public abstract long stayAwayMillis();

    /** Ends the connection, as a client does that goes away; {@link #connect} may come again. */
    @Override
    public abstract void close();

    /** What a client had when it went away: all that it received, and where to go on. */
    public record Stock(List<Received> received, String cursor) {}

    /** Ends the connection, cutting it, and takes stock: nothing that comes later counts. */
    public final Stock leave() {
        synchronized (this) {
            left = true;
        }
        close();
        return new Stock(received(), cursor());
    }

    /** Whether the client has taken stock; asked under the same lock under which something is received. */
    final synchronized boolean hasLeft() {
        return left;
    }

    /** Messages and gaps in the order in which they came. */
    public final List<Received> received() {
        return List.copyOf(received);
    }

    /** The data of what was received, see {@link Received#toString}. */
    public final List<String> data() {
        return received.stream().map(Received::toString).toList();
    }

    /** As {@link #data}, as soon as there are so many. */
    public final List<String> data(int count) {
        try {
            waitUntil(() -> received.size() >= count);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("received %d of %d, %s".formatted(received.size(), count, state()), late);
        }
        return data();
    }

    /** What has become of the connection, in words. */
    String state() {
        return hasEnded() ? "the connection has ended" : "the connection stands";
    }

    final void receive(JsonNode json) {
        received.add(new Received(json));
    }

    final String token() {
        return token;
    }

    final List<String> channels() {
        return channels;
    }

    final URI uri(String path) {
        return base.resolve(path);
    }

    /** The address with all channels and these parameters, names and values in turn. */
    final URI question(String path, String... parameters) {
        StringJoiner query = new StringJoiner("&", "?", "");
        channels.forEach(channel -> query.add("channel=" + encoded(channel)));
        for (int i = 0; i < parameters.length; i += 2) query.add(parameters[i] + "=" + encoded(parameters[i + 1]));
        return uri(path + query);
    }

    /** A request by this subscriber, to be varied by whoever wants another one. */
    public final HttpRequest.Builder request(String path, String... parameters) {
        return request(question(path, parameters));
    }

    final HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    }

    static HttpClient http(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).connectTimeout(PATIENCE).build();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    /** Waits for something real, and fails when it does not come. */
    static void waitUntil(BooleanSupplier condition) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(condition::getAsBoolean);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
