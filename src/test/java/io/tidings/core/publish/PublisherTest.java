package io.tidings.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.model.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final Position ID = new Position(3, 7);

    private final SteppedLanes lanes = new SteppedLanes(1, 1);
    private final Lane lane = lanes.lanes().all().get(0);
    private final ScriptedBackbone backbone = new ScriptedBackbone();
    private final List<@Nullable Failure> counted = new ArrayList<>();
    private final List<Position> ids = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Publisher publisher = new Publisher(
            backbone,
            channel -> new Retention(channel.namespace().length(), Duration.ofHours(1)),
            new PublishLimits(100, 2),
            new Telemetry() {
                @Override
                public void published(@Nullable Failure outcome) {
                    counted.add(outcome);
                }
            });

    private void publish(Channel channel, int bytes, @Nullable String key, long expiresAt) {
        Grants grants = new Grants(List.of(), List.of(ChannelPattern.parse("orders.*", "alice")), List.of(), false);
        Publication publication = new Publication(
                channel, new Payload.Json("1".repeat(bytes).getBytes(StandardCharsets.US_ASCII)), null, Map.of(), key);
        publisher.publish(
                new Identity("alice", grants, expiresAt), publication, lane, Reply.of(ids::add, refusals::add));
        lanes.runUntilIdle();
    }

    private void publish() {
        publish(ORDERS, 1, null, Identity.NEVER);
    }

    private void assertRefused(Failure failure) {
        assertThat(refusals).extracting(Refusal::failure).containsExactly(failure);
        assertThat(counted).containsExactly(failure);
        assertThat(backbone.appended()).isEmpty();
    }

    @Test
    void aPublicationIsAppendedWithItsRetentionAndAnsweredWithItsPosition() {
        // Given
        publish();
        assertThat(ids).isEmpty();
        // When
        backbone.append().answer(ID);
        lanes.runUntilIdle();
        // Then
        assertThat(ids).containsExactly(ID);
        assertThat(counted).hasSize(1).containsOnlyNulls();
        Append append = backbone.appended().get(0);
        assertThat(append.channel()).isEqualTo(ORDERS);
        assertThat(append.retention().size()).isEqualTo("orders".length());
        assertThat(append.idempotency()).isNull();
        assertThat(append.message()).hasToString("{\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":1}");
    }

    @Test
    void aKeyMakesTheRequestKnown() {
        // When
        publish(ORDERS, 1, "key", Identity.NEVER);
        // Then
        assertThat(backbone.appended().get(0).idempotency()).isNotNull();
    }

    @Test
    void whatIsNotGrantedIsRefused() {
        // When
        publish(new Channel("secret.plans"), 1, null, Identity.NEVER);
        // Then
        assertRefused(Failure.NOT_GRANTED);
        assertThat(refusals.get(0).detail()).contains("secret.plans", "orders.*");
    }

    @Test
    void aTokenThatHasExpiredPublishesNothing() {
        // When
        publish(ORDERS, 1, null, lane.time());
        // Then
        assertRefused(Failure.TOKEN_EXPIRED);
    }

    @Test
    void aMessageThatIsTooLargeAsJsonIsRefusedWithBothSizes() {
        // When
        publish(ORDERS, 90, null, Identity.NEVER);
        // Then
        assertRefused(Failure.TOO_LARGE);
        assertThat(refusals.get(0).detail()).contains("133 bytes", "at most 100");
    }

    @Test
    void soManyMayWaitForTheBackboneAndNoMore() {
        // Given
        publish();
        publish();
        // When
        publish();
        // Then
        assertThat(refusals).extracting(Refusal::failure).containsExactly(Failure.OVERLOADED);
        backbone.append().answer(ID);
        lanes.runUntilIdle();
        publish();
        assertThat(backbone.appended()).hasSize(3);
    }

    @Test
    void whatTheBackboneRefusesIsPassedOnAndMakesRoom() {
        // Given
        publish();
        publish();
        // When
        backbone.append().fail(Failure.PUBLISH_UNKNOWN);
        lanes.runUntilIdle();
        // Then
        assertThat(refusals).extracting(Refusal::failure).containsExactly(Failure.PUBLISH_UNKNOWN);
        assertThat(counted).containsExactly(Failure.PUBLISH_UNKNOWN);
        publish();
        assertThat(backbone.appended()).hasSize(3);
    }

    @Test
    void aRefusalNeverComesBeforeTheAskingMethodHasReturned() {
        // Given
        boolean[] returned = new boolean[1];
        List<Boolean> seen = new ArrayList<>();
        lane.execute(() -> {
            publisher.publish(
                    new Identity("bob", Grants.NONE, Identity.NEVER),
                    new Publication(ORDERS, new Payload.Json(new byte[] {'1'}), null, Map.of(), null),
                    lane,
                    Reply.of(id -> {}, refusal -> seen.add(returned[0])));
            returned[0] = true;
        });
        // When
        lanes.runUntilIdle();
        // Then
        assertThat(seen).containsExactly(true);
    }
}
