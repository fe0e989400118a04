package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log is bounded by count, and by the time since its last publication; the position goes on without it. */
interface RetentionPromises extends BackboneHooks {
    @Test
    default void aLogKeepsItsNewestEntries() {
        // Given
        Channel channel = channel("trimmed");
        // When
        List<Position> ids = backbone().appendMany(channel, 500, new Retention(50, Duration.ofHours(1)));
        // Then
        List<Entry> log = backbone().log(channel);
        assertThat(log).hasSizeBetween(50, 50 + trimmingSlack());
        assertThat(log).extracting(Entry::id).containsExactlyElementsOf(ids.subList(500 - log.size(), 500));
        Chains.assertUnbroken(log.get(0).prev(), log);
    }

    @Test
    default void aHistoryOfSizeZeroKeepsNothingButThePosition() {
        // Given
        Channel channel = channel("none");
        backbone().watch(channel, 1);
        Position birth = backbone().position(channel);
        // When
        List<Position> ids = backbone().appendMany(channel, 3, new Retention(0, Duration.ofHours(1)));
        // Then
        List<Entry> told = backbone().awaitTold(channel, ids.get(2));
        assertThat(told).extracting(Entry::id).isEqualTo(ids);
        Chains.assertUnbroken(birth, told);
        assertThat(backbone().read(channel, 0, BackboneProbe.ALL)).isEqualTo(new LogPage(List.of(), ids.get(2), false));
    }

    @Test
    default void aLogExpiresAsAWholeAndItsPositionStays() {
        // Given
        Channel channel = channel("expired");
        Position last = backbone().appendMany(channel, 3, BackboneProbe.HOUR).get(2);
        // When
        letTimePass(Duration.ofMinutes(61));
        // Then
        assertThat(backbone().read(channel, 0, BackboneProbe.ALL)).isEqualTo(new LogPage(List.of(), last, false));
    }

    @Test
    default void anAppendAfterTheLogExpiredFollowsThePosition() {
        // Given
        Channel channel = channel("after");
        Position last = backbone().appendMany(channel, 3, BackboneProbe.HOUR).get(2);
        letTimePass(Duration.ofMinutes(61));
        // When
        Position next = backbone().append(channel, "{}");
        // Then
        assertThat(next.offset()).isEqualTo(4);
        assertThat(backbone().log(channel)).extracting(Entry::prev).containsExactly(last);
    }

    @Test
    default void everyPublicationRenewsTheWholeLog() {
        // Given
        Channel channel = channel("renewed");
        backbone().append(channel, "1");
        letTimePass(Duration.ofMinutes(40));
        backbone().append(channel, "2");
        // When
        letTimePass(Duration.ofMinutes(40));
        // Then
        assertThat(backbone().log(channel)).hasSize(2);
    }
}
