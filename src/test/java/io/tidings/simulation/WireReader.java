package io.tidings.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the service says, as JSON; a message must be the one that was appended, byte for byte. */
final class WireReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is only said to a client that breaks the rules, or by a service that has failed. */
    private static final Set<Failure> NOBODYS = EnumSet.of(
            Failure.INTERNAL,
            Failure.MALFORMED,
            Failure.PROTOCOL_ERROR,
            Failure.UNSUPPORTED_DATA,
            Failure.NOT_UTF8,
            Failure.TOO_LARGE);

    private final Function<Channel, Truth> truth;

    WireReader(Function<Channel, Truth> truth) {
        this.truth = truth;
    }

    Said read(byte[] json, @Nullable String cursor) {
        String text = new String(json, UTF_8);
        JsonNode said = parse(text);
        return switch (said.path("type").textValue()) {
            case "message" -> new Said(channel(said), entry(said, text), cursor);
            case "welcome" ->
                new Said(
                        null,
                        new ServerFrame.Welcome(null, said.path("session").asText(), null, null, 0, joined(said)),
                        cursor);
            case "subscribed" -> new Said(null, new ServerFrame.Subscribed(null, joined(said)), cursor);
            case "unsubscribed" ->
                new Said(null, new ServerFrame.Unsubscribed(null, channel(said), failure(said)), cursor);
            case "gap" -> new Said(null, new ServerFrame.Gap(channel(said), gap(said)), cursor);
            case "error" -> new Said(null, new ServerFrame.Error(null, failure(said), text), cursor);
            case "bye" -> new Said(null, new ServerFrame.Bye(failure(said), null), cursor);
            default -> throw new AssertionError("nobody has asked for " + text);
        };
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new AssertionError("not JSON: " + text, damaged);
        }
    }

    private Entry entry(JsonNode said, String text) {
        Position id = position(said, "id");
        Entry entry = truth.apply(channel(said)).entry(id);
        if (entry == null) throw new AssertionError("was never appended: " + text);
        String stored = new String(entry.message().json(), UTF_8);
        String whole = "{\"type\":\"message\",\"channel\":\"" + channel(said) + "\",\"id\":\"" + id + "\","
                + stored.substring(1);
        if (!text.equals(whole)) throw new AssertionError("not what was appended: " + text);
        return entry;
    }

    private static Channel channel(JsonNode said) {
        return new Channel(said.path("channel").textValue());
    }

    private static Position position(JsonNode said, String field) {
        return Position.parse(said.path(field).textValue());
    }

    private static List<ServerFrame.Joined> joined(JsonNode said) {
        List<ServerFrame.Joined> all = new ArrayList<>();
        for (JsonNode each : said.path("subscriptions"))
            all.add(new ServerFrame.Joined(channel(each), position(each, "id")));
        return all;
    }

    private static Gap gap(JsonNode said) {
        Gap.Reason reason = Gap.Reason.valueOf(said.path("reason").textValue().toUpperCase(Locale.ROOT));
        return new Gap(reason, position(said, "since"), position(said, "id"));
    }

    private static Failure failure(JsonNode said) {
        String code = said.path("code").textValue();
        Failure failure = Failure.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (NOBODYS.contains(failure)) throw new AssertionError("the client has done nothing wrong: " + said);
        return failure;
    }
}
