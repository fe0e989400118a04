package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For five minutes the same key gives the same answer and one message. */
interface IdempotencyPromises extends BackboneHooks {
    @Test
    default void theSameKeyGivesTheSameAnswerAndOneMessage() {
        // Given
        Channel channel = channel("key");
        backbone().watch(channel, 1);
        Position first = backbone().append(keyed(channel, "key", "same"));
        backbone().append(channel, "{}");
        // When
        Position repeated = backbone().append(keyed(channel, "key", "same"));
        // Then
        assertThat(repeated).isEqualTo(first);
        Position last = backbone().append(channel, "{}");
        assertThat(backbone().log(channel)).hasSize(3);
        assertThat(backbone().awaitTold(channel, last)).hasSize(3);
    }

    @Test
    default void theSameKeyFromAllLanesAtOnceGivesOneMessage() {
        // Given
        Channel channel = channel("race");
        // When
        List<Position> answers = BackboneProbe.awaitAll(backbone()
                .eachLane()
                .mapToObj(lane -> backbone().appendFrom(lane, keyed(channel, "key", "same")))
                .toList());
        // Then
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(backbone().log(channel)).extracting(Entry::id).containsExactly(answers.get(0));
    }

    @Test
    default void aKeyWithAnotherMessageIsRefused() {
        // Given
        Channel channel = channel("reused");
        Position first = backbone().append(keyed(channel, "key", "one"));
        // When, Then
        assertThatThrownBy(() -> backbone().append(keyed(channel, "key", "two")))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.KEY_REUSED));
        assertThat(backbone().log(channel)).extracting(Entry::id).containsExactly(first);
        assertThat(backbone().position(channel)).isEqualTo(first);
    }

    @Test
    default void otherKeysAndOtherChannelsAreNew() {
        // Given
        Position first = backbone().append(keyed(channel("a"), "key", "same"));
        // When
        Position otherKey = backbone().append(keyed(channel("a"), "key2", "same"));
        Position otherChannel = backbone().append(keyed(channel("b"), "key", "same"));
        // Then
        assertThat(otherKey.offset()).isEqualTo(first.offset() + 1);
        assertThat(backbone().log(channel("b"))).extracting(Entry::id).containsExactly(otherChannel);
    }

    @Test
    default void aKeyIsKnownForFiveMinutes() {
        // Given
        Channel channel = channel("minutes");
        Position first = backbone().append(keyed(channel, "key", "same"));
        letTimePass(Duration.ofMinutes(4));
        Position afterFour = backbone().append(keyed(channel, "key", "same"));
        // When
        letTimePass(Duration.ofMinutes(2));
        Position afterSix = backbone().append(keyed(channel, "key", "other"));
        // Then
        assertThat(afterFour).isEqualTo(first);
        assertThat(afterSix.offset()).isEqualTo(first.offset() + 1);
    }

    private static Append keyed(Channel channel, String slot, String fingerprint) {
        return new Append(
                channel, BackboneProbe.message("{}"), BackboneProbe.HOUR, new Append.Idempotency(slot, fingerprint));
    }
}
