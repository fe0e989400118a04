package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.client.PublishClient;
import io.tidings.client.SseClient;
import io.tidings.client.Subscriber;
import io.tidings.client.WebSocketClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that does not read: sent away, and nothing is lost to it. */
@QuarkusTest
class SlowReaderTest {
    private static final int MOST_MESSAGES = 600;
    private static final String PADDING = "x".repeat(60_000);

    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private final String channel = Service.newChannel();
    private WebSocketClient socket;
    private SseClient stream;

    @BeforeEach
    void meet() {
        socket = new WebSocketClient(base, Service.TOKEN, channel);
        stream = new SseClient(base, Service.TOKEN, channel);
    }

    @AfterEach
    void leave() {
        socket.close();
        stream.close();
    }

    /** Publishes until the service has sent the reader away: the sockets' own buffers have to be full first. */
    private List<String> publishUntilGone() {
        return publishUntilGone(sent -> {});
    }

    /** @param between what happens after each message, told how many there are */
    private List<String> publishUntilGone(IntConsumer between) {
        int before = census.ended("too-slow");
        PublishClient publisher = new Service(base).publisher();
        List<String> sent = new ArrayList<>();
        while (census.ended("too-slow") == before && sent.size() < MOST_MESSAGES) {
            sent.add(sent.size() + PADDING);
            publisher.publish(channel, "\"" + sent.get(sent.size() - 1) + "\"");
            between.accept(sent.size());
        }
        await().until(() -> census.ended("too-slow") == before + 1);
        return sent;
    }

    /** However slow the machine is, a quick reader is never far behind. */
    private static void keepUp(Subscriber quick, int count) {
        if (count % 8 == 0) quick.data(count);
    }

    private static List<Integer> numbers(List<String> data) {
        return data.stream()
                .map(each -> Integer.parseInt(each.replace("x", "")))
                .toList();
    }

    private static void assertResumesWithoutLoss(Subscriber subscriber, List<String> sent) {
        assertThat(subscriber.received()).hasSizeLessThan(sent.size());
        subscriber.connect(subscriber.cursor());
        assertThat(numbers(subscriber.data(sent.size()))).isEqualTo(numbers(sent));
    }

    @Test
    void aWebSocketThatDoesNotReadIsClosedAndResumesWithoutLoss() {
        // Given
        socket.connect("latest");
        socket.stopReading();
        List<String> sent = publishUntilGone();
        // When
        socket.readOn();
        // Then
        assertThat(socket.closeCode()).isEqualTo(4001);
        assertThat(socket.frame("bye").path("retryAfter").asLong()).isZero();
        assertResumesWithoutLoss(socket, sent);
    }

    @Test
    void aStreamThatIsNotReadEndsAndResumesWithoutLoss() {
        // Given
        stream.connect("latest");
        stream.stopReading();
        List<String> sent = publishUntilGone();
        // When
        stream.readOn();
        stream.awaitEnd();
        // Then
        assertThat(stream.event("bye").json().path("code").asText()).isEqualTo("too-slow");
        assertResumesWithoutLoss(stream, sent);
    }

    @Test
    void aSlowReaderCostsAQuickOneNothing() {
        // Given
        socket.connect("latest");
        stream.connect("latest");
        socket.stopReading();
        // When
        List<String> sent = publishUntilGone(count -> keepUp(stream, count));
        // Then
        assertThat(numbers(stream.data(sent.size()))).isEqualTo(numbers(sent));
    }

    @Test
    void aLongHistoryComesAtTheReadersPace() {
        // Given
        PublishClient publisher = new Service(base).publisher();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(i + PADDING);
            publisher.publish(channel, "\"" + sent.get(i) + "\"");
        }
        // When
        socket.connect("earliest");
        socket.stopReading();
        socket.readOn();
        // Then
        assertThat(numbers(socket.data(200))).isEqualTo(numbers(sent));
        assertThat(socket.isClosed()).isFalse();
    }
}
