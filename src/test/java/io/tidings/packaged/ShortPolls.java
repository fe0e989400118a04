package io.tidings.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.client.PollClient;
import io.tidings.client.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A client that asks now and then, and keeps nothing open between. */
final class ShortPolls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PollClient client;
    private final List<Received> received = new ArrayList<>();
    private String cursor = "";

    ShortPolls(URI base, String token, String... channels) {
        client = new PollClient(base, token, channels);
    }

    /** Asks for what is there since a cursor. @return how many items came */
    int poll(String since) {
        try {
            JsonNode answer = JSON.readTree(
                    client.poll("since", since, "wait", "0", "limit", "400").body());
            answer.path("messages").forEach(each -> received.add(new Received(each)));
            cursor = answer.path("cursor").asText();
            return answer.path("messages").size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on where the last answer ended. */
    int poll() {
        return poll(cursor);
    }

    void untilEmpty() {
        while (poll() > 0) {}
    }

    List<Received> received() {
        return received;
    }
}
