package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import org.junit.jupiter.api.Test;

/** A core that nobody watches: all is told, nobody counts, nothing is followed. */
class TelemetryTest {
    private static final Channel CHANNEL = Channel.parse("orders.1");

    @Test
    void whoCountsNothingMayBeToldOfEverything() {
        assertThatCode(() -> {
                    Telemetry.NONE.rejoined(Telemetry.Rejoin.OVERRUN);
                    Telemetry.NONE.admissionRejected(Failure.OVERLOADED);
                    Telemetry.NONE.deliveryUntold();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whoFollowsNothingBeginsNoTraceAndMayBeToldOfADelivery() {
        Tracing none = Telemetry.NONE.tracing();
        assertThat(none.begin(CHANNEL, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .isNull();
        assertThatCode(() -> none.delivered("trace", CHANNEL, Position.parse("1-1"), none.now(), 1, 1))
                .doesNotThrowAnyException();
    }
}
