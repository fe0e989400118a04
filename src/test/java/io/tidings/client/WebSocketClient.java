package io.tidings.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A subscriber by WebSocket. */
public final class WebSocketClient extends Subscriber {
    private static final HttpClient HTTP = http(HttpClient.Version.HTTP_1_1);

    private final Map<String, String> positions = new LinkedHashMap<>();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private @Nullable Conversation conversation;

    public WebSocketClient(URI base, String token, String... channels) {
        super(base, token, List.of(channels));
    }

    /** Brings the token with {@code connect}, as a browser does. */
    @Override
    public void connect(String since) {
        rememberPositions(since);
        open();
        ObjectNode connect = JSON.createObjectNode().put("type", "connect").put("token", token());
        ArrayNode subscriptions = connect.putArray("subscriptions");
        channels()
                .forEach(channel ->
                        subscriptions.addObject().put("channel", channel).put("since", since));
        int before = count("welcome");
        send(connect.toString());
        waitUntil(() -> count("welcome") > before || isClosed());
    }

    /** A channel that cannot be joined now is joined from the same place later. */
    private synchronized void rememberPositions(String since) {
        for (String channel : channels())
            if (Cursor.since(since, Channel.parse(channel)) instanceof Since.At at)
                positions.put(channel, at.position().toString());
    }

    /** Opens the connection and says nothing. @param headers of the handshake, names and values in turn */
    public void open(String... headers) {
        open("tidings.v1.json", headers);
    }

    /** As {@link #open(String...)}, in a subprotocol; in none when it is empty. */
    public void open(String subprotocol, String[] headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (!subprotocol.isEmpty()) builder.subprotocols(subprotocol);
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        Conversation next = new Conversation(this::onText);
        String address = Http2Bridge.front(uri("/v1/ws")).toString().replaceFirst("^http", "ws");
        next.socket(builder.buildAsync(URI.create(address), next).join());
        conversation = next;
    }

    /** Sends a text message. */
    public void send(String text) {
        conversation().send(text);
    }

    /** Sends a binary message. */
    public void sendBytes(byte[] bytes) {
        conversation().send(bytes);
    }

    /** Reads nothing more from the socket, until {@link #readOn}: a client that is busy, or asleep. */
    public void stopReading() {
        conversation().stopReading();
    }

    public void readOn() {
        conversation().readOn();
    }

    private synchronized void onText(String text) {
        if (hasLeft()) return;
        JsonNode frame = parse(text);
        frames.add(frame);
        switch (frame.path("type").asText()) {
            case "message", "gap" -> {
                move(frame);
                receive(frame);
            }
            case "welcome", "subscribed" -> frame.path("subscriptions").forEach(this::move);
            default -> {}
        }
    }

    private void move(JsonNode frame) {
        positions.put(frame.path("channel").asText(), frame.path("id").asText());
    }

    /** Everything that the service has said, in order. */
    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The first frame of a type, as soon as there is one. */
    public JsonNode frame(String type) {
        return frame(each -> each.path("type").asText().equals(type));
    }

    /** The frame that answers a command, as soon as it is there. */
    public JsonNode answer(String ref) {
        return frame(each -> each.path("ref").asText().equals(ref));
    }

    private JsonNode frame(Predicate<JsonNode> wanted) {
        waitUntil(() -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    private int count(String type) {
        return (int) frames.stream()
                .filter(each -> each.path("type").asText().equals(type))
                .count();
    }

    /** With what the service closed the connection, as soon as it has. */
    public int closeCode() {
        waitUntil(this::isClosed);
        return conversation().closeCode();
    }

    /** Whether the connection has ended. */
    public boolean isClosed() {
        return conversation().isClosed();
    }

    @Override
    public boolean hasEnded() {
        return isClosed();
    }

    @Override
    String state() {
        return isClosed() ? "the connection has ended with " + conversation().closeCode() : super.state();
    }

    @Override
    public long stayAwayMillis() {
        return frames.stream()
                .filter(each -> each.path("type").asText().equals("bye"))
                .mapToLong(each -> each.path("retryAfter").asLong())
                .findFirst()
                .orElse(0);
    }

    /** Empty as long as a channel has no place: it could not be joined, and was never joined before. */
    @Override
    public synchronized String cursor() {
        if (positions.size() < channels().size()) return "";
        Map<Channel, Position> cursor = new LinkedHashMap<>();
        positions.forEach((channel, id) -> cursor.put(Channel.parse(channel), Position.parse(id)));
        return Cursor.format(cursor, true);
    }

    @Override
    public void close() {
        if (conversation != null) conversation.close();
    }

    private Conversation conversation() {
        return Objects.requireNonNull(conversation, "not connected");
    }
}
