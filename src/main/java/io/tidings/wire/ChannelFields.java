package io.tidings.wire;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Quoted;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields {@code channels} and {@code subscriptions}, each of distinct channels. */
final class ChannelFields {
    private ChannelFields() {}

    /** At least one channel. */
    static List<Channel> channels(JsonObject object) {
        List<Channel> channels = new ArrayList<>();
        Set<Channel> known = new HashSet<>();
        for (JsonValue element : object.requiredArray("channels")) {
            if (!element.isText())
                throw JsonObject.malformed("each of \"channels\" must be a string, a channel's name");
            channels.add(distinct(Channel.parse(element.text()), known));
        }
        return List.copyOf(channels);
    }

    /** None when the field is absent. */
    static List<SubscriptionRequest> optionalSubscriptions(JsonObject object) {
        List<JsonValue> elements = object.array("subscriptions");
        return elements == null ? List.of() : subscriptions(elements);
    }

    /** At least one subscription. */
    static List<SubscriptionRequest> subscriptions(JsonObject object) {
        return subscriptions(object.requiredArray("subscriptions"));
    }

    private static List<SubscriptionRequest> subscriptions(List<JsonValue> elements) {
        List<SubscriptionRequest> requests = new ArrayList<>(elements.size());
        Set<Channel> known = new HashSet<>();
        for (JsonValue element : elements) {
            JsonObject each = JsonObject.of(element, "each of \"subscriptions\"");
            Channel channel = distinct(Channel.parse(each.requiredText("channel")), known);
            requests.add(new SubscriptionRequest(channel, since(channel, each.text("since"))));
        }
        return List.copyOf(requests);
    }

    private static Since since(Channel channel, @Nullable String text) {
        return text == null ? Since.LATEST : Cursor.since(text, channel);
    }

    private static Channel distinct(Channel channel, Set<Channel> known) {
        if (!known.add(channel))
            throw JsonObject.malformed("the channel " + Quoted.of(channel.name()) + " is listed twice; list it once");
        return channel;
    }
}
