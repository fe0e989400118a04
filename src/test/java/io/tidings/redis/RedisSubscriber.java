package io.tidings.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;

/**
 * Hears topics of one Redis on a thread and a connection of its own, next to those who are tested; when Redis goes away it
 * comes back with it.
 */
public final class RedisSubscriber implements AutoCloseable {
    private static final String MARKS = "marks-of-the-observer";
    private static final int AWAY_MILLIS = 10;

    private final RedisServer server;
    private final List<String> topics;
    private final BiConsumer<String, String> onMessage;
    private final AtomicLong marks = new AtomicLong();
    private volatile long lastMark;
    private volatile boolean open = true;

    /** @param onMessage is called with topic and payload on the subscriber's thread */
    public RedisSubscriber(RedisServer server, List<String> topics, BiConsumer<String, String> onMessage) {
        this.server = server;
        this.topics = topics;
        this.onMessage = onMessage;
        Thread thread = new Thread(this::run, "redis-subscriber-" + server.port());
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when all that Redis published before was told; waits for a Redis that is away. */
    public void sync() {
        long mark = marks.incrementAndGet();
        Awaitility.await("what was published by " + server.port())
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(UncheckedIOException.class)
                .until(() -> {
                    if (lastMark < mark) server.call("PUBLISH", MARKS, Long.toString(mark));
                    return lastMark >= mark;
                });
    }

    private void run() {
        while (open) {
            try (RespClient client = new RespClient(server.port())) {
                listen(client);
            } catch (IOException away) {
                pause();
            }
        }
    }

    private void listen(RespClient client) throws IOException {
        client.call("CLIENT", "SETNAME", RedisServer.OBSERVER);
        List<String> subscribe = new ArrayList<>(topics);
        subscribe.add(0, "SUBSCRIBE");
        subscribe.add(MARKS);
        client.send(subscribe.toArray(String[]::new));
        client.waitForEver();
        while (open) {
            if (!(client.read() instanceof List<?> push) || !"message".equals(push.get(0))) continue;
            String topic = String.valueOf(push.get(1));
            String payload = String.valueOf(push.get(2));
            if (topic.equals(MARKS)) lastMark = Long.parseLong(payload);
            else onMessage.accept(topic, payload);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AWAY_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        open = false;
    }
}
