package io.tidings.transport;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a stream or a poll asks for, and from where in each: {@code Last-Event-ID}, else the channel's own
 * {@code name@position} (or the body's {@code since}), else {@code since}, else the latest.
 *
 * @param requests at least one, no channel twice
 * @param shortCursor whether ids and cursors are bare positions: for one explicit channel
 */
public record SubscriptionQuery(List<SubscriptionRequest> requests, boolean shortCursor) {
    /**
     * Reads what a request asks for; without any channel it asks for the token's own.
     *
     * @param body the subscriptions of a POST; none for a GET
     * @param most how many channels are allowed
     * @throws Refusal {@code MALFORMED}, or {@code TOO_MANY_SUBSCRIPTIONS}
     */
    public static SubscriptionQuery read(
            MultiMap query, @Nullable String lastEventId, List<SubscriptionRequest> body, Identity identity, int most) {
        Map<Channel, Since> channels = explicit(query.getAll("channel"), body);
        boolean explicit = !channels.isEmpty();
        if (!explicit) identity.grants().channels().forEach(own -> channels.put(own, Since.LATEST));
        checkCount(channels.size(), most);
        Map<Channel, Since> since = places(query.get("since"), channels);
        // a browser that has seen nothing sends it empty; nobody sends an empty since, but by mistake
        String lastSeen = lastEventId == null || lastEventId.isEmpty() ? null : lastEventId;
        Map<Channel, Since> seen = places(lastSeen, channels);
        List<SubscriptionRequest> requests = channels.entrySet().stream()
                .map(each -> new SubscriptionRequest(
                        each.getKey(), first(seen.get(each.getKey()), each.getValue(), since.get(each.getKey()))))
                .toList();
        return new SubscriptionQuery(requests, explicit && requests.size() == 1);
    }

    /** Where one channel is to be read from: {@code earliest}, {@code latest}, {@code last:N} or a cursor. */
    public static Since place(String text, Channel channel) {
        return places(text, Map.of(channel, Since.LATEST)).getOrDefault(channel, Since.LATEST);
    }

    private static Map<Channel, Since> explicit(List<String> names, List<SubscriptionRequest> body) {
        Map<Channel, Since> channels = new LinkedHashMap<>();
        body.forEach(each -> put(each, channels));
        names.forEach(name -> put(composed(name), channels));
        return channels;
    }

    private static void put(SubscriptionRequest request, Map<Channel, Since> channels) {
        if (channels.put(request.channel(), request.since()) != null)
            throw new Refusal(
                    Failure.MALFORMED,
                    "the channel " + Quoted.of(request.channel().name()) + " is asked for twice; ask once");
    }

    private static SubscriptionRequest composed(String text) {
        int at = text.indexOf('@');
        if (at < 0) return new SubscriptionRequest(Channel.parse(text), Since.LATEST);
        return new SubscriptionRequest(Channel.parse(text.substring(0, at)), Since.parse(text.substring(at + 1)));
    }

    private static void checkCount(int count, int most) {
        if (count == 0)
            throw new Refusal(
                    Failure.MALFORMED,
                    "no channel is asked for, and the token brings none; name one as ?channel=orders.42");
        if (count > most)
            throw new Refusal(
                    Failure.TOO_MANY_SUBSCRIPTIONS,
                    count + " channels are asked for; at most " + most + " are allowed");
    }

    /** What a text says about each channel; nothing about one that its cursor does not list. */
    private static Map<Channel, Since> places(@Nullable String text, Map<Channel, Since> channels) {
        Map<Channel, Since> places = new LinkedHashMap<>();
        if (text == null) return places;
        if (isOneForAll(text)) {
            Since since = Since.parse(text);
            channels.keySet().forEach(channel -> places.put(channel, since));
        } else
            Cursor.parse(text, channels.keySet())
                    .forEach((channel, position) -> places.put(channel, new Since.At(position)));
        return places;
    }

    private static boolean isOneForAll(String text) {
        boolean cursor = text.startsWith("c1.") || !text.isEmpty() && Character.isDigit(text.charAt(0));
        return !cursor;
    }

    private static Since first(@Nullable Since seen, Since own, @Nullable Since since) {
        if (seen != null) return seen;
        if (!own.equals(Since.LATEST) || since == null) return own;
        return since;
    }
}
