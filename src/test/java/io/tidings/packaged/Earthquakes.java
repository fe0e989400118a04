package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.client.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A week of real earthquakes, as the page replays it: 1,707 publications on the channels of the seismic networks. */
final class Earthquakes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines;
    private final Map<String, List<String>> idsByChannel = new LinkedHashMap<>();

    /** @param namespace takes the place of {@code quakes}, so that each test has channels of its own */
    Earthquakes(String namespace) throws IOException {
        lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/page/earthquakes.ndjson"))) {
            lines.add(line.replace("\"channel\":\"quakes.", "\"channel\":\"" + namespace + "."));
            JsonNode event = JSON.readTree(lines.get(lines.size() - 1));
            idsByChannel
                    .computeIfAbsent(event.path("channel").asText(), channel -> new ArrayList<>())
                    .add(name(event));
        }
    }

    /** What an event is known by: its name, and the id in its data. */
    private static String name(JsonNode event) {
        return event.path("event").asText() + " "
                + event.path("data").path("id").asText();
    }

    String[] channels() {
        return idsByChannel.keySet().toArray(String[]::new);
    }

    int size() {
        return lines.size();
    }

    /** Publishes a part of the week in one request. */
    void publish(URI base, String token, int from, int to) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines.subList(from, to)), StandardCharsets.UTF_8))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(to - from).allMatch(line -> line.contains("\"id\":\""));
    }

    /** Every event of the week, once, in the order of its channel, with the data that was published. */
    void assertWhole(String who, List<Received> received) {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        for (Received each : received) {
            assertThat(each.type()).as(who).isEqualTo("message");
            seen.computeIfAbsent(each.channel(), channel -> new ArrayList<>()).add(name(each.json()));
        }
        assertThat(seen).as(who).containsExactlyInAnyOrderEntriesOf(idsByChannel);
    }
}
