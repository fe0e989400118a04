package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Numbered messages of one channel, each with a key, published by several pods that all watch the channel and watch it again
 * when it was lost, as a feed does.
 */
public final class Numbers {
    private final List<Pod> pods;
    private final Channel channel;
    private final List<Pod.Waiting<Position>> replies = new ArrayList<>();
    private final long[] generations;

    public Numbers(Channel channel, Pod... pods) {
        this.channel = channel;
        this.pods = List.of(pods);
        this.generations = new long[pods.length];
        for (int i = 0; i < pods.length; i++) this.pods.get(i).watch(channel, ++generations[i]);
    }

    /** Publishes a number every few milliseconds for this time. */
    void publishFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        publishUntil("the time is over", () -> System.nanoTime() - end > 0);
    }

    /** Publishes until it is so. @return milliseconds that it took */
    long publishUntil(String what, java.util.concurrent.Callable<Boolean> condition) {
        long start = System.nanoTime();
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    next();
                    return condition.call();
                });
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Publishes until every pod has lost the watch that it has. @return milliseconds that it took */
    public long publishUntilLost() {
        long[] had = generations.clone();
        return publishUntil(
                "the watches are lost",
                () -> IntStream.range(0, had.length)
                        .allMatch(i -> pods.get(i).told.contains("lost " + channel + " " + had[i])));
    }

    /** Publishes until every pod has been told a message that was published after the call. @return milliseconds that it took */
    public long publishUntilTold() {
        int from = replies.size();
        return publishUntil("all are told", () -> pods.stream().allMatch(pod -> toldFrom(pod, from)));
    }

    private static boolean toldFrom(Pod pod, int from) {
        List<Entry> entries = pod.entries;
        return !entries.isEmpty() && number(entries.get(entries.size() - 1)) >= from;
    }

    private void next() {
        for (int i = 0; i < pods.size(); i++) {
            Pod pod = pods.get(i);
            String number = Integer.toString(replies.size());
            replies.add(pod.appending(channel, number, "key-" + number));
            String generation = channel + " " + generations[i];
            boolean over = pod.told.contains("lost " + generation) || pod.told.contains("watchFailed " + generation);
            if (over) pod.backbone.watch(channel, ++generations[i]);
        }
    }

    /**
     * Waits for all answers, and checks what holds whatever was lost: the log is one chain, and each number is in it at most once.
     *
     * @return numbers that were answered with an id and are not in the log
     */
    public Set<Integer> assertOneLog() {
        replies.forEach(Pod.Waiting::get);
        List<Entry> log =
                pods.get(0).read(channel, 0, 1_000_000, Integer.MAX_VALUE).entries();
        List<Integer> numbers = log.stream().map(Numbers::number).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        for (int i = 1; i < log.size(); i++)
            assertThat(log.get(i).prev()).isEqualTo(log.get(i - 1).id());
        Set<Position> ids = log.stream().map(Entry::id).collect(Collectors.toSet());
        Set<Integer> missing = new HashSet<>();
        for (int i = 0; i < replies.size(); i++) {
            Position id = replies.get(i).get().value();
            if (id != null && !ids.contains(id)) missing.add(i);
        }
        return missing;
    }

    public int published() {
        return replies.size();
    }

    private static int number(Entry entry) {
        return Integer.parseInt(entry.message().toString());
    }
}
