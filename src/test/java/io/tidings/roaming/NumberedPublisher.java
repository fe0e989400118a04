package io.tidings.roaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.LongPredicate;

/**
 * Publishes numbered messages, through each pod in turn, evenly over a time. What was not answered by an id is repeated with
 * its idempotency key until it is, so that every number is in the log once.
 */
public final class NumberedPublisher implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What there is to do.
     *
     * @param rota the channels in turn, a batch each; one that stands there more often gets more
     * @param batch messages of one request
     * @param perSecond messages, as long as nothing stands in the way; what was missed is made up for
     * @param goesOn whether there is more to do, asked with how many messages were published
     */
    public record Work(List<String> rota, int batch, double perSecond, LongPredicate goesOn) {}

    /**
     * Which numbers of each channel are this publisher's: each {@code of}th from {@code first} on.
     *
     * @param first from 0
     * @param of how many publishers there are
     */
    public record Share(int first, int of) {}

    /** Who is told that a number was answered with an id: the message is in the log. */
    public interface Answers {
        void onPublished(String channel, int number, String id);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> pods;
    private final String token;
    private final Work work;
    private final Share share;
    private final Answers answers;
    private final Map<String, Integer> published = new ConcurrentHashMap<>();
    private volatile boolean busy = true;
    private int turn;

    public NumberedPublisher(List<URI> pods, String token, Work work, Share share, Answers answers) {
        this.pods = pods;
        this.token = token;
        this.work = work;
        this.share = share;
        this.answers = answers;
        this.turn = share.first();
    }

    /** Whether there is more to come. */
    public boolean isBusy() {
        return busy;
    }

    /** How many numbers of each channel are answered. */
    Map<String, Integer> published() {
        return Map.copyOf(published);
    }

    private int published(String channel) {
        return published.getOrDefault(channel, 0);
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        for (long sent = 0; work.goesOn.test(sent); ) {
            publish(work.rota.get((int) (sent / work.batch % work.rota.size())));
            sent += work.batch;
            sleep(begin + (long) (sent / work.perSecond * 1e9) - System.nanoTime());
        }
        busy = false;
    }

    private void publish(String channel) {
        int from = published(channel);
        for (int next = from; next < from + work.batch; ) next += appended(channel, next, from + work.batch);
        published.put(channel, from + work.batch);
    }

    /** Sends a batch. @return how many of its first lines are in the log for certain */
    private int appended(String channel, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) lines.add(line(channel, number(i)));
        HttpRequest request = HttpRequest.newBuilder(
                        pods.get(turn++ % pods.size()).resolve("/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            List<String> certain = answer.body()
                    .lines()
                    .takeWhile(line -> line.contains("\"id\":"))
                    .toList();
            for (int i = 0; i < certain.size(); i++) answers.onPublished(channel, number(from + i), id(certain.get(i)));
            if (certain.size() < lines.size()) sleep(100_000_000);
            return certain.size();
        } catch (IOException away) {
            sleep(100_000_000);
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int number(int index) {
        return share.first + index * share.of;
    }

    private static String line(String channel, int number) {
        return "{\"channel\":\"" + channel + "\",\"key\":\"" + channel + "/" + number + "\",\"data\":{\"n\":" + number
                + "}}";
    }

    private static String id(String line) {
        try {
            return JSON.readTree(line).path("id").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a result: " + line, e);
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
