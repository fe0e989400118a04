package io.tidings.roaming;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Publishes numbered messages, through each pod in turn, evenly over a time. What was not answered by an id is repeated with
 * its idempotency key until it is, so that every number is in the log once.
 */
final class NumberedPublisher implements Runnable {
    private static final int BATCH = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> pods;
    private final String token;
    private final List<String> channels;
    private final int messages;
    private final Duration time;
    private final Map<String, Integer> published = new ConcurrentHashMap<>();
    private volatile boolean busy = true;
    private int turn;

    NumberedPublisher(List<URI> pods, String token, List<String> channels, int messages, Duration time) {
        this.pods = pods;
        this.token = token;
        this.channels = channels;
        this.messages = messages;
        this.time = time;
    }

    /** Whether there is more to come. */
    boolean isBusy() {
        return busy;
    }

    /** How many numbers a channel has. */
    int published(String channel) {
        return published.getOrDefault(channel, 0);
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        for (int sent = 0; sent < messages; sent += BATCH) {
            publish(channels.get(sent / BATCH % channels.size()));
            sleep(begin + time.toNanos() / messages * (sent + BATCH) - System.nanoTime());
        }
        busy = false;
    }

    private void publish(String channel) {
        int from = published(channel);
        for (int next = from; next < from + BATCH; ) next += appended(channel, next, from + BATCH);
        published.put(channel, from + BATCH);
    }

    /** Sends a batch. @return how many of its first lines are in the log for certain */
    private int appended(String channel, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++)
            lines.add("{\"channel\":\"" + channel + "\",\"key\":\"" + channel + "/" + i + "\",\"data\":{\"n\":" + i
                    + "}}");
        HttpRequest request = HttpRequest.newBuilder(
                        pods.get(turn++ % pods.size()).resolve("/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            int certain = (int) answer.body()
                    .lines()
                    .takeWhile(line -> line.contains("\"id\":"))
                    .count();
            if (certain < lines.size()) sleep(100_000_000);
            return certain;
        } catch (IOException away) {
            sleep(100_000_000);
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long nanos) {
        try {
            if (nanos > 0) Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
