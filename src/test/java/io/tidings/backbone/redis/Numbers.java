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
import org.awaitility.Awaitility;

/**
 * Numbered messages of one channel, each with a key, published by several pods that all watch the channel and watch it again
 * when it was lost, as a feed does.
 */
final class Numbers {
    private final List<Pod> pods;
    private final Channel channel;
    private final List<Pod.Waiting<Position>> replies = new ArrayList<>();
    private final long[] generations;

    Numbers(Channel channel, Pod... pods) {
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
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    next();
                    return condition.call();
                });
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Publishes until every pod has lost the channel. @return milliseconds that it took */
    long publishUntilLost() {
        return publishUntil("the watches are lost", () -> pods.stream().allMatch(pod -> pod.told.contains(lost())));
    }

    /** Publishes until every pod has been told a message that was published after the call. @return milliseconds that it took */
    long publishUntilTold() {
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

    private String lost() {
        return "lost " + channel + " 1";
    }

    /**
     * Waits for all answers, and checks what holds whatever was lost: the log is one chain, each number is in it at most once,
     * and what was told since the last loss is a part of it.
     *
     * @return numbers that were answered with an id and are not in the log
     */
    Set<Integer> assertOneLog() {
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

    int published() {
        return replies.size();
    }

    private static int number(Entry entry) {
        return Integer.parseInt(entry.message().toString());
    }
}
