package io.tidings.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import io.tidings.redis.RedisSubscriber;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Learns the truth next to the pods: hears what Redis publishes, and reads its logs. */
final class Recorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "tidings:{";
    /** Id, position before, and how long the message is: it is ASCII here. */
    private static final Pattern HEAD = Pattern.compile("(\\d+-\\d+) (\\d+-\\d+) (\\d+) ");

    private final Map<String, Truth> truths = new LinkedHashMap<>();
    private final List<RedisSubscriber> subscribers;
    private final Supplier<RedisServer> primary;
    private final LongSupplier era;

    /**
     * @param servers all that may take messages
     * @param primary the one whose logs count now
     * @param era grows whenever another server becomes the primary
     */
    Recorder(List<RedisServer> servers, Supplier<RedisServer> primary, LongSupplier era, List<String> channels) {
        this.primary = primary;
        this.era = era;
        channels.forEach(channel -> truths.put(channel, new Truth()));
        List<String> topics = channels.stream().map(Recorder::topic).toList();
        subscribers = servers.stream()
                .map(server -> new RedisSubscriber(server, topics, this::onMessage))
                .toList();
    }

    static String topic(String channel) {
        return PREFIX + channel + "}";
    }

    static String log(String channel) {
        return topic(channel) + ":log";
    }

    static String position(String channel) {
        return topic(channel) + ":pos";
    }

    Map<String, Truth> truths() {
        return truths;
    }

    /** A payload holds entries one behind the other; one that does not begin so is not of Tidings. */
    private void onMessage(String topic, String payload) {
        Truth truth = truth(topic.substring(PREFIX.length(), topic.length() - 1));
        Matcher head = HEAD.matcher(payload);
        while (head.lookingAt()) {
            int end = head.end() + Integer.parseInt(head.group(3));
            String message = payload.substring(head.end(), end);
            truth.record(Position.parse(head.group(1)), Position.parse(head.group(2)), number(message));
            head.region(end, payload.length());
        }
    }

    private Truth truth(String channel) {
        Truth truth = truths.get(channel);
        if (truth == null) throw new IllegalArgumentException("no channel of ours: " + channel);
        return truth;
    }

    private static int number(String message) {
        try {
            return JSON.readTree(message).path("data").path("n").asInt(-1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a message: " + message, e);
        }
    }

    /** Grows whenever another server becomes the primary. */
    long era() {
        return era.getAsLong();
    }

    /** Returns when all that was published before is known. */
    void sync() {
        subscribers.forEach(RedisSubscriber::sync);
    }

    /** Records what the logs hold. */
    Map<String, LogState> read() {
        RedisServer server = primary.get();
        Map<String, LogState> logs = new LinkedHashMap<>();
        truths.forEach((channel, truth) -> logs.put(channel, read(server, channel, truth)));
        return logs;
    }

    /** The position first: it may be older than the entries, which hold it then. */
    private static LogState read(RedisServer server, String channel, Truth truth) {
        Object head = server.call("GET", position(channel));
        Set<Position> ids = new HashSet<>();
        Set<Position> prevs = new HashSet<>();
        for (Object row : list(server.call("XRANGE", log(channel), "-", "+"))) {
            Position id = Position.parse(String.valueOf(list(row).get(0)));
            List<?> fields = list(list(row).get(1));
            Position prev = Position.parse(String.valueOf(fields.get(fields.indexOf("p") + 1)));
            truth.record(id, prev, number(String.valueOf(fields.get(fields.indexOf("m") + 1))));
            ids.add(id);
            prevs.add(prev);
        }
        return new LogState(ids, prevs, head == null ? null : Position.parse(String.valueOf(head)));
    }

    private static List<?> list(@Nullable Object answer) {
        if (answer instanceof List<?> list) return list;
        throw new IllegalStateException("not what was asked for: " + answer);
    }

    @Override
    public void close() {
        subscribers.forEach(RedisSubscriber::close);
    }
}
