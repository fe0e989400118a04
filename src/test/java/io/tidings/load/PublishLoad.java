package io.tidings.load;

import io.tidings.auth.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Connections that publish messages of about 200 bytes, each its next request as soon as it has its answer.
 *
 * @param connections at the same time
 * @param channels that the messages go to in turn
 * @param batch messages a request: lines of ndjson, or 1 for a single POST
 */
record PublishLoad(int connections, int channels, int batch) {
    private static final String TOKEN =
            TestTokens.hs256().subject("publisher").publish("**").sign();
    private static final String DATA = "{\"text\":\"" + "x".repeat(150) + "\",\"number\":";

    /** Publishes so many messages. @return how many were told to be appended */
    long run(URI service, int messages) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Long>> published = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                published.add(threads.submit(() -> publish(service, first, messages / connections)));
            }
            long sum = 0;
            for (Future<Long> each : published) sum += each.get();
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long publish(URI service, int first, int messages) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < Math.max(1, channels / batch); i++) requests.add(request(first + i));
        long published = 0;
        try (PublishConnection connection = new PublishConnection(service)) {
            for (int i = 0; i < messages / batch; i++)
                published += ids(connection.exchange(requests.get(i % requests.size())));
        }
        return published;
    }

    private byte[] request(int first) {
        if (batch == 1)
            return PublishConnection.request(
                    "/v1/channels/load." + first % channels + "/messages",
                    TOKEN,
                    "application/json",
                    DATA + first + "}");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < batch; i++)
            lines.append("{\"channel\":\"load.")
                    .append((first * batch + i) % channels)
                    .append("\",\"data\":")
                    .append(DATA)
                    .append(i)
                    .append("}}\n");
        return PublishConnection.request("/v1/messages", TOKEN, "application/x-ndjson", lines.toString());
    }

    /** Each result that has an id is an appended message. */
    private static long ids(byte[] answer) {
        long ids = 0;
        for (int i = 0; i + 3 < answer.length; i++)
            if (answer[i] == '"' && answer[i + 1] == 'i' && answer[i + 2] == 'd' && answer[i + 3] == '"') ids++;
        return ids;
    }

    @Override
    public String toString() {
        String how = batch == 1 ? "single POST" : "ndjson of " + batch + " lines";
        return how + ", " + connections + " connections, " + channels + " channels";
    }
}
