package io.tidings.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A back end that publishes by REST. */
public final class PublishClient {
    private final HttpClient http = Subscriber.http(HttpClient.Version.HTTP_1_1);
    private final URI base;
    private final String token;

    public PublishClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Publishes JSON. @return the message's id */
    public String publish(String channel, String json) {
        return publish(channel, json, "");
    }

    /** Publishes JSON with a name for its event. @return the message's id */
    public String publish(String channel, String json, String event) {
        String query = event.isEmpty() ? "" : "?event=" + URLEncoder.encode(event, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/channels/" + channel + "/messages" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer =
                http.sendAsync(request, BodyHandlers.ofString()).join();
        if (answer.statusCode() != 201)
            throw new IllegalStateException("not published: " + answer.statusCode() + " " + answer.body());
        return Subscriber.parse(answer.body()).path("id").asText();
    }

    /** Publishes the numbers from the first to the last. @return their ids */
    public List<String> numbers(String channel, int first, int last) {
        List<String> ids = new ArrayList<>();
        for (int i = first; i <= last; i++) ids.add(publish(channel, String.valueOf(i)));
        return ids;
    }
}
