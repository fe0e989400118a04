package io.tidings.wire;

import io.tidings.model.Channel;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one item of {@code POST /v1/messages}: {@code {"channel"|"channels","event"?,"tags"?,"key"?,"data"}}. Immutable,
 * safe from any thread.
 */
public final class PublicationReader {
    /** The most channels that one item may name. */
    public static final int MAX_CHANNELS = 64;

    private final JsonScanner scanner;

    /** @param scanner bounds the depth of {@code data} */
    public PublicationReader(JsonScanner scanner) {
        this.scanner = scanner.inEnvelope(1);
    }

    /** Reads an item that fills a part of the array. */
    public BatchItem read(byte[] json, int offset, int length) {
        try {
            return publications(scanner.scan(json, offset, length));
        } catch (Refusal refusal) {
            return new BatchItem.Refused(refusal);
        }
    }

    BatchItem read(JsonValue value) {
        try {
            return publications(value);
        } catch (Refusal refusal) {
            return new BatchItem.Refused(refusal);
        }
    }

    private static BatchItem publications(JsonValue value) {
        JsonObject object = JsonObject.of(value, "a message of a batch");
        boolean several = object.has("channels");
        List<Channel> channels = several ? channels(object) : List.of(Channel.parse(object.requiredText("channel")));
        Payload payload = PublicationFields.payload(object);
        List<Publication> publications = new ArrayList<>(channels.size());
        for (Channel channel : channels) publications.add(PublicationFields.publication(object, channel, payload));
        return new BatchItem.Publications(List.copyOf(publications), several);
    }

    private static List<Channel> channels(JsonObject object) {
        if (object.has("channel"))
            throw JsonObject.malformed("\"channel\" and \"channels\" are both given; a message has one of them");
        List<Channel> channels = ChannelFields.channels(object);
        if (channels.size() > MAX_CHANNELS)
            throw JsonObject.malformed(
                    "\"channels\" lists " + channels.size() + " channels; at most " + MAX_CHANNELS + " are allowed");
        return channels;
    }
}
