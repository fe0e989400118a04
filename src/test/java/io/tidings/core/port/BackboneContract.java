package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.ThreadLanes;
import io.tidings.model.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Backbone} must pass. An adapter's test extends it and says how to start one; where the adapter can do
 * more, it answers the optional hooks too.
 */
public abstract class BackboneContract
        implements AppendPromises,
                PositionPromises,
                PagePromises,
                RetentionPromises,
                IdempotencyPromises,
                WatchPromises,
                SharedStorePromises {
    /** The lanes of this test; more than one, and not a power of two. */
    protected final ThreadLanes threads = new ThreadLanes(3);

    private final String run = UUID.randomUUID().toString();
    private final List<BackboneProbe> probes = new ArrayList<>();

    /** Creates and starts a backbone and returns it when it can be used; all of one test share one store where they can. */
    protected abstract Backbone start(Lanes lanes, List<Backbone.Events> events);

    /** Makes all that expires in the store older by this duration. */
    @Override
    public abstract void letTimePass(Duration duration);

    @Override
    public abstract void deleteLast(Channel channel);

    /** Whether a second backbone of the same test sees the same logs. */
    protected boolean sharesStore() {
        return false;
    }

    @BeforeEach
    void connect() {
        probes.add(new BackboneProbe(threads, this::start));
    }

    @AfterEach
    void disconnect() {
        for (BackboneProbe probe : probes) probe.backbone().stop();
        threads.close();
        for (BackboneProbe probe : probes) assertThat(probe.told().faults()).isEmpty();
        assertThat(threads.thrown()).isEmpty();
    }

    @Override
    public final BackboneProbe backbone() {
        return probes.get(0);
    }

    @Override
    public final Optional<BackboneProbe> another() {
        if (!sharesStore()) return Optional.empty();
        if (probes.size() == 1) probes.add(new BackboneProbe(threads, this::start));
        return Optional.of(probes.get(1));
    }

    @Override
    public final Channel channel(String name) {
        return new Channel(name + "." + run);
    }
}
