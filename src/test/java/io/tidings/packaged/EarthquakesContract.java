package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.client.Received;
import io.tidings.client.SseClient;
import io.tidings.client.Subscriber;
import io.tidings.client.WebSocketClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job on real input, against the packaged application; the week is published to one pod and received from another. */
abstract class EarthquakesContract {
    private static final String TOKEN = TestTokens.hs256()
            .subject("geologist")
            .subscribe("**")
            .publish("**")
            .sign();
    private static final int HALF = 850;

    /** Takes the publications. */
    abstract PackagedPod writer();

    /** Serves the subscribers. */
    abstract PackagedPod reader();

    private Map<String, Subscriber> everyTransport(String... channels) {
        Map<String, Subscriber> all = new LinkedHashMap<>();
        all.put("websocket", new WebSocketClient(reader().uri(), TOKEN, channels));
        all.put("sse", new SseClient(reader().uri(), TOKEN, channels));
        all.put("long poll", new PollClient(reader().uri(), TOKEN, channels));
        return all;
    }

    @Test
    void theWholeWeekArrivesLiveOnEveryTransport() throws Exception {
        // Given
        Earthquakes week = new Earthquakes("live");
        Map<String, Subscriber> all = everyTransport(week.channels());
        ShortPolls shortPolls = new ShortPolls(reader().uri(), TOKEN, week.channels());
        all.values().forEach(client -> client.connect("latest"));
        shortPolls.poll("latest");
        // When
        for (int from = 0; from < week.size(); from += 100) {
            week.publish(writer().uri(), TOKEN, from, Math.min(from + 100, week.size()));
            shortPolls.poll();
        }
        // Then
        shortPolls.untilEmpty();
        all.forEach((name, client) -> {
            client.data(week.size());
            week.assertWhole(name, client.received());
            client.close();
        });
        week.assertWhole("short poll", shortPolls.received());
    }

    @Test
    void theWholeWeekArrivesFromTheEarliestOnEveryTransport() throws Exception {
        // Given
        Earthquakes week = new Earthquakes("earliest");
        week.publish(writer().uri(), TOKEN, 0, week.size());
        Map<String, Subscriber> all = everyTransport(week.channels());
        ShortPolls shortPolls = new ShortPolls(reader().uri(), TOKEN, week.channels());
        // When
        all.values().forEach(client -> client.connect("earliest"));
        shortPolls.poll("earliest");
        shortPolls.untilEmpty();
        // Then
        all.forEach((name, client) -> {
            client.data(week.size());
            week.assertWhole(name, client.received());
            client.close();
        });
        week.assertWhole("short poll", shortPolls.received());
    }

    @Test
    void aCursorOfOneTransportResumesOnEachOther() throws Exception {
        // Given
        Earthquakes week = new Earthquakes("roaming");
        Map<String, Subscriber> before = everyTransport(week.channels());
        before.values().forEach(client -> client.connect("latest"));
        week.publish(writer().uri(), TOKEN, 0, HALF);
        before.values().forEach(client -> {
            client.data(HALF);
            client.close();
        });
        week.publish(writer().uri(), TOKEN, HALF, week.size());
        before.forEach((from, first) -> everyTransport(week.channels()).forEach((to, second) -> {
            // When
            second.connect(first.cursor());
            // Then
            second.data(week.size() - HALF);
            second.close();
            List<Received> both = new ArrayList<>(first.received());
            both.addAll(second.received());
            week.assertWhole(from + " then " + to, both);
        }));
        before.forEach((from, first) -> {
            ShortPolls rest = new ShortPolls(reader().uri(), TOKEN, week.channels());
            rest.poll(first.cursor());
            rest.untilEmpty();
            List<Received> both = new ArrayList<>(first.received());
            both.addAll(rest.received());
            week.assertWhole(from + " then short poll", both);
        });
        assertThat(reader().log()).doesNotContain("ERROR");
        assertThat(writer().log()).doesNotContain("ERROR");
    }
}
