package io.tidings.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.model.Channel;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A publication that is followed: what travels with its message, and that one end is told. */
class FollowedPublicationTest {
    private static final Channel ORDERS = new Channel("orders.42");

    private final SteppedLanes lanes = new SteppedLanes(1, 1);
    private final Lane lane = lanes.lanes().all().get(0);
    private final ScriptedBackbone backbone = new ScriptedBackbone();
    private final List<String> told = new ArrayList<>();
    private final Publisher publisher = new Publisher(
            backbone, channel -> new Retention(1, Duration.ofHours(1)), new PublishLimits(100, 1), new Telemetry() {
                @Override
                public Tracing tracing() {
                    return new FollowsWhoHasATrace();
                }
            });

    private final class FollowsWhoHasATrace implements Tracing {
        @Override
        public @Nullable Trace begin(Channel channel, @Nullable String parent) {
            return parent == null ? null : new Told("below " + parent);
        }
    }

    private final class Told implements Tracing.Trace {
        private final String context;

        private Told(String context) {
            this.context = context;
        }

        @Override
        public String context() {
            return context;
        }

        @Override
        public void published(Position id) {
            told.add("published " + id);
        }

        @Override
        public void refused(Failure why) {
            told.add("refused " + why.code());
        }
    }

    private void publish(Channel channel, @Nullable String parent) {
        Grants grants = new Grants(List.of(), List.of(ChannelPattern.parse("orders.*", "alice")), List.of(), false);
        Publication publication = new Publication(channel, new Payload.Json(new byte[] {'1'}), null, Map.of(), null);
        Identity alice = new Identity("alice", grants, Identity.NEVER);
        publisher.publish(alice, publication, parent, lane, Reply.of(id -> {}, refusal -> {}));
        lanes.runUntilIdle();
    }

    @Test
    void itsContextTravelsWithTheMessageAndItEndsWithThePosition() {
        // Given
        publish(ORDERS, "the caller");
        assertThat(backbone.appended()).extracting(Append::trace).containsExactly("below the caller");
        assertThat(told).isEmpty();
        // When
        backbone.append().answer(new Position(3, 7));
        lanes.runUntilIdle();
        // Then
        assertThat(told).containsExactly("published 3-7");
    }

    @Test
    void whatTheBackboneRefusesEndsIt() {
        // Given
        publish(ORDERS, "the caller");
        // When
        backbone.append().fail(Failure.PUBLISH_UNKNOWN);
        lanes.runUntilIdle();
        // Then
        assertThat(told).containsExactly("refused publish-unknown");
    }

    @Test
    void whatIsNotTakenEndsIt() {
        // When
        publish(new Channel("secret.plans"), "the caller");
        publish(ORDERS, "the caller");
        publish(ORDERS, "the caller");
        // Then
        assertThat(told).containsExactly("refused not-granted", "refused overloaded");
    }

    @Test
    void whatIsNotFollowedTravelsWithout() {
        // When
        publish(ORDERS, null);
        // Then
        assertThat(backbone.appended()).extracting(Append::trace).containsOnlyNulls();
    }
}
