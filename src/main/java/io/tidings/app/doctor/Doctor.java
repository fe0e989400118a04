package io.tidings.app.doctor;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.tidings.config.TidingsConfig;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at what is around the pod: at its start into the log, where the backbone tells its own, and when asked. */
@Singleton
public class Doctor {
    private static final Logger LOG = Logger.getLogger(Doctor.class);
    private static final long GLANCE_MILLIS = 50;

    private final TidingsConfig config;
    private final Backbone backbone;

    @Inject
    Doctor(TidingsConfig config, Backbone backbone) {
        this.config = config;
        this.backbone = backbone;
    }

    void onStart(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) ofTheProcess().forEach(LOG::warn);
    }

    private List<Finding> ofTheProcess() {
        return ProcessCheckup.findings(ProcessFacts.ofThisProcess(), Needs.of(config));
    }

    /** All findings; the backbone has so long to be reached. */
    List<Finding> examine(Duration patience) throws InterruptedException {
        List<Finding> all = new ArrayList<>(ofTheProcess());
        awaited(patience)
                .ifPresent(
                        why -> all.add(
                                new Finding(
                                        Severity.BREAKS_A_PROMISE,
                                        "the backbone",
                                        "out of reach (" + why + ")",
                                        "there",
                                        "nothing is taken and nothing told without it; see QUARKUS_REDIS_HOSTS, its password and the network")));
        all.addAll(backbone.findings());
        return List.copyOf(all);
    }

    /** Why the backbone was not reached in time. */
    private Optional<String> awaited(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<String> why = backbone.awaited();
        while (why.isPresent() && System.nanoTime() - end < 0) {
            Thread.sleep(GLANCE_MILLIS);
            why = backbone.awaited();
        }
        return why;
    }
}
