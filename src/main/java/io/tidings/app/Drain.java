package io.tidings.app;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.tidings.config.DrainConfig;
import io.tidings.config.TidingsConfig;
import io.tidings.core.session.Sessions;
import io.tidings.transport.Connections;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends the sessions of a stopping pod to others: not ready from the signal on, then, when load balancers have noticed, sessions
 * are closed at a pace, and at last the connections that are left. Runs on the thread that stops the application, while connections are still served.
 */
@Singleton
public class Drain {
    /** Connections without streams end at once; what hangs is cut off with the process. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final Pod pod;
    private final Connections connections;
    private final DrainConfig config;
    private volatile boolean begun;

    @Inject
    Drain(Pod pod, Connections connections, TidingsConfig config) {
        this.pod = pod;
        this.connections = connections;
        this.config = config.drain();
    }

    /** Whether the pod is on its way out. */
    boolean hasBegun() {
        return begun;
    }

    void onSignal(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        begun = true;
        if (LaunchMode.current() != LaunchMode.NORMAL) return;
        connections.startLeaving();
        LOG.infof("draining: settle=%s time=%s", config.settle(), config.time());
        Thread.sleep(config.settle().toMillis());
        pod.everywhere(Sessions::startDraining);
        int left = new DrainRun(pod.all(), config.pace(), config.time()).run();
        connections.leave(GOODBYE);
        LOG.infof("drained: left=%d", left);
    }

    /** Whatever is still open, as after a reload of the code, is closed at once. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        begun = true;
        pod.everywhere(Sessions::startDraining);
        new DrainRun(pod.all(), Integer.MAX_VALUE, Duration.ZERO).run();
        pod.closeFeeds();
    }
}
