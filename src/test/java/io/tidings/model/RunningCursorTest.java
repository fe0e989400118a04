package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunningCursorTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final Channel NEWS = new Channel("news");

    @Test
    void aMovedChannelStandsInTheCursorWhereItIsNow() {
        // Given
        RunningCursor cursor = new RunningCursor(List.of(ORDERS), true);
        // When
        cursor.move(ORDERS, new Position(1, 5));
        cursor.move(ORDERS, new Position(2, 7));
        // Then
        assertThat(cursor).hasToString("2-7");
    }

    @Test
    void aChannelThatIsNotAmongItsOwnMovesNothing() {
        // Given
        RunningCursor cursor = new RunningCursor(List.of(ORDERS), true);
        cursor.move(ORDERS, new Position(1, 5));
        // When
        cursor.move(NEWS, new Position(9, 9));
        // Then
        assertThat(cursor).hasToString("1-5");
    }

    @Test
    void aSingleChannelWithoutAPositionIsNotListed() {
        // Given
        RunningCursor cursor = new RunningCursor(List.of(ORDERS), true);
        // Then
        assertThat(Cursor.parse(cursor.toString(), List.of(ORDERS))).isEmpty();
    }

    @Test
    void itAlwaysReadsLikeTheCursorOfTheSamePositions() {
        for (long seed = 0; seed < 2_000; seed++) {
            // Given
            Random random = new Random(seed);
            List<Channel> channels = randomChannels(random);
            boolean shortForm = random.nextBoolean();
            RunningCursor cursor = new RunningCursor(channels, shortForm);
            Map<Channel, Position> positions = new LinkedHashMap<>();
            // When
            for (int i = random.nextInt(8); i > 0; i--) {
                Channel channel = channels.get(random.nextInt(channels.size()));
                positions.put(channel, PositionTest.random(random));
                cursor.move(channel, positions.get(channel));
            }
            // Then
            assertThat(Cursor.parse(cursor.toString(), channels))
                    .as("seed %d", seed)
                    .isEqualTo(positions);
            if (positions.size() == channels.stream().distinct().count())
                assertThat(cursor).as("seed %d", seed).hasToString(Cursor.format(positions, shortForm));
        }
    }

    private static List<Channel> randomChannels(Random random) {
        List<Channel> channels = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) channels.add(new Channel("c" + random.nextInt(1000)));
        Collections.shuffle(channels, random);
        return channels;
    }
}
