package io.tidings.wire;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.model.Channel;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client says on a WebSocket, one JSON object a message. Never throws: what cannot be read is a value too.
 * Immutable, safe from any thread.
 */
public final class CommandReader {
    private static final int MAX_REF = 64;

    private final JsonScanner scanner;

    /** @param scanner bounds the depth of {@code data} */
    public CommandReader(JsonScanner scanner) {
        this.scanner = scanner.inEnvelope(1);
    }

    /** Reads a message that fills the array, which must not change afterwards. */
    public ClientCommand read(byte[] text) {
        JsonObject object;
        String type;
        try {
            object = JsonObject.of(scanner.scan(text), "a command");
            type = object.requiredText("type");
        } catch (Refusal refusal) {
            return new ClientCommand.Unreadable(refusal);
        }
        return command(type, object);
    }

    private static ClientCommand command(String type, JsonObject object) {
        String ref = null;
        try {
            ref = ref(object);
            return command(type, ref, object);
        } catch (Refusal refusal) {
            return new ClientCommand.Invalid(ref, refusal);
        }
    }

    private static @Nullable String ref(JsonObject object) {
        String ref = object.text("ref");
        if (ref != null && ref.length() > MAX_REF)
            throw JsonObject.malformed(
                    "\"ref\" has " + ref.length() + " characters; at most " + MAX_REF + " are allowed");
        return ref;
    }

    private static ClientCommand command(String type, @Nullable String ref, JsonObject object) {
        return switch (type) {
            case "connect" ->
                new ClientCommand.Connect(ref, object.text("token"), ChannelFields.optionalSubscriptions(object));
            case "subscribe" -> new ClientCommand.Subscribe(ref, ChannelFields.subscriptions(object));
            case "unsubscribe" -> new ClientCommand.Unsubscribe(ref, ChannelFields.channels(object));
            case "publish" -> publish(ref, object);
            case "ping" -> new ClientCommand.Ping(ref);
            default ->
                throw JsonObject.malformed(Quoted.of(type)
                        + " is not a command; commands are connect, subscribe, unsubscribe, publish and ping");
        };
    }

    private static ClientCommand publish(@Nullable String ref, JsonObject object) {
        Channel channel = Channel.parse(object.requiredText("channel"));
        return new ClientCommand.Publish(
                ref, PublicationFields.publication(object, channel, PublicationFields.payload(object)));
    }
}
