package io.tidings.leaks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the class of tests during which Netty reports a leak; every buffer is watched, as {@code io.netty.leakDetection.level} is
 * {@code paranoid} in the build. Netty reports when a leaked buffer has been collected and another is made, so perhaps in a
 * later class: the report says where the buffer has been.
 */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    /** Kept, as a logger that nobody holds forgets its handlers. */
    private static final Logger REPORTS = Logger.getLogger("io.netty.util.ResourceLeakDetector");

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        REPORTS.addHandler(new Handler() {
            @Override
            public void publish(LogRecord report) {
                if (!isOfAnswer(report.getMessage())) LEAKS.add(report.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    /** Whether Quarkus REST made the buffer: it forgets the one of an answer whose client has gone, and none of ours is made there. */
    static boolean isOfAnswer(String report) {
        int created = report.indexOf("Created at:");
        return created >= 0
                && report.indexOf(
                                "org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext", created)
                        >= 0;
    }

    /** Makes sure that somebody listens before the first test. */
    @Override
    public void beforeAll(ExtensionContext context) {}

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    /** @throws AssertionError when a leak was reported since the last time */
    static void check() {
        if (hasSeenALeak()) throw new AssertionError("a buffer was not released: " + takeFirst());
    }

    static boolean hasSeenALeak() {
        return !LEAKS.isEmpty();
    }

    /** The first report since the last time, as one stands for all. */
    static String takeFirst() {
        String first = String.valueOf(LEAKS.poll());
        LEAKS.clear();
        return first;
    }
}
