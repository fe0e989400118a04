package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every channel has a position: created once, adopted from the log when lost, never overwritten. */
interface PositionPromises extends BackboneHooks {
    Retention LONG = new Retention(1000, Duration.ofDays(30));

    @Test
    default void aChannelWithoutMessagesGetsABirthThatStays() {
        // When
        Position birth = backbone().position(channel("born"));
        // Then
        assertThat(birth.offset()).isZero();
        assertThat(backbone().position(channel("born"))).isEqualTo(birth);
        assertThat(backbone().position(channel("other"))).isNotEqualTo(birth);
    }

    @Test
    default void allLanesThatAskAtOnceSeeOneBirth() {
        // When
        List<Position> births = BackboneProbe.awaitAll(backbone()
                .eachLane()
                .mapToObj(lane -> backbone().positionFrom(lane, channel("race")))
                .toList());
        // Then
        assertThat(births).containsOnly(births.get(0));
    }

    @Test
    default void askingForThePositionNeverChangesIt() {
        // Given
        Channel channel = channel("kept");
        List<Position> ids = backbone().appendMany(channel, 3, BackboneProbe.HOUR);
        // When
        Position position = backbone().position(channel);
        // Then
        assertThat(position).isEqualTo(ids.get(2));
        Position next = backbone().append(channel, "{}");
        assertThat(backbone().log(channel).get(3))
                .extracting(Entry::id, Entry::prev)
                .containsExactly(next, position);
    }

    @Test
    default void aLostPositionIsTakenFromTheLog() {
        // Given
        Channel channel = channel("adopted");
        List<Position> ids = backbone().appendMany(channel, 3, LONG);
        letTimePass(Duration.ofDays(8));
        // When
        Position position = backbone().position(channel);
        // Then
        assertThat(position).isEqualTo(ids.get(2));
    }

    @Test
    default void anAppendAfterALostPositionGoesOnWithTheLog() {
        // Given
        Channel channel = channel("goes-on");
        Position birth = backbone().position(channel);
        backbone().appendMany(channel, 3, LONG);
        letTimePass(Duration.ofDays(8));
        // When
        backbone().appendMany(channel, 2, LONG);
        // Then
        assertThat(backbone().log(channel)).hasSize(5);
        Chains.assertUnbroken(birth, backbone().log(channel));
    }

    @Test
    default void aPositionOutlivesItsLogBySevenDaysAndIsThenBornAnew() {
        // Given
        Channel channel = channel("seven-days");
        Position last = backbone().appendMany(channel, 3, BackboneProbe.HOUR).get(2);
        letTimePass(Duration.ofDays(6));
        Position afterSixDays = backbone().position(channel);
        // When
        letTimePass(Duration.ofDays(8));
        // Then
        assertThat(afterSixDays).isEqualTo(last);
        assertThat(backbone().position(channel).offset()).isZero();
        assertThat(backbone().position(channel).tag()).isNotEqualTo(last.tag());
    }
}
