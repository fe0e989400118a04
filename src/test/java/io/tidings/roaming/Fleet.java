package io.tidings.roaming;

import static org.awaitility.Awaitility.await;

import io.tidings.packaged.PackagedPod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Pods behind one proxy, which come and go as a Deployment's do, by the times of the chart: the next is ready before the oldest is
 * told to go, and who goes is taken out of the balancer before it gets SIGTERM.
 */
final class Fleet implements AutoCloseable {
    /** {@code drain.preStopSeconds}; the balancer hears of it half-way. */
    private static final Duration PRE_STOP = Duration.ofSeconds(3);
    /** What is left of {@code terminationGracePeriodSeconds} after that. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final HaProxy proxy;
    private final Deque<PackagedPod> pods = new ArrayDeque<>();

    Fleet(Map<String, String> environment, HaProxy proxy) {
        this.environment = environment;
        this.proxy = proxy;
    }

    /** One pod more. */
    void grow() {
        PackagedPod pod = PackagedPod.start(environment);
        pods.addLast(pod);
        proxy.add(pod);
    }

    /** One pod less: the youngest, as a ReplicaSet chooses. */
    void shrink() {
        stop(pods.removeLast());
    }

    /** Every pod is replaced, one after the other. */
    void roll() {
        int size = pods.size();
        for (int i = 0; i < size; i++) {
            grow();
            stop(pods.removeFirst());
        }
    }

    /** Returns when the pod has ended by itself. */
    private void stop(PackagedPod leaving) {
        pass(PRE_STOP.dividedBy(2));
        proxy.retire(leaving);
        pass(PRE_STOP.dividedBy(2));
        leaving.terminate();
        boolean inTime = leaving.awaitEnd(GRACE);
        proxy.forget(leaving);
        String log = leaving.log();
        leaving.close();
        if (!inTime || !log.contains("drained: left=0")) throw new IllegalStateException("not drained: " + log);
    }

    /** Lets time pass, as the cluster does. */
    static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    /** The sessions of each pod, from the oldest on. */
    List<Integer> sessions() {
        return pods.stream().map(Fleet::sessions).toList();
    }

    private static int sessions(PackagedPod pod) {
        try {
            return pod.management("/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("tidings_sessions{"))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pods.forEach(PackagedPod::close);
    }
}
