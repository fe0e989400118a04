package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Append;
import io.tidings.model.Channel;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import io.tidings.redis.RedisSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the trace of a followed message travels, and that all others travel as they did before there were any. */
class TracesTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Channel channel = new Channel("orders.42");
    private final List<String> published = new CopyOnWriteArrayList<>();
    private RedisServer redis;
    private RedisSubscriber subscriber;
    private Pod pod;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        pod = Pod.connected(redis.uri());
        subscriber =
                new RedisSubscriber(redis, List.of("test:{orders.42}"), (topic, payload) -> published.add(payload));
        subscriber.sync();
    }

    @AfterEach
    void stop() {
        subscriber.close();
        pod.close();
        redis.close();
    }

    private Pod.Waiting<Position> appending(String json, @Nullable String trace) {
        Pod.Waiting<Position> reply = new Pod.Waiting<>();
        Message message = new Message(json.getBytes(StandardCharsets.UTF_8));
        pod.append(new Append(channel, message, Pod.HISTORY, null, trace), reply);
        return reply;
    }

    /** The fields of each entry of the log. */
    private List<List<?>> stored() {
        List<List<?>> fields = new ArrayList<>();
        Object log = Objects.requireNonNull(redis.call("XRANGE", "test:{orders.42}:log", "-", "+"));
        for (Object entry : (List<?>) log) fields.add((List<?>) ((List<?>) entry).get(1));
        return fields;
    }

    @Test
    void whatIsNotFollowedIsStoredAndToldAsBefore() {
        // Given
        Position birth = pod.position(channel);
        // When
        Position id = appending("{\"data\":1}", null).get().value();
        // Then
        subscriber.sync();
        assertThat(stored()).containsExactly(List.of("p", birth.toString(), "m", "{\"data\":1}"));
        assertThat(published).containsExactly(id + " " + birth + " 10 {\"data\":1}");
    }

    @Test
    void aTraceIsAFieldOfItsOwnInTheLogAndAnAdditionInAPublication() {
        // Given
        Position birth = pod.position(channel);
        // When
        Position id = appending("{\"data\":1}", TRACE).get().value();
        // Then
        subscriber.sync();
        assertThat(stored()).containsExactly(List.of("p", birth.toString(), "m", "{\"data\":1}", "t", TRACE));
        assertThat(published).containsExactly(id + " " + birth + " 10,t=" + TRACE + " {\"data\":1}");
    }

    @Test
    void ofMessagesThatShareACallEachKeepsItsOwn() {
        // Given
        pod.watch(channel, 1);
        redis.freeze();
        List<Pod.Waiting<Position>> replies = new ArrayList<>();
        for (int i = 0; i < 9; i++) replies.add(appending(Integer.toString(i), i % 3 == 1 ? TRACE + i : null));
        // When
        redis.thaw();
        replies.forEach(Pod.Waiting::get);
        Pod.await(() -> pod.entries.size() == 9);
        // Then
        String[] traces = {null, TRACE + 1, null, null, TRACE + 4, null, null, TRACE + 7, null};
        assertThat(pod.entries).extracting(entry -> entry.trace()).containsExactly(traces);
        assertThat(pod.read(channel, 0, 100, 1 << 20).entries()).isEqualTo(pod.entries);
    }

    @Test
    void withAKeyATraceTravelsTooAndTheKeyIsKnown() {
        // Given
        Append.Idempotency key = new Append.Idempotency("slot", "print");
        Append append = new Append(channel, new Message(new byte[] {'1'}), Pod.HISTORY, key, TRACE);
        Pod.Waiting<Position> first = new Pod.Waiting<>();
        Pod.Waiting<Position> second = new Pod.Waiting<>();
        // When
        pod.append(append, first);
        pod.append(append, second);
        // Then
        assertThat(second.get().value()).isNotNull().isEqualTo(first.get().value());
        assertThat(pod.read(channel, 0, 100, 1 << 20).entries())
                .singleElement()
                .matches(entry -> TRACE.equals(entry.trace()));
    }
}
