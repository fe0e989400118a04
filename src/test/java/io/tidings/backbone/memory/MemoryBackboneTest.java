package io.tidings.backbone.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only the heap can show: how much is kept, and nothing but virtual time. */
class MemoryBackboneTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final Channel ORDERS = new Channel("orders");

    private final SteppedLanes stepped = new SteppedLanes(3, 1);
    private final AtomicLong tags = new AtomicLong();
    private final MemoryBackbone backbone = new MemoryBackbone(tags::incrementAndGet);
    private final List<String> told = new ArrayList<>();
    private final Lane lane = stepped.lanes().all().get(0);

    @BeforeEach
    void start() {
        Backbone.Events events = new NotedEvents(told);
        backbone.start(stepped.lanes(), List.of(events, events, events));
    }

    @Test
    void idleChannelsTakeNoMemoryInTheEnd() {
        // Given
        for (int i = 0; i < 5000; i++) append(new Channel("idle." + i), key(i));
        assertThat(kept()).isEqualTo(5000);
        // When
        stepped.advance(7 * DAY + MINUTE);
        // Then
        assertThat(kept()).isZero();
    }

    @Test
    void theHistoryIsFreedLongBeforeThePosition() {
        // Given
        position(ORDERS);
        Position last = append(ORDERS, null);
        ChannelLog log = backbone.shard(ORDERS).log(ORDERS);
        // When
        stepped.advance(61 * MINUTE);
        // Then
        assertThat(log.entries.size()).isZero();
        assertThat(log.position).isEqualTo(last);
    }

    @Test
    void idempotencyKeysAreFreedWhileTheChannelIsBusy() {
        // Given
        append(ORDERS, key(1));
        stepped.advance(3 * MINUTE);
        append(ORDERS, key(2));
        ChannelLog log = backbone.shard(ORDERS).log(ORDERS);
        // When
        stepped.advance(3 * MINUTE);
        // Then
        assertThat(Objects.requireNonNull(log.keys).nextExpiry()).isEqualTo(8 * MINUTE);
    }

    @Test
    void aWatchedChannelKeepsItsPositionForEver() {
        // Given
        backbone.watch(ORDERS, 1);
        Position last = append(ORDERS, null);
        // When
        stepped.advance(30 * DAY);
        // Then
        assertThat(position(ORDERS)).isEqualTo(last);
    }

    @Test
    void theSevenDaysOfAPositionBeginWhenItsWatchEnds() {
        // Given
        backbone.watch(ORDERS, 1);
        Position last = append(ORDERS, null);
        stepped.advance(30 * DAY);
        backbone.unwatch(ORDERS, 1);
        stepped.advance(6 * DAY);
        Position kept = position(ORDERS);
        // When
        stepped.advance(2 * DAY);
        // Then
        assertThat(kept).isEqualTo(last);
        assertThat(position(ORDERS).offset()).isZero();
    }

    @Test
    void aWatchOfAnUnknownChannelLeavesNothingBehind() {
        // Given
        backbone.watch(ORDERS, 1);
        backbone.unwatch(ORDERS, 1);
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(told).containsExactly("watched orders 1", "unwatched orders 1");
        assertThat(kept()).isZero();
    }

    @Test
    void aStoppedBackboneTellsNothingAndKeepsNothing() {
        // Given
        backbone.watch(ORDERS, 1);
        append(ORDERS, null);
        List<String> before = List.copyOf(told);
        request(ORDERS, null, Reply.of(id -> told.add("late"), refusal -> told.add("late")));
        // When
        backbone.stop();
        stepped.advance(30 * DAY);
        // Then
        assertThat(told).isEqualTo(before);
        assertThat(kept()).isZero();
    }

    @Test
    void thereIsOneListenerForEachLane() {
        // Given
        MemoryBackbone another = new MemoryBackbone();
        // When, Then
        assertThatThrownBy(() -> another.start(stepped.lanes(), List.of(new NotedEvents(told))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 listeners for 3 lanes");
    }

    @Test
    void tagsOfTheProductAreFortyEightBitsAndNeverZero() {
        // Given
        SecureTags secure = new SecureTags();
        // When, Then
        for (int i = 0; i < 10_000; i++) assertThat(secure.getAsLong()).isBetween(1L, Position.TAGS - 1);
    }

    private Position append(Channel channel, Append.@Nullable Idempotency idempotency) {
        List<Position> ids = new ArrayList<>();
        request(channel, idempotency, Reply.of(ids::add, refusal -> {
            throw refusal;
        }));
        stepped.runUntilIdle();
        return ids.get(0);
    }

    private void request(Channel channel, Append.@Nullable Idempotency idempotency, Reply<Position> reply) {
        Message message = new Message(new byte[] {'1'});
        backbone.append(new Append(channel, message, new Retention(10, Duration.ofHours(1)), idempotency), lane, reply);
    }

    private Position position(Channel channel) {
        List<Position> positions = new ArrayList<>();
        backbone.position(channel, lane, Reply.of(positions::add, refusal -> {
            throw refusal;
        }));
        stepped.runUntilIdle();
        return positions.get(0);
    }

    private int kept() {
        return backbone.shards().stream().mapToInt(Shard::size).sum();
    }

    private static Append.Idempotency key(int number) {
        return new Append.Idempotency("slot" + number, "print");
    }

    @Test
    void nobodyHasToWaitForIt() {
        assertThat(new MemoryBackbone().awaited()).isEmpty();
    }

    @Test
    void nothingAroundItShouldBeOtherwise() {
        assertThat(backbone.findings()).isEmpty();
    }
}
