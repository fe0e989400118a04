package io.tidings.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.client.Received;
import io.tidings.client.Subscriber;
import io.tidings.transport.Service.Way;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is the same however a subscriber comes. */
@QuarkusTest
class EveryTransportTest {
    @TestHTTPResource("/")
    URI base;

    private Service service;

    @BeforeEach
    void findService() {
        service = new Service(base);
    }

    static Stream<Arguments> fromEachToEach() {
        return Stream.of(Way.values()).flatMap(from -> Stream.of(Way.values()).map(to -> Arguments.of(from, to)));
    }

    private static String[] numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void liveMessagesComeCompleteAndInOrder(Way way) {
        // Given
        String channel = Service.newChannel();
        service.publisher().numbers(channel, 1, 3);
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            subscriber.connect("latest");
            // When
            service.publisher().numbers(channel, 4, 60);
            // Then
            assertThat(subscriber.data(57)).containsExactly(numbers(4, 60));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewcomerReadsTheHistoryAndThenWhatComes(Way way) {
        // Given
        String channel = Service.newChannel();
        service.publisher().numbers(channel, 1, 400);
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            // When
            subscriber.connect("earliest");
            service.publisher().numbers(channel, 401, 410);
            // Then
            assertThat(subscriber.data(410)).containsExactly(numbers(1, 410));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLastMessagesAreReadWhenSoAsked(Way way) {
        // Given
        String channel = Service.newChannel();
        service.publisher().numbers(channel, 1, 10);
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            // When
            subscriber.connect("last:3");
            service.publisher().numbers(channel, 11, 11);
            // Then
            assertThat(subscriber.data(4)).containsExactly("8", "9", "10", "11");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageNamesItsChannelItsIdAndItsTime(Way way) {
        // Given
        String channel = Service.newChannel();
        String id = service.publisher().publish(channel, "{\"total\":12.50}", "shipped");
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            // When
            subscriber.connect("earliest");
            subscriber.data(1);
            // Then
            Received message = subscriber.received().get(0);
            assertThat(message.type()).isEqualTo("message");
            assertThat(message.channel()).isEqualTo(channel);
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.json().path("event").asText()).isEqualTo("shipped");
            assertThat(message.json().path("time").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(message.json().path("data").path("total").asDouble()).isEqualTo(12.5);
        }
    }

    @ParameterizedTest
    @MethodSource("fromEachToEach")
    void aSubscriberOfOneChannelGoesOnOnAnotherTransport(Way from, Way to) {
        // Given
        String channel = Service.newChannel();
        try (Subscriber first = service.subscriber(from, channel);
                Subscriber second = service.subscriber(to, channel)) {
            first.connect("latest");
            service.publisher().numbers(channel, 1, 3);
            first.data(3);
            String cursor = first.leave().cursor();
            service.publisher().numbers(channel, 4, 6);
            // When
            second.connect(cursor);
            service.publisher().numbers(channel, 7, 8);
            // Then
            assertThat(second.data(5)).containsExactly(numbers(4, 8));
        }
    }

    @ParameterizedTest
    @MethodSource("fromEachToEach")
    void aSubscriberOfSeveralChannelsGoesOnOnAnotherTransport(Way from, Way to) {
        // Given
        String busy = Service.newChannel();
        String silent = Service.newChannel();
        try (Subscriber first = service.subscriber(from, busy, silent);
                Subscriber second = service.subscriber(to, busy, silent)) {
            first.connect("latest");
            service.publisher().numbers(busy, 1, 2);
            first.data(2);
            String cursor = first.leave().cursor();
            service.publisher().numbers(silent, 3, 4);
            service.publisher().numbers(busy, 5, 5);
            // When
            second.connect(cursor);
            // Then
            assertThat(second.data(3)).containsExactlyInAnyOrder("3", "4", "5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheHistoryHasLostIsToldAsAGapInItsPlace(Way way) {
        // Given
        String channel = Service.newShortChannel();
        List<String> ids = service.publisher().numbers(channel, 1, 20);
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            // When
            subscriber.connect(ids.get(1));
            // Then
            assertThat(subscriber.data(6)).containsExactly("gap:trimmed", "16", "17", "18", "19", "20");
            Received gap = subscriber.received().get(0);
            assertThat(gap.json().path("since").asText()).isEqualTo(ids.get(1));
            assertThat(gap.id()).isEqualTo(ids.get(14));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aForgedCursorOnlyEarnsAGap(Way way) {
        // Given
        String channel = Service.newChannel();
        service.publisher().numbers(channel, 1, 3);
        try (Subscriber subscriber = service.subscriber(way, channel)) {
            // When
            subscriber.connect("2-42");
            // Then
            assertThat(subscriber.data(3)).containsExactly("gap:rewritten", "2", "3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneWhoComesAndGoesReceivesEachMessageOnce(Way way) {
        // Given
        String channel = Service.newChannel();
        List<String> received = new ArrayList<>();
        String since = "earliest";
        for (int i = 0; i < 10; i++) {
            // When
            Subscriber.Stock stock = visit(way, channel, since, 10 * i + 1);
            stock.received().forEach(each -> received.add(each.toString()));
            since = stock.cursor();
            service.publisher().numbers(channel, 10 * i + 6, 10 * i + 10);
        }
        try (Subscriber last = service.subscriber(way, channel)) {
            last.connect(since);
            received.addAll(last.data(100 - received.size()));
        }
        // Then
        assertThat(received).containsExactly(numbers(1, 100));
    }

    /** Comes, and goes again while five numbers from the first on are on their way. */
    private Subscriber.Stock visit(Way way, String channel, String since, int first) {
        try (Subscriber visitor = service.subscriber(way, channel)) {
            visitor.connect(since);
            service.publisher().numbers(channel, first, first + 4);
            return visitor.leave();
        }
    }
}
