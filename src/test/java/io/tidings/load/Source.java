package io.tidings.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Publishes rounds of messages, one on each channel, numbered from 0. A round is repeated with its keys until it is in the log, so
 * that every number is there once. Confined to its thread.
 */
final class Source {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> pods;
    private final String token;
    private final List<String> channels;
    private final String padding;
    private final List<List<String>> ids = new ArrayList<>();
    /** The pod that is published to, until it fails. */
    private int turn;

    private int repeated;

    /** @param padding bytes of each message */
    Source(List<URI> pods, String token, List<String> channels, int padding) {
        this.pods = pods;
        this.token = token;
        this.channels = channels;
        this.padding = "x".repeat(padding);
    }

    /** Publishes so many rounds, evenly over a time. */
    void publish(int rounds, Duration time) {
        long begin = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            sleep(begin + time.toNanos() / rounds * i - System.nanoTime());
            round();
        }
    }

    private void round() {
        int number = ids.size();
        String lines = lines(number);
        for (int attempt = 0; ; attempt++) {
            List<String> round = appended(pods.get(turn % pods.size()), lines);
            if (round.size() == channels.size()) {
                ids.add(round);
                return;
            }
            repeated++;
            turn++;
            if (attempt > 200) throw new IllegalStateException("not published: " + number);
            sleep(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** The same again and again: a key stands for one body. */
    private String lines(int number) {
        StringBuilder lines = new StringBuilder();
        for (String channel : channels)
            lines.append("{\"channel\":\"" + channel + "\",\"key\":\"" + channel + "/" + number + "\",\"data\":{\"n\":"
                    + number + ",\"at\":" + System.nanoTime() + ",\"pad\":\"" + padding + "\"}}\n");
        return lines.toString();
    }

    /** The ids of those that are in the log for certain. */
    private List<String> appended(URI pod, String lines) {
        HttpRequest request = HttpRequest.newBuilder(pod.resolve("/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(lines))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.contains("\"id\":"))
                    .map(line -> Member.text(line, "\"id\":\""))
                    .toList();
        } catch (IOException away) {
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long nanos) {
        try {
            if (nanos > 0) TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many messages each channel has. */
    int published() {
        return ids.size();
    }

    /** Rounds that were sent again. */
    int repeated() {
        return repeated;
    }

    /** The id of a message. @param channel its index */
    String id(int channel, int number) {
        return ids.get(number).get(channel);
    }
}
