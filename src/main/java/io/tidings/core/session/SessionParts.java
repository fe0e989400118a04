package io.tidings.core.session;

import io.tidings.core.port.Authenticator;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Telemetry;
import io.tidings.core.publish.Publisher;

/** What the sessions of all lanes share. */
public record SessionParts(
        Authenticator authenticator,
        Publisher publisher,
        FrameEncoder encoder,
        SessionSettings settings,
        Telemetry telemetry) {}
