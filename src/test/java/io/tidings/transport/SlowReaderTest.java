package io.tidings.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    /** Publishes until the service has sent the reader away: the sockets' own buffers have to be full first. */
    private List<String> publishUntilGone(String transport, int before) {
        return publishUntilGone(transport, before, sent -> {});
    }

    /** @param between what happens after each message, told how many there are */
    private List<String> publishUntilGone(String transport, int before, IntConsumer between) {
        PublishClient publisher = new Service(base).publisher();
        List<String> sent = new ArrayList<>();
        while (census.sessions(transport) > before && sent.size() < MOST_MESSAGES) {
            sent.add(sent.size() + PADDING);
            publisher.publish(channel, "\"" + sent.get(sent.size() - 1) + "\"");
            between.accept(sent.size());
        }
        await().until(() -> census.sessions(transport) == before);
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
        subscriber.close();
    }

    @Test
    void aWebSocketThatDoesNotReadIsClosedAndResumesWithoutLoss() {
        // Given
        int before = census.sessions("websocket");
        WebSocketClient client = new WebSocketClient(base, Service.TOKEN, channel);
        client.connect("latest");
        client.stopReading();
        List<String> sent = publishUntilGone("websocket", before);
        // When
        client.readOn();
        // Then
        assertThat(client.closeCode()).isEqualTo(4001);
        assertThat(client.frame("bye").path("retryAfter").asLong()).isZero();
        assertResumesWithoutLoss(client, sent);
    }

    @Test
    void aStreamThatIsNotReadEndsAndResumesWithoutLoss() {
        // Given
        int before = census.sessions("sse");
        SseClient client = new SseClient(base, Service.TOKEN, channel);
        client.connect("latest");
        client.stopReading();
        List<String> sent = publishUntilGone("sse", before);
        // When
        client.readOn();
        client.awaitEnd();
        // Then
        assertThat(client.event("bye").json().path("code").asText()).isEqualTo("too-slow");
        assertResumesWithoutLoss(client, sent);
    }

    @Test
    void aSlowReaderCostsAQuickOneNothing() {
        // Given
        int before = census.sessions("websocket");
        WebSocketClient slow = new WebSocketClient(base, Service.TOKEN, channel);
        SseClient quick = new SseClient(base, Service.TOKEN, channel);
        slow.connect("latest");
        quick.connect("latest");
        slow.stopReading();
        // When
        List<String> sent = publishUntilGone("websocket", before, count -> keepUp(quick, count));
        // Then
        assertThat(numbers(quick.data(sent.size()))).isEqualTo(numbers(sent));
        slow.close();
        quick.close();
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
        WebSocketClient client = new WebSocketClient(base, Service.TOKEN, channel);
        // When
        client.connect("earliest");
        client.stopReading();
        client.readOn();
        // Then
        assertThat(numbers(client.data(200))).isEqualTo(numbers(sent));
        assertThat(client.isClosed()).isFalse();
        client.close();
    }
}
