package io.tidings.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Which publications are followed on their way, and where that is told. */
public interface TracingConfig {
    /** Where spans go: a collector that takes OTLP over HTTP, such as {@code http://collector:4318}; none is made when not set. */
    Optional<URI> endpoint();

    /** The share of publications that are followed, from 0 to 1, of those that come without a {@code traceparent} of their own. */
    @WithDefault("0.01")
    double ratio();
}
